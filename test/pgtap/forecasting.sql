-- Histories do not depend on how they come about; forecasts make sense of odd ones.
BEGIN;
SELECT * FROM no_plan();
SET LOCAL timezone = 'UTC';
SELECT setseed(0.5);

-- Contacts of half a year: a curve of the day, a level of the weekday.
CREATE FUNCTION pg_temp.expected(ts timestamp) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN extract(hour FROM ts) BETWEEN 8 AND 17
		THEN (40 + 10 * sin((extract(hour FROM ts) - 8) / 3)) * CASE extract(isodow FROM ts) WHEN 1 THEN 1.3
			WHEN 6 THEN 0.5 WHEN 7 THEN 0.3 ELSE 1 END ELSE 0 END $$;
CREATE FUNCTION pg_temp.noise(i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT (hashint8(i) & 1023) / 1023.0 - 0.5 $$;
CREATE FUNCTION pg_temp.come(ts timestamp) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT round(pg_temp.expected(ts) * (1 + 0.2 * pg_temp.noise(extract(epoch FROM ts)::bigint))
		* (1 + 0.1 * pg_temp.noise(extract(epoch FROM ts::date)::bigint))) $$;
CREATE FUNCTION pg_temp.history(from_day date, days int, zone text DEFAULT 'UTC', width interval DEFAULT '30 min',
	scale float8 DEFAULT 1, keep text DEFAULT 'true') RETURNS volume_history LANGUAGE plpgsql AS $$
	DECLARE result volume_history; BEGIN
		EXECUTE format($q$SELECT volume_history(b, round(%1$s * pg_temp.come(lower(b) AT TIME ZONE %2$L)),
				round(%1$s * pg_temp.come(lower(b) AT TIME ZONE %2$L)) * 180, %2$L)
			FROM reporting_intervals(timestamp %3$L AT TIME ZONE %2$L, timestamp %4$L AT TIME ZONE %2$L, %5$L, %2$L) b
			WHERE pg_temp.come(lower(b) AT TIME ZONE %2$L) > 0 AND %6$s$q$,
			scale, zone, from_day, from_day + days, width, keep) INTO result;
		RETURN result; END $$;
-- How far forecasts of some days are from what is expected, over what is expected.
CREATE FUNCTION pg_temp.miss(h volume_history, from_ts timestamptz, to_ts timestamptz, zone text DEFAULT 'UTC',
	scale float8 DEFAULT 1, special date[] DEFAULT NULL, hours business_hours DEFAULT NULL) RETURNS float8
LANGUAGE sql AS $$
	SELECT sum(abs(volume - e * scale)) / sum(e * scale)
	FROM forecast(h, from_ts, to_ts, as_of => from_ts, special_days => special, hours => hours),
		pg_temp.expected(lower(bucket) AT TIME ZONE zone) e $$;

-- One history, however it comes about.
CREATE TABLE visit AS SELECT i, timestamptz '2026-01-05' + i * interval '7 minutes' * random() AS at
	FROM generate_series(1, 20000) i;
ANALYZE visit;
CREATE TEMP TABLE want AS SELECT volume_history(at, '30 min', 'Europe/Paris') AS h FROM visit;
SELECT is((SELECT volume_history(at, '30 min', 'Europe/Paris') FROM (SELECT at FROM visit ORDER BY random()) v), h,
	'shuffled')
FROM want;
SELECT is((SELECT volume_history(at, '30 min', 'Europe/Paris') FROM (SELECT at FROM visit ORDER BY at DESC) v), h,
	'backwards')
FROM want;
SELECT is((SELECT rollup(p) FROM (SELECT volume_history(at, '30 min', 'Europe/Paris') AS p FROM visit
	GROUP BY i % n) x), h,
	'in ' || n || ' parts') FROM want, (VALUES (2), (7), (1000)) v (n);
SELECT is((SELECT rollup(p::text::volume_history)
	FROM (SELECT volume_history(at, '30 min', 'Europe/Paris') AS p FROM visit GROUP BY i % 5) x), h,
		'parts that crossed as text')
FROM want;
SELECT is((SELECT volume_history(bucket, volume, NULL, 'Europe/Paris') FROM history_intervals(h)), h,
	'intervals make it again')
FROM want;
SELECT is((SELECT volume_history(b, 1, NULL, 'Europe/Paris') FROM visit, reporting_interval(at, '30 min',
	'Europe/Paris') b), h,
	'one by one') FROM want;
SELECT is((SELECT sum(volume) FROM want, history_intervals(h)), 20000::float8, 'nobody is lost');
SELECT is(a + b, h, '+') FROM want, (SELECT volume_history(at, '30 min', 'Europe/Paris') FILTER (WHERE i % 2 = 0) AS a,
	volume_history(at, '30 min', 'Europe/Paris') FILTER (WHERE i % 2 = 1) AS b FROM visit) x;
SELECT is((SELECT count(DISTINCT x) FROM (SELECT h AS x FROM want UNION ALL SELECT h FROM want) y), 1::bigint,
	'sorts and hashes');
CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS
	$$
DECLARE
	result json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json, COSTS off) ' || query INTO result;
	RETURN result;
