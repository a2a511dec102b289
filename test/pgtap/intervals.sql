-- Intervals: buckets, their laws and their plans.
BEGIN;
SELECT plan(55);
SET LOCAL TimeZone = 'UTC';

-- Days that are not 24 hours
CREATE FUNCTION pg_temp.slots(day date, zone text) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM reporting_intervals(day::timestamp AT TIME ZONE zone, (day + 1)::timestamp AT TIME ZONE zone,
		'30 min', zone)$$;
SELECT is(pg_temp.slots('2026-03-08', 'America/New_York'), 46::bigint, 'a New York spring day has 46 half hours');
SELECT is(pg_temp.slots('2026-11-01', 'America/New_York'), 50::bigint, 'an autumn day has 50');
SELECT is(pg_temp.slots('2026-10-04', 'Australia/Lord_Howe'), 47::bigint, 'a Lord Howe spring day has 47');
SELECT is(pg_temp.slots('2026-04-05', 'Australia/Lord_Howe'), 49::bigint, 'an autumn day has 49');
SELECT is(pg_temp.slots('2026-11-21', 'America/New_York'), 48::bigint, 'and another day has 48');
SELECT isnt(reporting_interval('2026-11-01 01:30-04', '30 min', 'America/New_York'),
	reporting_interval('2026-11-01 01:30-05', '30 min', 'America/New_York'),
	'the repeated half past one is two buckets');
SELECT is(lower(reporting_interval('2018-11-04 12:00-02', '1 day', 'America/Sao_Paulo')),
	'2018-11-04 01:00-02'::timestamptz, 'a day whose midnight is skipped starts at the first instant there is');
SELECT is(lower(reporting_interval('2020-10-30 12:00+02', '1 day', 'Asia/Amman')), '2020-10-30 00:00+03'::timestamptz,
	'one whose midnight comes twice starts at the first');
SELECT is(lower(reporting_interval('2005-10-29 23:30-03:30', '1 day', 'America/St_Johns')),
	'2005-10-30 00:00-02:30'::timestamptz, 'when clocks go back over midnight, the new day has begun');
SELECT is(duration(reporting_interval('2011-12-29 12:00-10', '1 day', 'Pacific/Apia')), 86400::float8,
	'Samoa lost a day, not its neighbours');
SELECT is(lower(reporting_interval('2011-12-31 12:00+14', '1 day', 'Pacific/Apia')), '2011-12-31 00:00+14'::timestamptz,
	'the day after the lost one starts at its midnight');

-- Alignment
SELECT is(lower(reporting_interval('2026-11-21 10:40+05:30', '1 hour', 'Asia/Kolkata')),
	'2026-11-21 10:00+05:30'::timestamptz, '10:40 in Kolkata is in the hour from 10:00');
SELECT is(lower(reporting_interval('2026-11-21 10:40+05:45', '30 min', 'Asia/Kathmandu')),
	'2026-11-21 10:30+05:45'::timestamptz, '10:40 in Kathmandu is in the half hour from 10:30');
SELECT is(reporting_interval('2026-03-09 12:00-04', '1 day', 'America/New_York')::tstzrange,
	'[2026-03-09 00:00-04,2026-03-10 00:00-04)'::tstzrange, 'days start at midnight after a clock change');
SELECT is(to_char(lower(reporting_interval('2026-11-21', '7 days', 'UTC')), 'Dy'), 'Mon', 'weeks start on Monday');
SELECT is(reporting_interval('2026-11-21', '1 month', 'America/New_York')::tstzrange,
	'[2026-11-01 00:00-04,2026-12-01 00:00-05)'::tstzrange, 'months are local');
SELECT is(reporting_interval('2026-11-21 03:59+00', '1 day', 'UTC', '04:00')::tstzrange,
	'[2026-11-20 04:00+00,2026-11-21 04:00+00)'::tstzrange, 'a business day may start at four');
SELECT is(reporting_interval('2026-11-21 05:10+00', '1 hour', 'UTC', '04:30')::tstzrange,
	'[2026-11-21 04:30+00,2026-11-21 05:30+00)'::tstzrange, 'and its hours with it');
SELECT is(lower(reporting_interval('4000-06-01 12:00+00 BC', '1 month', 'UTC')), '4000-06-01 00:00+00 BC'::timestamptz,
	'year -4000');
SELECT is(lower(reporting_interval('8000-12-31 23:59:59.999999+00', '1 year', 'UTC')),
	'8000-01-01 00:00+00'::timestamptz, 'year 8000');

-- Local slots: a skipped hour leaves its numbers out, a repeated one repeats them
CREATE TEMP TABLE slot AS
SELECT day, array_agg(slot_of_day(b, 'America/New_York') ORDER BY b) AS of_day,
	array_agg(slot_of_week(b, 'America/New_York') ORDER BY b) AS of_week
