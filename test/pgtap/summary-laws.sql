-- Queue summaries are the same to the bit however they come about.
BEGIN;
SELECT * FROM no_plan();
SELECT setseed(0.5);

CREATE TABLE visits (at int, queue int, outcome text, wait float8, talk float8, hold float8, acw float8)
	PARTITION BY LIST (queue);
CREATE TABLE visits_0 PARTITION OF visits FOR VALUES IN (0);
CREATE TABLE visits_1 PARTITION OF visits FOR VALUES IN (1);
CREATE TABLE visits_2 PARTITION OF visits FOR VALUES IN (2);
INSERT INTO visits
SELECT i, i % 3,
	(ARRAY['answered', 'abandoned', 'flowed_out', 'callback_requested', 'open', 'system_error', 'blocked', NULL])
		[1 + CASE WHEN random() < 0.8 THEN 0 ELSE floor(random() * 8)::int END],
	CASE WHEN random() < 0.97
		THEN CASE WHEN random() < 0.5 THEN floor(100 * random()) ELSE -60 * ln(1 - random()) END END,
	CASE WHEN random() < 0.97 THEN 300 * random() END, CASE WHEN random() < 0.97 THEN 30 * random() END,
	CASE WHEN random() < 0.97 THEN 60 * random() END
FROM generate_series(1, 30000) i;
ANALYZE visits;

CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json, COSTS off) ' || query INTO result;
	RETURN result;
END $$;
CREATE TEMP TABLE want AS
	SELECT queue_summary(outcome, wait, talk, hold, acw)::text AS once FROM visits;
CREATE TEMP TABLE want_by_queue AS
	SELECT queue, queue_summary(outcome, wait, talk, hold, acw)::text AS once FROM visits GROUP BY queue;

-- Rows in any order, summaries in any split.
SELECT is((SELECT queue_summary(outcome, wait, talk, hold, acw)::text FROM (SELECT * FROM visits ORDER BY random()) v),
	once, 'shuffled')
FROM want;
SELECT is((SELECT rollup(s)::text
		FROM (SELECT queue_summary(outcome, wait, talk, hold, acw) AS s FROM visits GROUP BY at % n) x), once,
	'in ' || n || ' parts')
FROM want, (VALUES (2), (7), (1000), (29999)) v(n);
SELECT is((SELECT rollup(s)::text
		FROM (SELECT rollup(s) AS s
			FROM (SELECT at % 1000 AS g, queue_summary(outcome, wait, talk, hold, acw) AS s FROM visits GROUP BY 1) x
			GROUP BY g % 10) y), once, 'in two stages')
FROM want;
SELECT is((SELECT rollup(s::text::queue_summary)::text
		FROM (SELECT queue_summary(outcome, wait, talk, hold, acw) AS s FROM visits GROUP BY at % 50) x), once,
	'parts that crossed as text')
FROM want;

-- Parallel, with any number of workers.
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL parallel_leader_participation = off;
CREATE FUNCTION pg_temp.with_workers(workers int, query text) RETURNS text LANGUAGE plpgsql AS $$
	DECLARE result text; BEGIN
		PERFORM set_config('max_parallel_workers_per_gather', workers::text, true);
		EXECUTE query INTO result;
		RETURN result;
	END $$;
SELECT is(pg_temp.with_workers(n, 'SELECT queue_summary(outcome, wait, talk, hold, acw)::text FROM visits'), once,
	n || ' workers')
FROM want, generate_series(0, 4) n;
SELECT alike(pg_temp.plan('SELECT queue_summary(outcome, wait, talk, hold, acw) FROM visits'),
	'%Gather%"Partial Mode": "Partial"%', 'workers were at work');
SELECT alike(pg_temp.plan('SELECT ' || f || ' FROM visits'), '%"Partial Mode": "Partial"%', f || ' goes parallel')
FROM unnest(ARRAY['queue_summary(outcome, wait)', 'queue_summary(outcome, wait, talk)',
	'service_level(outcome, wait, 20)', 'asa(outcome, wait)', 'aht(outcome, talk)', 'abandonment_rate(outcome)']) f;
SELECT is(pg_temp.with_workers(n, format('SELECT (%s)::text FROM visits', f)),
	pg_temp.with_workers(0, format('SELECT (%s)::text FROM visits', f)), f || ', ' || n || ' workers')
FROM unnest(ARRAY['service_level(outcome, wait, 20)', 'asa(outcome, wait)', 'aht(outcome, talk)',
		'abandonment_rate(outcome)']) f,
	generate_series(1, 3) n;
CREATE TABLE grouped AS SELECT at % 900 AS g, * FROM visits;
ANALYZE grouped;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE want_by_group AS
SELECT g, queue_summary(outcome, wait, talk, hold, acw)::text AS once FROM grouped GROUP BY g;
SET LOCAL max_parallel_workers_per_gather = 3;
SELECT alike(pg_temp.plan('SELECT g, queue_summary(outcome, wait, talk, hold, acw) FROM grouped GROUP BY g'),
	'%"Partial Mode": "Partial"%', 'workers hand over small groups');