END $$;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL parallel_leader_participation = off;
SELECT alike(pg_temp.plan('SELECT volume_history(at, ''30 min'', ''Europe/Paris'') FROM visit'),
	'%"Partial Mode": "Partial"%',
	'goes parallel');
SELECT is((SELECT volume_history(at, '30 min', 'Europe/Paris') FROM visit), h, 'by workers') FROM want;

-- Binary.
CREATE TABLE kept (h volume_history);
INSERT INTO kept SELECT h FROM want UNION ALL SELECT 'PT1H {2026-01-01T00:00:00Z/PT1H -}' UNION ALL
	SELECT pg_temp.history('2026-01-05', 30);
DO $$ BEGIN EXECUTE format('COPY kept TO %L (FORMAT binary)', current_setting('data_directory') || '/histories'); END
	$$;
CREATE TABLE again (LIKE kept);
DO $$ BEGIN EXECUTE format('COPY again FROM %L (FORMAT binary)', current_setting('data_directory') || '/histories');
	END $$;
SELECT is((SELECT array_agg(h ORDER BY h) FROM again), (SELECT array_agg(h ORDER BY h) FROM kept), 'binary');

-- Nothing later than as_of matters.
CREATE TEMP TABLE half_year AS SELECT pg_temp.history('2026-01-05', 180) AS h;
CREATE TEMP TABLE other_future AS SELECT volume_history(bucket, CASE WHEN upper(bucket) <= '2026-05-20 11:00+00'
	THEN volume
	ELSE 7 * volume + 3 END, handle_seconds, 'UTC') AS h FROM half_year, history_intervals(h);
SELECT results_eq(format('SELECT f.* FROM half_year, forecast(h, as_of => %L, method => %L, level => 0.9) f', t, m),
	format('SELECT f.* FROM other_future, forecast(h, as_of => %L, method => %L, level => 0.9) f', t, m),
	m || ' at ' || t)
FROM (VALUES ('2026-05-20 00:00+00'), ('2026-05-20 10:59:59+00'), ('2026-05-20 11:00+00'), ('2026-05-19')) v (t),
	(VALUES ('factor'), ('seasonal_naive'), ('mean_of_weeks')) w (m);
SELECT results_ne($$SELECT f.* FROM half_year, forecast(h, as_of => '2026-05-20 11:30+00') f$$,
	$$SELECT f.* FROM other_future, forecast(h, as_of => '2026-05-20 11:30+00') f$$, 'what came before does');
-- The back-test says what forecast says.
SELECT results_eq(format($$SELECT made_at, bucket, volume, lower, upper FROM half_year, forecast_backtest(h,
	'2026-05-20 09:00',
		'2026-05-23', %1$L)$$, lead),
	format($$SELECT t, bucket, volume, lower, upper FROM half_year,
		generate_series(timestamptz '2026-05-20 09:00', '2026-05-22 23:59', %1$L) t,
		forecast(h, t, least(t + %1$L, timestamptz '2026-05-23'), as_of => t) ORDER BY 1, 2$$, lead), 'every ' || lead)