FROM unnest('{2026-03-08,2026-11-01}'::date[]) day,
	reporting_intervals(day::timestamp AT TIME ZONE 'America/New_York',
		(day + 1)::timestamp AT TIME ZONE 'America/New_York', '1 hour', 'America/New_York') b
GROUP BY day;
SELECT results_eq('SELECT of_day FROM slot ORDER BY day',
	$$VALUES
		('{0,1,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23}'::int[]),
		('{0,1,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23}') $$,
	'slots of the day follow the wall clock');
SELECT ok((SELECT bool_and(of_week[1] = 144) FROM slot), 'Sunday starts with slot 144 of the week');
SELECT is((SELECT array_agg(slot_of_week(b, 'America/New_York') ORDER BY b)
	FROM reporting_intervals('2026-10-26 00:00-04', '2026-11-09 00:00-05', '1 day', 'America/New_York') b),
	'{0,1,2,3,4,5,6,0,1,2,3,4,5,6}'::int[], 'days of any length are slots of the week');
SELECT is((SELECT array_agg(slot_of_day(b, 'UTC', '7 hours') ORDER BY b)
		FROM reporting_intervals('2026-11-21', '2026-11-22', '7 hours', 'UTC') b),
	'{0,1,2,3}'::int[], 'a cut bucket has the slot of its width');

-- Splitting
CREATE TEMP TABLE state AS
SELECT tstzrange(at, at + (i::int8 * 7919 % 9000000) * interval '1.000001 ms') AS during
FROM (SELECT i, '2026-03-27 00:00:00.5+00'::timestamptz + i * interval '97 s'
	FROM generate_series(1, 8000) i) v (i, at);
CREATE TEMP TABLE piece AS
SELECT during, s.* FROM state, split_interval(during, '30 min', 'Europe/Amsterdam') s;
SELECT is_empty($$ SELECT during, sum(round(seconds * 1000000)) FROM piece GROUP BY during
	HAVING sum(round(seconds * 1000000)) <> 1000000 * extract(epoch FROM upper(during) - lower(during)) $$,
	'the pieces of a range add up to it, to the microsecond');
SELECT is_empty('SELECT * FROM piece WHERE seconds <> overlap_seconds(during, bucket)',
	'each piece is its overlap with the bucket');
SELECT is((SELECT sum(duration(bucket))
		FROM split_interval('[2026-10-25 00:00+02,2026-10-26 00:00+01)', '30 min', 'Europe/Amsterdam')),
	90000::float8, 'a day with a repeated hour has 25');

-- The one-pass profile
CREATE TEMP TABLE profile AS SELECT interval_profile(during, '30 min', 'Europe/Amsterdam') AS p FROM state;
SELECT bag_eq('SELECT bucket, round(seconds * 1000000)::int8, starts FROM profile, profile_intervals(p)', $$
	SELECT bucket, sum(round(seconds * 1000000))::int8, count(*) FILTER (WHERE lower(during) <@ bucket)
	FROM piece GROUP BY bucket$$,
	'a profile is what splitting and grouping gives');
SELECT is((SELECT interval_profile(during, '30 min', 'Europe/Amsterdam' ORDER BY md5(during::text))::text FROM state),
	(SELECT p::text FROM profile), 'in any order');
SELECT is((SELECT rollup(part)::text FROM (SELECT interval_profile(during, '30 min', 'Europe/Amsterdam') AS part
	FROM state GROUP BY hashtext(during::text) % 7) parts), (SELECT p::text FROM profile), 'merged from any parts');
SELECT is((SELECT rollup(p::text::interval_profile)::text FROM profile), (SELECT p::text FROM profile), 'through text');
SELECT is((SELECT string_agg(q::text, ';')
		FROM (SELECT rollup(part) OVER (ORDER BY n ROWS 1 PRECEDING) AS q
			FROM (SELECT n, interval_profile(tstzrange('2026-01-01', '2026-01-01 00:00:01'), '1 day', 'UTC')
				FROM generate_series(1, 3) n GROUP BY n) v (n, part)) w),
	'{2026-01-01T00:00:00Z/PT24H 1 1};{2026-01-01T00:00:00Z/PT24H 2 2};{2026-01-01T00:00:00Z/PT24H 2 2}',
	'in a moving window');
SELECT is((SELECT sum(seconds / duration(bucket) - mean_concurrency) FROM profile, profile_intervals(p)), 0::float8,
	'mean concurrency is seconds over length');