SELECT set_eq('SELECT g, queue_summary(outcome, wait, talk, hold, acw)::text FROM grouped GROUP BY g',
	'SELECT * FROM want_by_group', 'small groups of several workers');

-- Partition by partition.
SET LOCAL enable_partitionwise_aggregate = on;
SELECT alike(pg_temp.plan('SELECT queue, queue_summary(outcome, wait, talk, hold, acw) FROM visits GROUP BY queue'),
	'%Append%Aggregate%', 'the plan aggregates partition by partition');
SELECT set_eq('SELECT queue, queue_summary(outcome, wait, talk, hold, acw)::text FROM visits GROUP BY queue',
	'SELECT * FROM want_by_queue', 'partition-wise');
SELECT is((SELECT queue_summary(outcome, wait, talk, hold, acw)::text FROM visits), once, 'partial partition-wise')
FROM want;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_partitionwise_aggregate = off;
SET LOCAL enable_hashagg = off;
SELECT set_eq('SELECT queue, queue_summary(outcome, wait, talk, hold, acw)::text FROM visits GROUP BY queue',
	'SELECT * FROM want_by_queue', 'sorted');
SET LOCAL enable_hashagg = on;
SET LOCAL work_mem = '64kB';
SELECT set_eq('SELECT at % 5000, queue_summary(outcome, wait, talk, hold, acw)::text FROM visits GROUP BY 1', $$
	SELECT g,
		(SELECT queue_summary(outcome, wait, talk, hold, acw)::text
			FROM (SELECT * FROM visits WHERE at % 5000 = g OFFSET 0) v)
	FROM generate_series(0, 4999, 100) g
	UNION ALL SELECT at % 5000, queue_summary(outcome, wait, talk, hold, acw)::text
	FROM visits WHERE at % 5000 % 100 <> 0 GROUP BY 1$$,
	'a hash table that spills');
RESET work_mem;

-- Stored, binary and back.
CREATE TABLE stored AS
	SELECT at / 100 AS g, queue_summary(outcome, wait, talk, hold, acw) AS s FROM visits GROUP BY 1
	UNION ALL SELECT -1, queue_summary(outcome, wait, talk, hold, acw) FROM visits
	UNION ALL SELECT -2, '{"version":1}';
SELECT is((SELECT rollup(s)::text FROM stored WHERE g >= 0), once, 'stored and rolled up') FROM want;
CREATE TABLE returned (LIKE stored);
DO $$
DECLARE file text := current_setting('data_directory') || '/cc_summary_laws.bin';
BEGIN
	EXECUTE format('COPY stored TO %L (FORMAT binary)', file);
	EXECUTE format('COPY returned FROM %L (FORMAT binary)', file);
	EXECUTE format('COPY (SELECT) TO PROGRAM %L', 'cat >/dev/null && rm -f ' || quote_literal(file));
END $$;
SELECT set_eq('SELECT g, s::text, queue_summary_send(s) FROM returned',
	'SELECT g, s::text, queue_summary_send(s) FROM stored', 'through binary COPY');
SELECT is_empty($$
	SELECT * FROM stored
	WHERE s::text::queue_summary::text <> s::text
		OR queue_summary_send(s::text::queue_summary) <> queue_summary_send(s)$$,
	'through text');

-- Adding and taking away.
SELECT is_empty('SELECT * FROM stored a, (SELECT * FROM stored WHERE g % 30 < 1) b WHERE a.s + b.s - b.s <> a.s',
	'a + b - b = a');
SELECT is_empty($$
	SELECT * FROM stored a, (SELECT * FROM stored WHERE g % 30 < 1) b WHERE (a.s + b.s)::text <> (b.s + a.s)::text$$,
	'a + b = b + a');
SELECT ok(s - s = '{"version":1}' AND (s - s)::text = '{"version":1}', 'a - a is empty') FROM stored WHERE g = -1;
SELECT is((s - r)::text, '{"version":1}', 'all but every part leaves nothing')
FROM stored, (SELECT rollup(s) AS r FROM stored WHERE g >= 0) x WHERE g = -1;
SELECT throws_ok('SELECT a.s - b.s FROM stored a, stored b WHERE a.g = 5 AND b.g = -1', '22003',
	'cannot take away visits that are not in the queue_summary');
SELECT throws_ok($$SELECT queue_summary('answered', 10.25) - queue_summary('answered', 10.5)$$, '22003',
	'cannot take away visits that are not in the queue_summary', 'not even in the same bin');
-- A maximum cannot be taken away.
SELECT ok(longest_wait(a) = 90.5 AND longest_wait(a - b) = 8 AND (a - b)::text LIKE '%"longest_wait_at_most":8}'
		AND a::text LIKE '%"longest_wait":90.5}',
	'longest_wait becomes the top of the highest bin, and the summary says so')