FROM (VALUES ('30 min'), ('4 hours'), ('1 day')) v (lead);
SELECT is(count(*) FILTER (WHERE actual = pg_temp.come(lower(bucket) AT TIME ZONE 'UTC')), 48::bigint, 'what came')
FROM half_year, forecast_backtest(h, '2026-05-20', '2026-05-21', '1 hour');

-- It forecasts.
SELECT cmp_ok(pg_temp.miss(h, '2026-07-04', '2026-07-11'), '<', 0.06::float8, 'a week ahead') FROM half_year;
SELECT cmp_ok(pg_temp.miss(pg_temp.history('2026-01-05', 180, width => w), '2026-07-04', '2026-07-11'), '<',
	0.06::float8,
	w || ' wide') FROM (VALUES (interval '5 min'), ('15 min'), ('1 hour')) v (w);
SELECT cmp_ok(pg_temp.miss(pg_temp.history('2026-01-05', 180, scale => 1000), '2026-07-04', '2026-07-11',
	scale => 1000), '<',
	0.06::float8, 'five digits');
SELECT is(array_agg(DISTINCT round(aht::numeric, 9)), ARRAY[180.000000000], 'handle time') FROM half_year, forecast(h);
SELECT cmp_ok(avg((actual BETWEEN lower AND upper)::int), '>', 0.75, 'limits hold') FROM half_year,
	forecast_backtest(h, '2026-05-01', '2026-07-01', '1 day', level => 0.8) WHERE actual > 0;
SELECT ok(bool_and(a.lower >= b.lower AND a.upper <= b.upper), 'wider limits hold narrower ones')
FROM half_year, forecast(h) a JOIN forecast((SELECT h FROM half_year), level => 0.95) b USING (bucket);

-- Never NaN, never negative, whatever the history.
CREATE TEMP TABLE odd (name text, h volume_history);
INSERT INTO odd VALUES
	('zero volumes', (SELECT volume_history(b, 0) FROM reporting_intervals('2026-01-05', '2026-02-05', '30 min',
		'UTC') b)),
	('one interval', 'PT30M {2026-01-05T09:00:00Z/PT30M 5}'),
	('nothing known', 'PT30M {2026-01-05T09:00:00Z/PT30M -}'),
	('one day', pg_temp.history('2026-01-05', 1)),
	('one week', pg_temp.history('2026-01-05', 7)),
	('saturdays', pg_temp.history('2026-01-05', 60, keep => 'extract(isodow FROM lower(b)) = 6')),
	('a month', pg_temp.history('2026-01-05', 28)),
	('days', pg_temp.history('2026-01-05', 90, width => '1 day', keep => 'true')),
	('a gap', pg_temp.history('2026-01-05', 90, keep => $$lower(b) NOT BETWEEN '2026-02-10' AND '2026-03-10'$$)),
	('long ago', pg_temp.history('2026-01-05', 30) + pg_temp.history('1926-01-05', 30)),
	('much', (SELECT volume_history(b, 9e12) FROM reporting_intervals('2026-01-05', '2026-02-05', '30 min', 'UTC') b)),
	('Lord Howe', pg_temp.history('2026-01-05', 180, 'Australia/Lord_Howe', '1 hour')),
	('seven hours', (SELECT volume_history(ts, '7 hours', 'America/New_York')
		FROM generate_series('2026-01-05', '2026-04-05', interval '1 hour') ts)),
	('seconds', (SELECT volume_history(ts, '00:00:01', 'UTC')
		FROM generate_series('2026-01-05', '2026-01-07', interval '1 minute') ts));
SELECT ok(bool_and(volume >= 0 AND lower >= 0 AND upper >= lower AND volume < 'infinity' AND upper < 'infinity'),
	name || ', ' || method)