CREATE TABLE interval_many AS SELECT during FROM state, generate_series(1, 5);
ALTER TABLE interval_many SET (parallel_workers = 2);
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT is((SELECT interval_profile(during, '30 min', 'Europe/Amsterdam')::text FROM interval_many),
	(SELECT rollup(p)::text FROM profile, generate_series(1, 5)), 'by parallel workers');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
CREATE AGGREGATE pg_temp.unfinished(tstzrange, interval, text) (SFUNC = interval_profile_add, STYPE = interval_profile);
CREATE TEMP TABLE unfinished AS SELECT pg_temp.unfinished(during, '30 min', 'Europe/Amsterdam') AS p FROM state;
SELECT is((SELECT p::text FROM unfinished), (SELECT p::text FROM profile),
	'a state kept in a table is read as what it amounts to');
SELECT is((SELECT interval_profile_merge(p, p)::text FROM unfinished),
	(SELECT rollup(p)::text FROM profile, generate_series(1, 2)), 'and is added to');
SELECT is(interval_profile_merge('{2026-01-01T00:00:00Z/PT24H 1 1}', NULL)::text
		|| interval_profile_merge(NULL, '{}')::text,
	'{2026-01-01T00:00:00Z/PT24H 1 1}{}', 'NULL adds nothing');

