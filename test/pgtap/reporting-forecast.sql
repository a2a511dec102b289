-- refresh_forecast and the views on it: a model in a schema with a space, forecasts of queues of every kind.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;	-- compiling takes longer than running
SELECT * FROM no_plan();
CALL create_reporting_model('r f');
CALL create_reporting_views('r f', zone => 'Europe/Amsterdam');
SET LOCAL search_path = public, "r f";

-- Stored half hours from 9 to 12: about 20 contacts, Monday to Saturday, a little noise.
CREATE TEMP TABLE counted AS
SELECT n, (SELECT queue_summary('answered'::text, i % 20, 200::float8, 0::float8, 40::float8)
	FROM generate_series(1, n) AS i) AS s
FROM generate_series(1, 60) AS n
UNION ALL SELECT 0, queue_summary('blocked'::text, 0)
UNION ALL SELECT 40000, (SELECT rollup(b.s) FROM generate_series(1, 40), (SELECT queue_summary('answered'::text,
	i % 20, 200::float8, 0::float8, 40::float8) AS s FROM generate_series(1, 1000) AS i) AS b);
CREATE FUNCTION pg_temp.fill(queue text, from_day date, to_day date, days text DEFAULT '123456',
	scale float8 DEFAULT 20, special date[] DEFAULT '{}', factor float8 DEFAULT 1, first_hour int DEFAULT 9)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO queue_interval_summary (queue_id, media, bucket_start, bucket_end, summary, transfers)
	SELECT queue, 'voice', at, at + '30 min'::interval, s, 0
	FROM generate_series(from_day::timestamp, to_day, '1 day') AS d (day)
	CROSS JOIN generate_series(0, 5) AS slot
	CROSS JOIN LATERAL (
		SELECT (day + make_interval(hours => first_hour, mins => slot * 30)) AT TIME ZONE 'Europe/Amsterdam',
			hashint8(slot * 7919 + extract(epoch FROM day)::bigint) & 7) AS t (at, noise)
	JOIN counted ON n = CASE WHEN scale > 100 OR scale = 0 THEN scale
		ELSE round(scale * CASE WHEN day = ANY (special) THEN factor ELSE 1 END) + noise - 3 END
	WHERE position(extract(isodow FROM day)::text IN days) > 0 $$;
SELECT pg_temp.fill('plain', '2026-01-05', '2026-03-21'), pg_temp.fill('zero', '2026-01-05', '2026-03-21', scale => 0),
	pg_temp.fill('week', '2026-03-16', '2026-03-21'), pg_temp.fill('day', '2026-03-21', '2026-03-21'),
	pg_temp.fill('saturdays', '2026-01-05', '2026-03-21', '6'), pg_temp.fill('new', '2026-02-24', '2026-03-21'),
	pg_temp.fill('big', '2026-01-05', '2026-03-21', scale => 40000),
	pg_temp.fill('closed', '2026-01-05', '2026-03-21'),
	pg_temp.fill('night', '2026-01-05', '2026-03-21', first_hour => 18),
	pg_temp.fill('named', '2026-01-05', '2026-03-21', special => '{2026-02-10,2026-03-03}', factor => 2),
	pg_temp.fill('autumn', '2026-08-10', '2026-10-19'),
	pg_temp.fill('outage', '2026-01-05', '2026-02-28'), pg_temp.fill('outage', '2026-03-02', '2026-03-21', scale => 5);
INSERT INTO queue (queue_id, name, calendar_id, valid) VALUES ('closed', 'c', 'old', '(,2026-02-01)'),
	('closed', 'c', 'shop', '[2026-02-01,)'), ('night', 'n', 'shop', '(,)'), ('named', 'n', 'nl', '(,)');
INSERT INTO business_hours (calendar_id, tz, weekday, open, close, valid)
SELECT 'shop', 'Europe/Amsterdam', w, '09:00', '12:00', '[2026-02-01,)' FROM generate_series(1, 6) AS w;
INSERT INTO calendar_exception (calendar_id, day) VALUES ('shop', '2026-04-06');
INSERT INTO special_day (calendar_id, day, name) VALUES ('nl', '2026-02-10', 'sale'), ('nl', '2026-02-24', 'eve'),
	('nl', '2026-03-03', 'sale'), ('nl', '2026-03-31', 'sale'), ('nl', '2026-04-01', 'eve'),
	('nl', '2026-04-02', 'new'),
	('be', '2026-04-07', 'sale');