FROM odd, (VALUES ('factor'), ('seasonal_naive'), ('mean_of_weeks')) m (method),
	LATERAL (SELECT max(upper(bucket)) AS last FROM history_intervals(h)) l,
	forecast(h, to_ts => last + interval '3 days', method => method)
WHERE name <> 'nothing known' GROUP BY name, method;
SELECT is(sum(volume), 0::float8, 'zero volumes forecast none') FROM odd, forecast(h) WHERE name = 'zero volumes';
SELECT is(count(volume), 0::bigint, 'nothing known says nothing') FROM odd, forecast(h) WHERE name = 'nothing known';
-- a day of its own is all there is of it: every other day like it
SELECT cmp_ok(abs(sum(volume) / (SELECT sum(volume) FROM history_intervals(h)) - 3), '<', 0.2::float8, 'one day')
FROM odd, forecast(h, '2026-01-06', '2026-01-09') WHERE name = 'one day' GROUP BY h;
SELECT cmp_ok(pg_temp.miss(h, '2026-01-12', '2026-01-19'), '<', 0.15::float8, 'one week') FROM odd
	WHERE name = 'one week';
SELECT cmp_ok(pg_temp.miss(h, '2026-02-02', '2026-02-09'), '<', 0.08::float8, 'a month') FROM odd
	WHERE name = 'a month';
SELECT cmp_ok(pg_temp.miss(h, '2026-04-05', '2026-04-12'), '<', 0.08::float8, 'a gap') FROM odd WHERE name = 'a gap';
SELECT is(array_agg(DISTINCT extract(isodow FROM lower(bucket))::int), ARRAY[6], 'nothing but saturdays')
FROM odd, forecast(h) WHERE name = 'saturdays' AND volume > 0;
-- where slots and widths do not meet, volumes still do
SELECT cmp_ok(abs(sum(volume) / 72 - 1), '<', 0.1::float8, 'seven hours')
FROM odd, forecast(h, '2026-04-05 00:00-04', '2026-04-08 00:00-04') WHERE name = 'seven hours';

-- A queue that closed on Saturdays for good, and one that opened last month.
SELECT is(sum(volume) FILTER (WHERE extract(isodow FROM lower(bucket)) = 6), 0::float8, 'no longer on saturdays')
FROM forecast(pg_temp.history('2026-01-05', 120, keep => $$(extract(isodow FROM lower(b)) <> 6
	OR lower(b) < '2026-03-20')$$));
SELECT cmp_ok(sum(volume) FILTER (WHERE extract(isodow FROM lower(bucket)) = 6), '>', 100::float8, 'now on saturdays')
FROM forecast(pg_temp.history('2026-01-05', 119, keep => $$(extract(isodow FROM lower(b)) <> 6
	OR lower(b) > '2026-04-10')$$));

-- A gap of the feed is not a quiet time: NULL volumes are not known.
CREATE TEMP TABLE gappy AS SELECT volume_history(bucket, CASE WHEN gap THEN NULL ELSE volume END, NULL, 'UTC')
	AS marked,
	volume_history(bucket, CASE WHEN gap THEN 0 ELSE volume END, NULL, 'UTC') AS zeros
FROM half_year, history_intervals(h), LATERAL (SELECT extract(doy FROM lower(bucket))::int % 3 = 0
	AND extract(hour FROM lower(bucket)) BETWEEN 11 AND 13) g (gap);
SELECT cmp_ok(pg_temp.miss(marked, '2026-07-04', '2026-07-11'), '<', 0.06::float8, 'gaps are not learned') FROM gappy;
SELECT cmp_ok(pg_temp.miss(zeros, '2026-07-04', '2026-07-11'), '>', 0.08::float8, 'zeros are') FROM gappy;