FROM (SELECT queue_summary('answered', w) AS a, queue_summary('answered', w) FILTER (WHERE w > 10) AS b
	FROM (VALUES (7.25::float8), (90.5)) v(w)) x;

-- Moving windows against the frame computed anew: by value and every figure but the longest wait.
CREATE TEMP TABLE small AS SELECT * FROM visits WHERE at <= 1500;
SELECT is_empty(format($$
		SELECT at
		FROM (SELECT *, %1$s OVER (ORDER BY at ROWS BETWEEN 200 PRECEDING AND 3 PRECEDING) AS moving FROM small) a,
			LATERAL (SELECT %1$s AS anew FROM small b WHERE b.at BETWEEN a.at - 200 AND a.at - 3) b
		WHERE moving IS DISTINCT FROM anew$$, f),
	'moving = recomputed: ' || f)
FROM unnest(ARRAY['queue_summary(outcome, wait, talk, hold, acw)', 'queue_summary(outcome, wait, talk)',
	'queue_summary(outcome, wait)', $$queue_summary(outcome, wait * interval '1 s')$$,
	'service_level(outcome, wait, 20)', 'asa(outcome, wait)', 'aht(outcome, talk)', 'abandonment_rate(outcome)',
	$$asa(outcome, wait * interval '1 s')$$]) f;
SELECT is_empty($$
	SELECT g
	FROM (SELECT g, rollup(nullif(s, NULL)) OVER (ORDER BY g ROWS 6 PRECEDING) AS moving FROM stored WHERE g >= 0) a,
		LATERAL (SELECT rollup(s) AS anew FROM stored b WHERE b.g BETWEEN greatest(a.g - 6, 0) AND a.g) b
	WHERE moving IS DISTINCT FROM anew OR service_level(moving, 20) <> service_level(anew, 20)
		OR asa(moving) <> asa(anew)$$,
	'moving = recomputed: rollup');
SELECT results_eq($$
	SELECT rollup(s) OVER (ORDER BY i ROWS 1 PRECEDING) IS NULL
	FROM (VALUES (1, NULL::queue_summary), (2, NULL), (3, '{"version":1}'), (4, NULL), (5, NULL)) v(i, s)$$,
	'VALUES (true), (true), (false), (false), (true)', 'a moving rollup passes over NULLs');
SELECT is_empty($$
	SELECT at FROM (SELECT *, longest_wait(queue_summary(outcome, floor(wait)) OVER w) AS moving,
		max(floor(wait)) FILTER (WHERE outcome IS DISTINCT FROM 'blocked') OVER w AS anew
		FROM small WINDOW w AS (ORDER BY at ROWS 50 PRECEDING)) a
	WHERE CASE WHEN anew <= 256 THEN moving IS DISTINCT FROM anew ELSE moving / anew NOT BETWEEN 1 AND 1.01 END$$,
	'the longest wait of a moving window, exact for whole seconds');

-- By value.
SELECT is((SELECT count(DISTINCT s) FROM (SELECT s FROM stored UNION ALL SELECT s::text::queue_summary FROM stored) x),
	(SELECT count(DISTINCT s::text) FROM stored), 'DISTINCT');
SET LOCAL enable_hashagg = off;
SELECT is((SELECT count(*) FROM (SELECT s FROM stored UNION ALL SELECT s FROM returned) x GROUP BY s ORDER BY 1
		LIMIT 1), 2::bigint, 'sorted');
SET LOCAL enable_hashagg = on;
SET LOCAL enable_sort = off;
SELECT is((SELECT count(*) FROM (SELECT s FROM stored UNION ALL SELECT s FROM returned) x GROUP BY s ORDER BY 1
		LIMIT 1), 2::bigint, 'hashed');
SELECT is((SELECT count(*) FROM stored JOIN returned USING (s)), (SELECT count(*) FROM stored), 'joined');
SELECT is((SELECT max(pg_column_size(s)) FROM stored WHERE g >= 0) < 400, true, 'a hundred visits are small');

-- The transition function changes its own state only.
CREATE TEMP TABLE kept AS SELECT queue_summary(outcome, wait) AS s FROM small;
SELECT is((SELECT queue_summary_add(s, 'answered', 5::float8)::text <> s::text
			AND queue_summary_merge(s, s)::text <> s::text
		FROM kept), true, 'called as functions');
SELECT is((SELECT s::text FROM kept), (SELECT queue_summary(outcome, wait)::text FROM small),
	'they leave their argument alone');
SELECT is_empty($$
	SELECT at
	FROM (SELECT at, queue_summary(outcome, wait, talk, hold, acw) OVER (ORDER BY at)::text AS growing
			FROM small WHERE at % 5 = 0) a,
		LATERAL (SELECT queue_summary(outcome, wait, talk, hold, acw)::text AS anew
			FROM small b WHERE b.at <= a.at AND b.at % 5 = 0) b
	WHERE growing <> anew$$,
	'the final function leaves the state alone');
SELECT * FROM finish();
ROLLBACK;
