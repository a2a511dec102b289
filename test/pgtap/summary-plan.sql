-- What the planner thinks of queue_summary: see "Many groups" in doc/summary.md.
BEGIN;
SELECT * FROM no_plan();
CREATE FUNCTION pg_temp.node(query text) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
	result json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, TIMING off, FORMAT json) ' || query INTO result;
	RETURN result #> '{0,Plan}';
END $$;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL work_mem = '4MB';

-- 30 visits a half hour, every one at an instant of its own
CREATE TABLE visits AS
SELECT i % 5 AS queue, timestamptz '2026-01-01 00:00+00' + i * interval '12 seconds' AS at,
	CASE WHEN i % 10 = 0 THEN 'abandoned' ELSE 'answered' END AS outcome, (i % 97)::float8 AS wait
FROM generate_series(1, 120000) i;
ANALYZE visits;
CREATE FUNCTION pg_temp.query() RETURNS text LANGUAGE sql AS $$
	SELECT '
	SELECT queue_summary(outcome, wait) FROM visits
	GROUP BY queue, date_bin(''30 min'', at, ''2026-01-01 00:00+00'')'$$;
SELECT cmp_ok((pg_temp.node(pg_temp.query())->>'Plan Rows')::int, '>', 100000,
	'without statistics a group per instant is expected');
CREATE STATISTICS visits_half_hour (ndistinct) ON queue, (date_bin('30 min', at, '2026-01-01 00:00+00')) FROM visits;
ANALYZE visits;
CREATE TEMP TABLE hashed AS SELECT pg_temp.node(pg_temp.query()) AS n;
SELECT is(n->>'Strategy', 'Hashed', 'with statistics on the bucket it is hashed') FROM hashed;
SELECT is((n->>'HashAgg Batches')::int, 1, 'in memory') FROM hashed;
SELECT cmp_ok(abs((n->>'Plan Rows')::float8 / (n->>'Actual Rows')::float8 - 1), '<', 0.2::float8,
	'of as many groups as there are')
FROM hashed;
SELECT cmp_ok((n->>'Peak Memory Usage')::float8 * 1024 / (n->>'Actual Rows')::float8, '<=', 600::float8,
	'at most 600 bytes a group')
FROM hashed;

-- what is stored is small
SELECT cmp_ok(max(pg_column_size(s)), '<=', 160, '60 visits with everything known: at most 160 bytes')
FROM (SELECT queue_summary(CASE WHEN i % 12 = 0 THEN 'abandoned' ELSE 'answered' END, (i::bigint * 7919 % 1009) * 0.317,
		(i::bigint * 104729 % 6007) * 0.1, (i % 3) * 11.5, (i * 31 % 57) * 0.9) AS s
	FROM generate_series(1, 60000) i GROUP BY i / 60 HAVING count(*) = 60) x;
SELECT cmp_ok(pg_column_size(queue_summary(outcome, wait, talk, 0, 30)), '<=', 4096, 'a million visits: at most 4 KB')
FROM (SELECT CASE WHEN i % 12 = 0 THEN 'abandoned' WHEN i % 97 = 0 THEN 'flowed_out' ELSE 'answered' END AS outcome,
		-60 * ln(1 - random()) AS wait, 300 * random() AS talk FROM generate_series(1, 1000000) i) x;
SELECT * FROM finish();
ROLLBACK;