-- Both clock changes, in days that do (not) have the hour: slots follow the wall clock.
SELECT cmp_ok(pg_temp.miss(pg_temp.history('2026-01-05', 180, 'Europe/Paris'), '2026-07-04 00:00+02',
	'2026-07-11 00:00+02',
	'Europe/Paris'), '<', 0.06::float8, 'summer time');
SELECT cmp_ok(pg_temp.miss(pg_temp.history('2026-07-06', 180, 'Europe/Paris'), '2027-01-02 00:00+01',
	'2027-01-09 00:00+01',
	'Europe/Paris'), '<', 0.06::float8, 'winter time');
CREATE TEMP TABLE night AS SELECT zone, day, rows, v FROM (VALUES ('Europe/Paris', date '2026-03-29', 46),
	('Europe/Paris', '2026-10-25', 50), ('Europe/Paris', '2026-10-24', 48), ('America/Sao_Paulo', '2018-11-04', 46),
	('Australia/Lord_Howe', '2026-04-05', 49)) d (zone, day, rows), LATERAL (SELECT sum(volume) AS v, count(*) AS n FROM
		(SELECT volume_history(b, 10, NULL, zone) AS h FROM reporting_intervals((day - 60)::timestamp AT TIME ZONE zone,
			day::timestamp AT TIME ZONE zone, '30 min', zone) b) x,
		forecast(h, day::timestamp AT TIME ZONE zone, (day + 1)::timestamp AT TIME ZONE zone)) f WHERE n = rows;
SELECT is(count(*), 5::bigint, 'days of 23, 24, 24.5 and 25 hours') FROM night;
SELECT cmp_ok(max(abs(v / rows - 10)), '<', 0.2::float8, 'with ten in each half hour of theirs') FROM night;

-- Without a zone the local days are the session's.
CREATE TEMP TABLE bare AS SELECT volume_history(bucket, volume, handle_seconds) AS bare, zoned
FROM (SELECT pg_temp.history('2026-01-05', 180, 'Europe/Paris') AS zoned) z, history_intervals(zoned) GROUP BY zoned;
SET LOCAL timezone = 'Europe/Paris';
SELECT results_eq('SELECT f.* FROM bare, forecast(bare) f', 'SELECT f.* FROM bare, forecast(zoned) f',
	'the session''s zone');
SET LOCAL timezone = 'America/New_York';
SELECT results_ne('SELECT f.* FROM bare, forecast(bare) f', 'SELECT f.* FROM bare, forecast(zoned) f', 'another one');
SELECT results_eq($$SELECT f.* FROM bare, forecast(bare, hours => 'Mo-Su 00:00-24:00; zone Europe/Paris') f$$,
	'SELECT f.* FROM bare, forecast(zoned) f', 'that of the hours');
SET LOCAL timezone = 'UTC';

-- Special days: learned from each other only.
CREATE TEMP TABLE holidays AS
SELECT volume_history(bucket, round(volume * CASE WHEN lower(bucket)::date = ANY (days) THEN 0.4 ELSE 1 END), NULL,
	'UTC') AS h, days
FROM half_year, history_intervals(h), (SELECT ARRAY['2026-02-17', '2026-03-19', '2026-04-14', '2026-05-07',
	'2026-07-08']::date[]) d (days)
GROUP BY days;
SELECT cmp_ok(pg_temp.miss(h, '2026-07-08', '2026-07-09', scale => 0.4, special => days), '<', 0.15::float8,
	'as special days are')
FROM holidays;
SELECT cmp_ok(pg_temp.miss(h, '2026-07-04', '2026-07-08', special => days), '<', 0.06::float8, 'others as ever')
	FROM holidays;
SELECT cmp_ok(pg_temp.miss(h, '2026-07-08', '2026-07-09'), '<', 0.06::float8, 'unless nobody says so') FROM holidays;
SELECT cmp_ok(pg_temp.miss(h, '2026-07-08', '2026-07-09', special => ARRAY[date '2026-07-08']), '<', 0.06::float8,
	'the first one like an ordinary one') FROM half_year;
