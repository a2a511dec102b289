-- What volume_history looks like, and what the forecasting chapter refuses.
SET timezone = 'UTC';

-- text
SELECT format('pt30m europe/paris {%s}', '2026-11-21T09:30:00Z/PT30M 12 3600.5, 2026-11-21T10:00:00Z/PT30M 3.25,'
	' 2026-11-21T11:00:00Z/PT30M -')::volume_history;
SELECT 'PT24H {2026-11-21T00:00:00Z/PT24H 12.000001}'::volume_history;
SELECT i.* FROM (VALUES ('PT1H {2026-11-21T09:00:00Z/PT1H 2 60, 2026-11-21T11:00:00Z/PT1H -}'::volume_history)) v (h),
	history_intervals(h) i;

-- not text
SELECT ''::volume_history;
SELECT 'PT30M {}'::volume_history;
SELECT 'PT30M {2026-11-21T09:30:00Z/PT30M}'::volume_history;
SELECT 'PT30M {2026-11-21T09:30:00Z/PT30M -1}'::volume_history;
SELECT 'PT30M {2026-11-21T09:30:00Z/PT15M 1}'::volume_history;
SELECT 'PT30M {2026-11-21T09:30:00Z/PT30M 1, 2026-11-21T09:30:00Z/PT30M 1}'::volume_history;
SELECT 'PT30M {2026-11-21T09:30:00Z/PT30M 1, 2026-11-21T10:15:00Z/PT30M 1}'::volume_history;
SELECT 'PT30M {2026-11-21T09:30:00Z/PT30M - 5}'::volume_history;
SELECT 'PT48H {2026-11-21T00:00:00Z/PT48H 1}'::volume_history;
SELECT 'PT30M Mars/Olympus {2026-11-21T09:30:00Z/PT30M 1}'::volume_history;
SELECT 'PT30M {2026-11-21T09:30:00Z/PT30M 1} more'::volume_history;

-- aggregates
SELECT volume_history(ts, '1 hour', 'Europe/Paris')
FROM unnest(ARRAY['2026-11-21 09:30+00', '2026-11-21 09:59+00', NULL, '2026-11-21 07:00+00']::timestamptz[]) ts;
SELECT volume_history(reporting_interval(ts, '30 min', 'UTC'), v)
FROM (VALUES ('2026-11-21 09:30+00'::timestamptz, 2::float8), ('2026-11-21 09:45+00', 3), ('2026-11-21 08:00+00', 0.5),
	('2026-11-21 10:00+00', NULL), ('2026-11-21 10:00+00', 7)) x (ts, v);
SELECT volume_history(reporting_interval(ts, '30 min', 'UTC'), v, h, 'Asia/Kolkata')
FROM (VALUES (timestamptz '2026-11-21 09:30+00', 2.0::float8, 600.0::float8), ('2026-11-21 08:00+00', 1, NULL))
	x (ts, v, h);
SELECT volume_history(ts, '1 hour', 'UTC') FROM unnest(ARRAY[]::timestamptz[]) ts;
SELECT 'PT1H {2026-11-21T09:00:00Z/PT1H 2 60}'::volume_history
	+ 'PT1H {2026-11-21T08:00:00Z/PT1H 1, 2026-11-21T09:00:00Z/PT1H 1 30}'::volume_history;

-- one grid
SELECT volume_history(reporting_interval(ts, CASE WHEN i = 1 THEN interval '30 min' ELSE '15 min' END, 'UTC'), 1)
FROM unnest(ARRAY['2026-11-21 09:30+00', '2026-11-21 11:00+00']::timestamptz[]) WITH ORDINALITY x (ts, i);
SELECT volume_history(ts, CASE WHEN i = 1 THEN interval '30 min' ELSE '15 min' END, 'UTC')
FROM unnest(ARRAY['2026-11-21 09:30+00', '2026-11-21 11:00+00']::timestamptz[]) WITH ORDINALITY x (ts, i);
SELECT volume_history(ts, '1 hour', CASE WHEN i = 1 THEN 'UTC' ELSE 'Europe/Paris' END)
FROM unnest(ARRAY['2026-11-21 09:30+00', '2026-11-21 11:00+00']::timestamptz[]) WITH ORDINALITY x (ts, i);
SELECT volume_history(b, 1)
FROM unnest(ARRAY['2026-11-21 09:30+00/PT30M', '2026-11-21 10:15+00/PT30M']::reporting_interval[]) b;
SELECT volume_history(b, 1, NULL, 'Europe/Paris')
FROM unnest(ARRAY['2026-11-21 09:30+00/PT30M', '2026-11-21 10:00+00/PT15M']::reporting_interval[]) b;
SELECT 'PT1H {2026-11-21T09:00:00Z/PT1H 2}'::volume_history + 'PT1H UTC {2026-11-21T09:00:00Z/PT1H 2}';

-- arguments
SELECT volume_history('2026-11-21 09:30+00/PT30M'::reporting_interval, -1);
SELECT volume_history('2026-11-21 09:30+00/PT30M'::reporting_interval, 'NaN');
SELECT volume_history('2026-11-21 09:30+00/PT30M'::reporting_interval, 1e13);
SELECT volume_history('2026-11-21 00:00+00/P7D'::reporting_interval, 1);
SELECT volume_history('2026-11-21 09:30+00'::timestamptz, '7 days', 'UTC');
SELECT volume_history('2026-11-21 09:30+00'::timestamptz, '1 hour', 'Mars/Olympus');
CREATE TEMP TABLE one AS
SELECT 'PT1H {2026-11-20T09:00:00Z/PT1H 2 60, 2026-11-21T09:00:00Z/PT1H 3 60}'::volume_history AS h;
SELECT forecast(h, method => 'oracle') FROM one;
SELECT forecast(h, level => 1) FROM one;
SELECT forecast(h, special_days => '{infinity}') FROM one;
SELECT forecast(h, from_ts => 'infinity') FROM one;
SELECT forecast(h, from_ts => '2026-11-20') FROM one;
SELECT forecast(h, to_ts => '9000-01-01') FROM one;
SELECT forecast_backtest(h, '2026-11-20', '2026-11-22', '1 month') FROM one;
SELECT forecast_backtest(h, '2026-11-20', '2026-11-22', '0') FROM one;
SET timezone = 'Asia/Kolkata';
SELECT forecast(h) FROM one;
SET timezone = 'UTC';

-- rows
SELECT bucket, round(volume::numeric, 3) AS volume, lower, upper, round(aht::numeric, 1) AS aht
FROM one, forecast(h, '2026-11-22 08:00+00', '2026-11-22 11:00+00');
SELECT count(*), min(bucket), max(bucket) FROM one, forecast(h);
SELECT f.* FROM one, forecast(h, '2026-11-19', '2026-11-19 02:00', as_of => '2026-11-19') f;
SELECT made_at, bucket, actual, round(volume::numeric, 3) AS volume, lower, upper
FROM one, forecast_backtest(h, '2026-11-20 08:00', '2026-11-22', '1 day')
WHERE extract(hour FROM lower(bucket)) BETWEEN 8 AND 10;
SELECT count(*) FROM forecast(NULL::volume_history);