-- Indexes
CREATE TEMP TABLE call AS
SELECT '2026-01-01'::timestamptz + i * interval '97 s' AS at FROM generate_series(1, 100000) i;
CREATE INDEX call_at ON call (at);
ANALYZE call;
CREATE FUNCTION pg_temp.plan(query text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE plan jsonb;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan->0->'Plan';
END $$;
SELECT alike(pg_temp.plan($$ SELECT * FROM call WHERE at <@ '2026-02-21 09:30+00/PT30M' $$)::text,
	'%"Index Cond": "((at >= ''2026-02-21 09:30:00+00''::timestamp with time zone)'
		' AND (at < ''2026-02-21 10:00:00+00''::timestamp with time zone))"%',
	'containment in a constant interval is an index range');
SELECT unalike(pg_temp.plan($$ SELECT * FROM call WHERE at <@ '2026-02-21 09:30+00/PT30M' $$)::text, '%Filter%',
	'which needs no recheck');
SELECT alike(pg_temp.plan($$ SELECT * FROM call WHERE reporting_interval('2026-02-21', '1 day') @> at $$)::text,
	'%"Index Cond": "((at >= lower(%', 'so is @> with what is constant during a statement');
SELECT alike(pg_temp.plan($$
	SELECT * FROM reporting_intervals('2026-02-21', '2026-02-22', '30 min', 'UTC') b JOIN call ON at <@ b $$)::text,
	'%"Index Cond": "((at >= lower(b.b)) AND (at < upper(b.b)))"%', 'and a join with a spine');
SELECT cmp_ok((pg_temp.plan($$ SELECT * FROM call WHERE at <@ '2026-02-21 00:00+00/P7D' $$)->>'Plan Rows')::int, '<',
	7000, 'the estimate is that of the range');
SELECT is((pg_temp.plan($$
	SELECT * FROM reporting_intervals('2026-02-21', '2026-02-22', '30 min', 'UTC') $$)->>'Plan Rows')::int, 48,
	'a spine knows its rows');
SELECT is((pg_temp.plan($$
	SELECT * FROM split_interval('[2026-02-21, 2026-02-22)', '30 min', 'UTC') $$)->>'Plan Rows')::int, 48,
	'as do the pieces of a known range');
SELECT is((pg_temp.plan($$
	SELECT s.* FROM state, split_interval(during, '30 min', 'UTC') s LIMIT 1 $$)#>>'{Plans,0,Plans,1,Plan Rows}')::int,
	3, 'of another there are a few');
DROP INDEX call_at;
CREATE INDEX call_brin ON call USING brin (at) WITH (pages_per_range = 1);
SET LOCAL enable_seqscan = off;
SELECT alike(pg_temp.plan($$ SELECT * FROM call WHERE at <@ '2026-02-21 09:30+00/PT30M' $$)::text, '%call_brin%',
	'BRIN serves it too');
SELECT is((SELECT count(*) FROM call WHERE at <@ '2026-02-21 09:30+00/PT30M'),
	(SELECT count(*) FROM call WHERE at >= '2026-02-21 09:30+00' AND at < '2026-02-21 10:00+00'),
	'and finds the same rows');

-- Its own indexes
CREATE TEMP TABLE bucketed AS SELECT reporting_interval(at, '30 min', 'UTC') AS b, count(*) AS n FROM call GROUP BY 1;
CREATE INDEX ON bucketed (b);
CREATE INDEX ON bucketed USING hash (b);
CREATE INDEX ON bucketed USING brin (b);
CREATE INDEX ON bucketed USING brin (b reporting_interval_minmax_multi_ops);
ANALYZE bucketed;
SELECT is((SELECT ARRAY[min(b), max(b)] FROM bucketed),
	(SELECT ARRAY[(array_agg(b ORDER BY lower(b)))[1], (array_agg(b ORDER BY lower(b) DESC))[1]] FROM bucketed),
	'min and max, by the index');
SELECT is((SELECT array_agg(n ORDER BY b)
		FROM (SELECT b, count(*) OVER (ORDER BY b RANGE BETWEEN '1 hour' PRECEDING AND CURRENT ROW) AS n
			FROM bucketed LIMIT 4) v),
	'{1,2,3,3}'::bigint[], 'a window over the last hour');
CREATE TEMP TABLE spread (b reporting_interval) PARTITION BY HASH (b);
CREATE TEMP TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO spread SELECT b FROM bucketed;
SELECT cmp_ok((SELECT count(*) FROM spread_0), '>', (SELECT count(*) * 2 / 5 FROM bucketed),
	'hash partitions share the buckets');

-- A zone is the same to SET timezone, to AT TIME ZONE and here, or refused.
CREATE FUNCTION pg_temp.midnight(how text, zone text, at timestamptz) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE got timestamptz;
BEGIN
	CASE how
	WHEN 'set' THEN
		PERFORM set_config('timezone', zone, true);
		got := date_trunc('day', at);
	WHEN 'at' THEN got := date_trunc('day', at AT TIME ZONE zone) AT TIME ZONE zone;
	WHEN 'ours' THEN got := lower(reporting_interval(at, '1 day', zone));
	WHEN 'profile' THEN
		got := min(lower(bucket))
			FROM (SELECT interval_profile(tstzrange(at, at + interval '1 s'), '1 day', zone) AS p) x,
			profile_intervals(p);
	WHEN 'hours' THEN
		got := max(lower(r))
			FROM open_ranges(('Mo-Su 00:00-23:59; zone ' || zone)::business_hours, at - interval '2 days', at) r;
	END CASE;
	PERFORM set_config('timezone', 'UTC', true);
	RETURN got;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;
CREATE TEMP TABLE zone AS SELECT DISTINCT zone FROM (
	SELECT name FROM pg_timezone_names WHERE name !~ '^posix'
	UNION ALL SELECT abbrev FROM pg_timezone_abbrevs
	UNION ALL SELECT format(f, n) FROM generate_series(-14, 14) n,
		unnest(ARRAY['%s', '%s:00', '%s.5', 'UTC%s', '<x>%s', ' %s', '%s ', 'interval ''%s h''', 'A%sB']) f
	UNION ALL SELECT unnest('{+1,+0530,+05:30,-00,1e1,0x2,nan,inf,infinity,"",local,default,Z,interval5,INTERVAL,
		EST5EDT4,right/UTC,"AAA-3BBB,M3.5.0,M10.5.0"," UTC","UTC "}'::text[])) z (zone);
CREATE TEMP TABLE midnight AS
SELECT zone, at, pg_temp.midnight('set', zone, at) AS by_set, pg_temp.midnight('at', zone, at) AS by_at,
	pg_temp.midnight('ours', zone, at) AS ours, pg_temp.midnight('profile', zone, at) AS profile,
	pg_temp.midnight('hours', zone, at) AS hours
FROM zone,
	unnest('{1975-07-01 12:01+00,2026-01-15 12:01+00,2026-07-15 12:01+00,2500-07-15 12:01+00}'::timestamptz[]) at;
SELECT is_empty('SELECT * FROM midnight WHERE ours <> by_set OR ours <> by_at OR ours IS DISTINCT FROM profile',
	'a zone that is taken is the same to SET timezone and AT TIME ZONE');
SELECT is_empty('SELECT * FROM midnight WHERE by_set IS NULL AND by_at IS NULL AND ours IS NOT NULL',
	'or to one of them, where the other refuses it');
SELECT is_empty($$ SELECT * FROM midnight
	WHERE by_set = by_at AND ours IS NULL AND zone !~ '^(W|M|E|C)ET$|^ ?[-+]?[0-9.]+$|^interval' $$,
	'nothing else is refused');
SELECT is_empty('SELECT * FROM midnight WHERE hours <> by_set',
	'business hours take a zone as SET timezone does, or refuse it');
SELECT set_eq($$ SELECT DISTINCT ours IS NULL FROM midnight WHERE zone IN ('+1', '5', 'interval5')
	OR zone = 'CET' AND EXISTS (SELECT FROM pg_timezone_names WHERE name = 'CET') $$,
	'{t}'::boolean[], 'what is ambiguous is refused');

SELECT * FROM finish();
ROLLBACK;