-- closed ones: no data, and none expected
SELECT is((SELECT sum(volume) FROM forecast(x.h, '2026-07-08', '2026-07-09', special_days => days)), 0::float8,
	'closed holidays')
FROM (SELECT volume_history(bucket, volume, NULL, 'UTC') FILTER (WHERE lower(bucket)::date <> ALL (days)) AS h, days
	FROM half_year, history_intervals(h), (SELECT ARRAY['2026-02-17', '2026-04-14', '2026-05-07',
		'2026-07-08']::date[]) d (days)
	GROUP BY days) x;
-- and by name, two to a name: eves are quiet, sales are busy; a name that is new is like an ordinary day
CREATE TEMP TABLE named AS
SELECT volume_history(bucket, round(volume * CASE WHEN name = 'eve' THEN 0.4 WHEN name = 'sale' THEN 2 ELSE 1 END),
	NULL, 'UTC') AS h, days, names
FROM half_year, history_intervals(h), (SELECT array_agg(day) AS days, array_agg(name) AS names FROM (VALUES
		(date '2026-05-07', 'sale'), ('2026-02-17', 'eve'), ('2026-07-07', 'sale'), ('2026-03-19', 'sale'),
		('2026-04-14', 'eve'), ('2026-07-08', 'eve'), ('2026-07-09', 'new')) v (day, name)) d
	LEFT JOIN LATERAL (SELECT array_position(days, lower(bucket)::date) AS n) p ON true
	LEFT JOIN LATERAL (SELECT names[n] AS name) x ON true
GROUP BY days, names;
CREATE FUNCTION pg_temp.day_ratio(day date) RETURNS numeric LANGUAGE sql AS $$
	SELECT round((sum(f.volume) / sum(o.volume))::numeric, 1)
	FROM named, forecast(h, day, day + 1, '2026-07-04', special_days => days, special_names => names) f
		JOIN forecast((SELECT h FROM half_year), day, day + 1, '2026-07-04') o ON f.bucket = o.bucket $$;
SELECT is(ARRAY(SELECT pg_temp.day_ratio(date '2026-07-06' + i) FROM generate_series(0, 4) i),
	'{1.0,1.9,0.4,1.0,1.0}'::numeric[], 'special days by name');
SELECT is(array_agg(abs(b.volume - f.volume) < 1e-9), '{t,t,t}', 'and in a back-test, whatever it forecast before')
FROM named, forecast_backtest(h, '2026-07-04', '2026-07-10', '7 days', special_days => days, special_names => names) b
	JOIN LATERAL forecast(h, lower(b.bucket), upper(b.bucket), '2026-07-04', special_days => days,
		special_names => names) f ON f.bucket = b.bucket
WHERE to_char(lower(b.bucket), 'DD HH24:MI') IN ('07 10:00', '08 10:00', '09 10:00');
SELECT throws_ok($$SELECT forecast(h, special_days => days, special_names => '{eve}') FROM named$$, '22023',
	'"special_names" does not fit "special_days": 1 names for 7 days', 'a name for each');
SELECT throws_ok($$SELECT forecast(h, special_days => '{2026-05-07}', special_names => '{NULL}') FROM named$$, '22023',
	'"special_names" does not fit "special_days": null', 'none of them null');
-- a day that was a little busier says less than it was
SELECT cmp_ok(sum(f.volume) / sum(o.volume) - 1, '<', 0.8 * (SELECT sum(actual) / sum(volume) - 1
	FROM forecast_backtest(busier, '2026-05-07', '2026-05-08', '1 day')), 'what could be chance counts less')
FROM (SELECT volume_history(bucket, volume * CASE WHEN lower(bucket)::date = '2026-05-07' THEN 1.06 ELSE 1 END, NULL,
		'UTC') AS busier, h FROM half_year, history_intervals(h) GROUP BY h) x,
	forecast(busier, '2026-07-08', '2026-07-09', special_days => '{2026-05-07,2026-07-08}') f
	JOIN LATERAL forecast(h, '2026-07-08', '2026-07-09') o ON f.bucket = o.bucket