INSERT INTO feed_gap VALUES ('acd', '[2026-03-02,)');
UPDATE feed_gap SET during = '[2026-03-02 00:00+01,2026-03-22 00:00+01)';
-- what somebody loaded
INSERT INTO forecast (queue_id, interval_start, interval_len, made_at, volume, scenario)
SELECT 'plain', '2026-03-24 09:00+01', '30 min', '2026-03-22 00:00+01', 7, s
FROM unnest('{base,own,automatic}'::text[]) AS s;

CREATE FUNCTION pg_temp.refresh(as_of timestamptz, days int DEFAULT 28) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CALL refresh_forecast('r f', as_of => as_of, days => days);
END $$;
CREATE TEMP VIEW made AS
SELECT *, interval_start AT TIME ZONE 'Europe/Amsterdam' AS local_start
FROM "r f".forecast WHERE scenario = 'automatic' AND method IS NOT NULL;
CREATE FUNCTION pg_temp.per_day(queue text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(round(v)::text, ' ' ORDER BY day) FROM (
		SELECT local_start::date AS day, sum(volume) / 6 AS v FROM made
		WHERE queue_id = queue AND local_start >= '2026-03-23' AND local_start < '2026-03-30' GROUP BY 1) AS d $$;

-- The gap hides what came in it from everybody; without it an outage is learned.
SELECT pg_temp.refresh('2026-03-22 00:00+01');
SELECT matches(pg_temp.per_day('outage'), '^(2[01] ){5}2[01] 0$', 'a feed gap is not learned');
DELETE FROM feed_gap;
DELETE FROM forecast WHERE method IS NOT NULL;
SELECT pg_temp.refresh('2026-03-22 00:00+01');
SELECT matches(pg_temp.per_day('outage'), '^([5-9] ){5}[5-9] 0$', 'what is no gap is');
SELECT is(count(*) FILTER (WHERE volume >= 0 AND volume < 'infinity' AND lo >= 0 AND hi >= lo AND hi < 'infinity'
	AND lo <= volume + 1 AND hi >= volume - 1), 11 * (29 * 48 - 2)::bigint - 1,
	'each interval of each queue, with limits')
FROM made WHERE made_at = '2026-03-22 00:00+01' AND interval_len = '30 min';
SELECT is((SELECT count(*) FROM made), 11 * (29 * 48 - 2)::bigint - 1, 'and nothing more');
SELECT matches(pg_temp.per_day(q), v, what)
FROM (VALUES ('plain', '^2[01] 17 (2[01] ){4}0$', 'an interval of somebody else; closed on Sundays'),
	('zero', '^(0 ){6}0$', 'zero volumes'),

	('week', '^((19|20|21|22|23) ){6}2[01]$', 'one week: Sundays are not known to be closed'),
	 ('day', '^((19|20|21|22) ){6}(19|20|21|22)$', 'one day: any day is like it'),
	('saturdays', '^(0 ){5}2[01] 0$', 'Saturdays only'), ('new', '^((20|21) ){6}0$', 'a queue of last month'),
	('big', '^(40000 ){6}0$', 'five digits'), ('closed', '^(2[01] ){6}0$', 'hours'),
	('night', '^(2[01] ){6}0$', 'contacts outside hours')) AS v (q, v, what);
SELECT is(string_agg(DISTINCT queue_id || ': ' || reason, ', ' ORDER BY queue_id || ': ' || reason),
	'day: days of history: 1, new: days of history: 23, night: not by calendar shop: 63 % came while it was closed, '
	'week: days of history: 6', 'reasons') FROM made;
SELECT is(array_agg(DISTINCT round(aht_s)), '{240}', 'handle times') FROM made WHERE queue_id <> 'zero';
SELECT is(count(aht_s), 0::bigint, 'none where there is none') FROM made WHERE queue_id = 'zero';
SELECT is(count(*) FILTER (WHERE required IS DISTINCT FROM CASE WHEN volume = 0 THEN 0
	ELSE erlang_a_agents(volume, 1800, aht_s, 'infinity', 0.8, 20) END), 0::bigint, 'agents required') FROM made;
SELECT is(sum(volume), 0::float8, 'a closed holiday') FROM made
WHERE queue_id = 'closed' AND local_start::date = '2026-04-06';
SELECT is(sum(volume) FILTER (WHERE local_start::time NOT BETWEEN '09:00' AND '11:30'), 0::float8,
	'nothing while closed')
FROM made WHERE queue_id = 'closed';
SELECT matches(string_agg(round(v.sum / p.sum, 1)::text, ' ' ORDER BY day), '^1.0 (1.9|2.0) 1.0 1.0 1.0$',
	'special days by name')
FROM (SELECT local_start::date AS day, sum(volume)::numeric FROM made WHERE queue_id = 'named' GROUP BY 1) AS v
JOIN (SELECT local_start::date AS day, sum(volume)::numeric FROM made WHERE queue_id = 'plain' GROUP BY 1) AS p
	USING (day)
WHERE day IN ('2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02', '2026-04-07');
SELECT is(string_agg(n || ' ' || v, ', ' ORDER BY day), '48 6, 46 0, 48 6', 'the night that has no third hour')
FROM (SELECT local_start::date AS day, count(*) AS n, count(*) FILTER (WHERE volume BETWEEN 18 AND 23) AS v FROM made
	WHERE queue_id = 'plain' AND local_start::date BETWEEN '2026-03-28' AND '2026-03-30' GROUP BY 1) AS d;

-- Again: nothing is written; what was loaded is as it was.
CREATE TEMP TABLE before AS SELECT * FROM made;
CREATE TEMP TABLE versions AS SELECT ctid::text AS version FROM forecast;
SELECT pg_temp.refresh('2026-03-22 00:00+01');
SELECT set_eq('SELECT ctid::text AS version FROM forecast', 'TABLE versions', 'the same again writes nothing');
SELECT is(string_agg(scenario || volume, ' ' ORDER BY scenario), 'automatic7 base7 own7', 'what was loaded stays')
FROM forecast WHERE method IS NULL;
-- What comes later does not matter.
SELECT pg_temp.fill('plain', '2026-03-22', '2026-03-29', '1234567', 50),
	pg_temp.fill('later', '2026-03-22', '2026-03-29');
INSERT INTO feed_gap VALUES ('acd', '[2026-03-22 10:00+01,2026-03-23 12:00+01)');
SELECT pg_temp.refresh('2026-03-22 00:00+01');
SELECT set_eq('TABLE made', 'TABLE before', 'the future changes nothing');
DELETE FROM feed_gap;

-- Forecasts of the same day are replaced, and those of leads that nobody asks for.
SELECT pg_temp.refresh(at, 8)
FROM unnest('{2026-03-23 10:00+01,2026-03-24 08:00+01,2026-03-24 10:00+01}'::timestamptz[]) at;
SELECT is(string_agg(to_char(made_at AT TIME ZONE 'Europe/Amsterdam', 'DD HH24'), ', ' ORDER BY made_at), made,
	'forecasts of ' || d)
FROM (VALUES ('2026-03-23', '22 00'), ('2026-03-24', '23 10, 24 08'), ('2026-03-25', '23 10, 24 10'),
	('2026-03-26', '24 10'), ('2026-03-31', '23 10, 24 10'), ('2026-04-01', '24 10')) AS v (d, made),
	made WHERE queue_id = 'big' AND local_start = d::timestamp + '09:30'::interval GROUP BY d, made ORDER BY d;
SELECT is(count(*), 3::bigint, 'no other scenario') FROM forecast WHERE method IS NULL;

-- Today: 50 where 20 were expected.
CREATE TEMP TABLE today AS SELECT * FROM forecast_today_at('2026-03-24 10:35+01');
SELECT is(count(*), 12::bigint, 'a row for each queue') FROM today;
SELECT is((as_of, day, actual, expected), (timestamptz '2026-03-24 10:30+01', date '2026-03-24', came, fc), 'so far')
FROM today, (SELECT sum(offered(summary))::float8 AS came FROM queue_interval_summary WHERE queue_id = 'plain'
		AND bucket_start BETWEEN '2026-03-24 00:00+01' AND '2026-03-24 10:00+01') AS c,
	(SELECT sum(CASE WHEN interval_start = '2026-03-24 09:00+01' THEN 7 ELSE volume END) AS fc FROM made
		WHERE made_at = '2026-03-23 10:00+01' AND queue_id = 'plain'
			AND interval_start BETWEEN '2026-03-24 00:00+01' AND '2026-03-24 10:00+01') AS f
WHERE queue_id = 'plain';
SELECT ok(projected > original + (actual - expected) AND projected < 2.6 * original AND projected_lower > actual
	AND projected_lower < projected AND projected_upper > projected, 'the rest of a busy day is busier')
FROM today WHERE queue_id = 'plain';
SELECT ok(abs(projected / original - 1) < 0.02 AND actual = 0, 'what has no data yet is as expected')
FROM today WHERE queue_id = 'big';
SELECT is(round(sum(coalesce(actual, updated))), (SELECT round(sum(projected)) FROM today), 'by interval, too')
FROM forecast_today_interval_at('2026-03-24 10:35+01');
SELECT is(count(*), 48::bigint, 'each of them') FROM forecast_today_interval_at('2026-03-24 10:35+01')
WHERE queue_id = 'plain' AND (actual IS NOT NULL) = (local_start::time <= '10:00') AND updated_lower <= updated_upper;
SELECT is(actual, 0::float8, 'midnight begins a day') FROM forecast_today_at('2026-03-25 00:00+01')
WHERE queue_id = 'plain';
SELECT is(count(*), 13::bigint, 'the view is of the last day with data, long after it') FROM forecast_today
WHERE day = '2026-10-19' OR now() < '2026-10-27';

-- Both clock changes; data long gone.
SELECT pg_temp.refresh('2026-10-20 00:00+02', 10);
SELECT is(string_agg(n || ' ' || v, ', ' ORDER BY day), '48 6, 50 0, 48 6', 'the night that has its third hour twice')
FROM (SELECT local_start::date AS day, count(*) AS n, count(*) FILTER (WHERE volume BETWEEN 18 AND 23) AS v FROM made
	WHERE queue_id = 'autumn' AND local_start::date BETWEEN '2026-10-24' AND '2026-10-26' GROUP BY 1) AS d;
SELECT is(array_agg(DISTINCT reason), '{no data since 2026-03-21}', 'no data any more') FROM made
WHERE queue_id = 'big' AND made_at > '2026-10-01';

-- Methods by back-test, as anybody can repeat it.
DELETE FROM queue_interval_summary WHERE queue_id NOT IN ('plain', 'new') OR bucket_start > '2026-03-22';
SELECT set_eq($$
	SELECT queue_id, lead_days, method, n, sum_actual, round(sum_absolute_error::numeric, 6) AS error,
		round(within_limits::numeric, 6) AS within
	FROM forecast_method$$, $$
	SELECT queue_id, lead, method, count(*), sum(b.actual), round(sum(abs(b.actual - b.volume))::numeric, 6) AS error,
		round(avg((b.actual BETWEEN b.lower AND b.upper)::int), 6) AS within
	FROM queue_history(), unnest('{factor,seasonal_naive,mean_of_weeks}'::text[]) AS method,
		unnest('{1,7}'::int[]) AS lead,
		forecast_backtest(history, '2026-01-24 00:00+01', '2026-03-21 00:00+01', lead * '1 day'::interval, method) AS b
	WHERE b.actual IS NOT NULL AND b.volume IS NOT NULL AND (b.actual > 0 OR b.volume > 0) GROUP BY 1, 2, 3$$,
	'forecast_method is what forecast_backtest says');
SELECT is(string_agg(DISTINCT method, ' '), 'factor', 'and names the best') FROM forecast_method
WHERE is_best AND queue_id = 'plain';

-- Staffing: long contacts and rates that may be off (the figures of doc/forecasting.md).
INSERT INTO forecast (queue_id, interval_start, interval_len, made_at, volume, aht_s)
SELECT 'long', timestamptz '2026-05-04 09:00+02' + n * '30 min'::interval, '30 min', '2026-05-01', c, 2700
FROM unnest(ARRAY[4, 12, 24, 30, 24, 12, 4, 1]) WITH ORDINALITY AS v (c, n);
SELECT is(array_agg(required_mol ORDER BY interval_start), '{4,11,22,35,41,37,27,17}', 'required_mol')
FROM staffing_gap WHERE queue_id = 'long';
INSERT INTO forecast (queue_id, interval_start, interval_len, made_at, volume, aht_s, lo, hi)
SELECT 'unsure', timestamptz '2026-05-04 09:00+02' + n * '30 min'::interval, '30 min', '2026-05-01', 1000, 360,
	1000 - w, 1000 + w
FROM (VALUES (1, NULL), (2, 20), (3, 1.2815515655446004 * sqrt(1500 + 50 ^ 2)),
	(4, 1.2815515655446004 * sqrt(1500 + 100 ^ 2))) AS v (n, w);
SELECT is(array_agg(coalesce(required_with_uncertainty, 0) ORDER BY interval_start), '{0,211,217,226}',
	'required_with_uncertainty')
FROM staffing_gap WHERE queue_id = 'unsure';
SELECT is(array_agg(volume ORDER BY interval_start), '{7,20}', 'base forecasts come first, automatic ones otherwise')
FROM (SELECT interval_start, round(volume) AS volume FROM staffing_gap WHERE queue_id = 'plain'
	AND interval_start IN ('2026-03-24 09:00+01', '2026-03-24 09:30+01')) AS s;
SELECT is(string_agg(DISTINCT scenario, ' '), 'automatic base own', 'forecast_accuracy has them all')
FROM forecast_accuracy WHERE queue_id = 'plain';

-- Errors.
SELECT throws_ok(format('CALL refresh_forecast(''r f'', %s)', a), '22023', 'invalid value for argument ' || m, a)
FROM (VALUES ('days => 0', '"days": 0'), ('days => NULL', '"days": null'),
	('as_of => ''infinity''', '"as_of": infinity'),
	('scenario => ''''', '"scenario": '), ('level => 1', '"level": 1'), ('reach => ''0''', '"reach": 00:00:00'),
	('method => ''guess''', '"method": "guess"')) AS v (a, m);
SELECT throws_ok('CALL refresh_forecast(''nowhere'')', '42P01', NULL, 'no such model');
CALL create_reporting_model('rf_empty');
CALL create_reporting_views('rf_empty');
SELECT throws_ok('CALL refresh_forecast(''rf_empty'', method => ''magic'')', '22023',
	'invalid value for argument "method": "magic"', 'a method that is none, without any queue');
CREATE ROLE rf_reader;
GRANT USAGE ON SCHEMA "r f" TO rf_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA "r f" TO rf_reader;
SET LOCAL ROLE rf_reader;
SELECT throws_ok('CALL refresh_forecast(''r f'')', '42501', NULL, 'a reader cannot refresh');
SELECT lives_ok('SELECT * FROM "r f".forecast_today', 'but read');
RESET ROLE;
CALL create_reporting_views('r f', interval_width => '1 day', day_start => '06:00', discard => true);
SELECT throws_ok('CALL refresh_forecast(''r f'')', '55000',
	'intervals of the views in schema "r f" do not begin at local midnight', 'days from six to six');
SELECT is_empty('SELECT * FROM forecast_today', 'are no error elsewhere');

-- Other widths, from visits alone.
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT at::text, 1, 'chat', 'visits', at, at, 'abandoned'
FROM generate_series(timestamp '2026-02-02', '2026-03-20', '1 day') AS d, generate_series(0, 35) AS i,
	LATERAL (
		SELECT (d + make_interval(hours => 9, mins => i * 5, secs => 7)) AT TIME ZONE 'Europe/Amsterdam' AS at
	) AS t
WHERE extract(isodow FROM d) < 6;
DO $$
DECLARE
	w int;
BEGIN
	FOREACH w IN ARRAY '{5,15,60,1440}'::int[] LOOP
		CALL create_reporting_views('r f', interval_width => make_interval(mins => w), day_start => '00:00',
			discard => true);
		CALL refresh_forecast('r f', days => 3, as_of => '2026-03-22 00:00+01', scenario => w::text);
	END LOOP;
END $$;
SELECT is(count(*) || ', ' || round((sum(volume) FILTER (WHERE interval_start >= '2026-03-23 00:00+01'))::numeric, -1),
	4 * 1440 / w || ', 110', w || ' minutes')
FROM unnest('{5,15,60,1440}'::int[]) AS w, forecast WHERE queue_id = 'visits' AND scenario = w::text GROUP BY w;
SELECT * FROM finish();
ROLLBACK;