GROUP BY busier;

-- Business hours: nothing outside, holidays of the calendar closed, what came outside not learned.
CREATE TEMP TABLE hours AS
SELECT 'Mo-Fr 08:00-18:00; Sa 08:00-12:00; 2026-05-14 off; 2026-07-07 off; zone UTC'::business_hours AS hours;
SELECT is(sum(volume) FILTER (WHERE NOT is_open(hours, lower(bucket))), 0::float8, 'nothing while closed')
FROM half_year, hours, forecast(h, '2026-07-04', '2026-07-14', hours => hours);
SELECT cmp_ok(min(volume) FILTER (WHERE is_open(hours, lower(bucket))), '>', 10::float8, 'something while open')
FROM half_year, hours, forecast(h, '2026-07-04', '2026-07-14', hours => hours);
SELECT cmp_ok(sum(abs(volume - e)) / sum(e), '<', 0.06::float8, 'as much as ever') FROM half_year, hours,
	forecast(h, '2026-07-04', '2026-07-14', hours => hours), pg_temp.expected(lower(bucket)::timestamp) e
WHERE is_open(hours, lower(bucket));

-- Today: what came moves the rest, in part; tomorrow too.
CREATE TEMP TABLE busy AS SELECT volume_history(bucket, volume * CASE WHEN lower(bucket) >= '2026-07-02' THEN 1.3
	ELSE 1 END, NULL,
	'UTC') AS h FROM half_year, history_intervals(h);
SELECT ok(b.rest BETWEEN 1.05 * a.rest AND 1.35 * a.rest AND b.tomorrow BETWEEN 1.02 * a.tomorrow AND 1.3 * a.tomorrow,
	'a busy morning')
FROM (SELECT sum(volume) FILTER (WHERE lower(bucket) < '2026-07-03') AS rest, sum(volume) FILTER (WHERE lower(bucket)
	>= '2026-07-03')
		AS tomorrow FROM half_year, forecast(h, as_of => '2026-07-02 12:00', to_ts => '2026-07-04')) a,
	(SELECT sum(volume) FILTER (WHERE lower(bucket) < '2026-07-03') AS rest, sum(volume) FILTER (WHERE lower(bucket) >=
		'2026-07-03')
		AS tomorrow FROM busy, forecast(h, as_of => '2026-07-02 12:00', to_ts => '2026-07-04')) b;
-- with the last call of a day it is over
SELECT is(a, b, 'when nothing is to come the day counts') FROM
	(SELECT round(sum(volume)) AS a
		FROM half_year, forecast(h, '2026-06-11', '2026-06-12', as_of => '2026-06-10 18:00'))
		x,
	(SELECT round(sum(volume)) AS b FROM half_year, forecast(h, '2026-06-11', '2026-06-12', as_of => '2026-06-11')) y;

-- Wild days change little.
SELECT cmp_ok(pg_temp.miss(w, '2026-07-04', '2026-07-11'), '<=', 1.1 * pg_temp.miss(h, '2026-07-04', '2026-07-11'),
	'wild days')
FROM half_year, LATERAL (SELECT volume_history(bucket, volume * CASE WHEN lower(bucket)::date IN ('2026-04-08',
	'2026-05-13', '2026-06-19')
	THEN 3 WHEN lower(bucket)::date IN ('2026-04-20', '2026-05-29', '2026-06-24') THEN 0.1 ELSE 1 END, NULL, 'UTC') AS w
	FROM history_intervals(h)) x;
-- but what stays is learned
SELECT cmp_ok(pg_temp.miss(w, '2026-07-04', '2026-07-11', scale => 3), '<', 0.12::float8, 'a queue that triples')
FROM half_year, LATERAL (SELECT volume_history(bucket, volume * CASE WHEN lower(bucket) >= '2026-05-20' THEN 3
	ELSE 1 END, NULL,
	'UTC') AS w FROM history_intervals(h)) x;

SELECT * FROM finish();
ROLLBACK;
