-- Drivers: laws of co-moments, and their numbers against the built-in aggregates.
BEGIN;
SELECT plan(34);
SET LOCAL client_min_messages = warning;

CREATE FUNCTION pg_temp.near(got float8, want float8, tolerance float8, what text) RETURNS text
LANGUAGE sql AS $$
	SELECT ok(abs(got - want) <= tolerance * greatest(1, abs(want)), what)
		|| CASE WHEN abs(got - want) <= tolerance * greatest(1, abs(want)) THEN '' ELSE
			E'\n# got ' || coalesce(got::text, 'NULL') || ', want ' || coalesce(want::text, 'NULL') END
$$;

CREATE TEMP TABLE answer AS
SELECT i AS id, i % 11 AS q1, (i * 7 + i / 13) % 11 AS q2, (i * i) % 11 AS q3,
	(i % 4 + 1) AS w, ln(i + 1) + i % 3 AS x, 1e9 + (i * 7919 % 1000) / 1000.0 AS far
FROM generate_series(1, 20000) i;
ANALYZE answer;

-- numbers
CREATE TEMP TABLE c AS
SELECT comoments(r) AS c FROM (SELECT q1, q2, q3, x, far FROM answer) AS r;
SELECT pg_temp.near(correlation(c, 'q1', 'q2'), (SELECT corr(q1, q2) FROM answer), 1e-12, 'correlation of integers')
FROM c;
SELECT pg_temp.near(correlation(c, 'q1', 'x'), (SELECT corr(q1, x) FROM answer), 1e-12, 'correlation of others') FROM c;
SELECT pg_temp.near(covariance(c, 'q3', 'x'), (SELECT covar_samp(q3, x) FROM answer), 1e-12, 'covariance') FROM c;
SELECT pg_temp.near(mean, (SELECT avg(x) FROM answer), 1e-13, 'mean') FROM c, item_summary(c) WHERE name = 'x';
SELECT pg_temp.near(stddev, (SELECT stddev(x) FROM answer), 1e-12, 'standard deviation')
FROM c, item_summary(c) WHERE name = 'x';
SELECT is(n, 20000::bigint, 'rows') FROM c, item_summary(c) WHERE name = 'q1';
-- numeric arithmetic is exact
SELECT pg_temp.near(stddev, (SELECT stddev(far::numeric - 1e9) FROM answer)::float8, 1e-9,
	'an offset of 1e9 loses nothing of the spread')
FROM c, item_summary(c) WHERE name = 'far';
SELECT pg_temp.near(correlation(c, 'far', 'q2'), (SELECT corr(far - 1e9, q2) FROM answer), 1e-9,
	'nor of the correlation')
FROM c;
SELECT pg_temp.near(correlation(c, 'a', 'b'), corr, 1e-15, 'integers of 1e9 are as good as small ones')
FROM (SELECT comoments(r) AS c FROM (SELECT q1 + 1000000000 AS a, q2 - 1000000000 AS b FROM answer) AS r) AS s,
	(SELECT correlation(c, 'q1', 'q2') AS corr FROM c) AS t;

-- weights
CREATE TEMP TABLE weighted AS
SELECT comoments(r, a.w) AS c FROM answer AS a, LATERAL (SELECT a.q1, a.q2) AS r;
SELECT is(correlation(c, 'q1', 'q2'), correlation(d, 'q1', 'q2'), 'frequency weights are repeated rows')
FROM weighted,
	(SELECT comoments(r) AS d FROM answer AS a, LATERAL (SELECT a.q1, a.q2) AS r, generate_series(1, a.w)) AS s;
SELECT is(covariance(c, 'q1', 'q2'), covariance(d, 'q1', 'q2'), 'and so is their covariance')
FROM weighted,
	(SELECT comoments(r) AS d FROM answer AS a, LATERAL (SELECT a.q1, a.q2) AS r, generate_series(1, a.w)) AS s;
SELECT pg_temp.near(covariance(c, 'q1', 'q2', 'analytic'), covariance(d, 'q1', 'q2', 'analytic'), 1e-10,
	'analytic weights do not mind their scale')
FROM weighted, (SELECT comoments(r, a.w * 0.01) AS d FROM answer AS a, LATERAL (SELECT a.q1, a.q2) AS r) AS s;

-- bit-identical for integers under any order, partition and plan
SELECT is(
	(SELECT comoments(r)::text FROM (SELECT q1, q2, q3 FROM answer ORDER BY md5(id::text)) AS r),
	(SELECT comoments(r)::text FROM (SELECT q1, q2, q3 FROM answer ORDER BY id DESC) AS r),
	'the order of rows does not matter');
SELECT is(
	(SELECT rollup(s.c)::text FROM (SELECT comoments(r) AS c FROM answer AS a, LATERAL (SELECT a.q1, a.q2, a.q3) AS r
		GROUP BY a.id % 17) AS s),
	(SELECT comoments(r)::text FROM (SELECT q1, q2, q3 FROM answer) AS r), 'a rollup of parts is the whole');
SELECT is((SELECT rollup(s.c)::text
		FROM (SELECT comoments_pairwise(r) AS c
			FROM answer AS a, LATERAL (SELECT nullif(a.q1, 3) AS q1, nullif(a.q2, 4) AS q2, a.q3) AS r
			GROUP BY a.id % 17) AS s),
	(SELECT comoments_pairwise(r)::text
		FROM (SELECT nullif(q1, 3) AS q1, nullif(q2, 4) AS q2, q3 FROM answer ORDER BY id DESC) AS r),
	'also pairwise');
SELECT is((SELECT rollup(s.g)::text
		FROM (SELECT comoment_groups(r, a.id) AS g FROM answer AS a, LATERAL (SELECT a.q1, a.q2) AS r
			GROUP BY a.id % 17) AS s),
	(SELECT comoment_groups(r, a.id)::text
		FROM (SELECT * FROM answer ORDER BY id DESC) AS a, LATERAL (SELECT a.q1, a.q2) AS r),
	'also in groups');
SELECT is(comoments(g)::text, c::text, 'the groups add up to the whole')
FROM (SELECT comoment_groups(r, a.id) AS g, comoments(r) AS c FROM answer AS a, LATERAL (SELECT a.q1, a.q2) AS r) AS s;
SELECT is((SELECT comoments(r)::text FROM (SELECT q1, q2, q3 FROM answer) AS r),
	(SELECT comoments(ARRAY['q1', 'q2', 'q3'], ARRAY[q1, q2, q3]::float8[])::text FROM answer),
	'arrays are as good as rows');

CREATE TEMP VIEW windowed AS
SELECT a.id, comoments(r) OVER (ORDER BY a.id ROWS BETWEEN 9 PRECEDING AND CURRENT ROW)::text AS moving
FROM answer AS a, LATERAL (SELECT a.q1, a.q2) AS r WHERE a.id <= 60;
SELECT is((SELECT moving FROM windowed WHERE id = 60),
	(SELECT comoments(r)::text FROM (SELECT q1, q2 FROM answer WHERE id BETWEEN 51 AND 60) AS r),
	'a moving window is recomputed');

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json, COSTS off) ' || query INTO plan;
	RETURN plan::text;
END $$;
-- a plain table: temporary ones are not scanned in parallel
CREATE TABLE drivers_parallel AS SELECT * FROM answer;
ANALYZE drivers_parallel;
CREATE TEMP TABLE serial AS
SELECT comoments(r)::text AS c, comoments_pairwise(r)::text AS p FROM (SELECT q1, q2, q3 FROM drivers_parallel) AS r;
CREATE TEMP TABLE serial_groups AS
SELECT comoment_groups(r, a.id)::text AS g, nps(a.q1) AS nps, (ces_estimate(a.q2)).std_error
FROM drivers_parallel AS a, LATERAL (SELECT a.q1, a.q2) AS r;
SET LOCAL max_parallel_workers_per_gather = 3;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT matches(pg_temp.plan_of('SELECT comoments(r) FROM (SELECT q1, q2, q3 FROM drivers_parallel) AS r'),
	'"Partial Mode": "Finalize"', 'the aggregate runs in parallel');
SELECT is(comoments(r)::text, (SELECT c FROM serial), 'parallel is serial')
FROM (SELECT q1, q2, q3 FROM drivers_parallel) AS r;
SELECT is(comoments_pairwise(r)::text, (SELECT p FROM serial), 'parallel is serial, pairwise')
FROM (SELECT q1, q2, q3 FROM drivers_parallel) AS r;
SELECT is(ROW(comoment_groups(r, a.id)::text, nps(a.q1), (ces_estimate(a.q2)).std_error)::text,
	(SELECT s::text FROM serial_groups s), 'parallel is serial, in groups, and loyalty')
FROM drivers_parallel AS a, LATERAL (SELECT a.q1, a.q2) AS r;
SELECT pg_temp.near(correlation(comoments(r), 'x', 'far'), (SELECT correlation(c, 'x', 'far') FROM c), 1e-9,
	'nearly so for other numbers')
FROM (SELECT x, far FROM drivers_parallel) AS r;
SET LOCAL max_parallel_workers_per_gather = 0;
DROP TABLE drivers_parallel;

SELECT is(
	(SELECT comoments(r)::text FROM (SELECT q1, date '2026-11-21' + q3 AS day, q2 FROM answer) AS r),
	(SELECT comoments(r)::text FROM (SELECT q1, q2 FROM answer) AS r), 'columns of other types are passed over');

-- several questionnaires at once
SELECT is((SELECT string_agg(part, E'\n' ORDER BY part)
		FROM (SELECT comoments(names, x)::text AS part
			FROM (SELECT id,
					CASE id % 3
						WHEN 0 THEN ARRAY['q1', 'q2']
						WHEN 1 THEN ARRAY['q1', 'q2', 'q3']
						ELSE ARRAY['q3'] END AS names,
					CASE id % 3
						WHEN 0 THEN ARRAY[q1, q2]
						WHEN 1 THEN ARRAY[q1, q2, q3]
						ELSE ARRAY[q3] END::float8[] AS x
				FROM answer) AS s
			GROUP BY names) AS t),
	(SELECT string_agg(part, E'\n' ORDER BY part)
		FROM (SELECT comoments(r)::text AS part FROM (SELECT q1, q2 FROM answer WHERE id % 3 = 0) AS r
			UNION ALL SELECT comoments(r)::text FROM (SELECT q1, q2, q3 FROM answer WHERE id % 3 = 1) AS r
			UNION ALL SELECT comoments(r)::text FROM (SELECT q3 FROM answer WHERE id % 3 = 2) AS r) AS t),
	'the items may differ from group to group');

-- missing answers
CREATE TEMP TABLE holes AS
SELECT id, nullif(q1, 0) AS a, nullif(q2, 1) AS b, CASE WHEN id % 5 > 0 THEN x END AS d FROM answer;
SELECT pg_temp.near(correlation(comoments_pairwise(r), 'a', 'd'), (SELECT corr(a, d) FROM holes), 1e-12,
	'pairwise takes the rows that have both') FROM (SELECT a, b, d FROM holes) AS r;
SELECT pg_temp.near(correlation(comoments(r), 'a', 'd'), (SELECT corr(a, d) FROM holes WHERE b IS NOT NULL), 1e-12,
	'listwise those that have all') FROM (SELECT a, b, d FROM holes) AS r;
SELECT is(rows_dropped(comoments(r)), (SELECT count(*) FROM holes WHERE a IS NULL OR b IS NULL OR d IS NULL),
	'and counts the others') FROM (SELECT a, b, d FROM holes) AS r;
SELECT is(correlation(comoments(r), 'q1', 'q2'), correlation(comoments_pairwise(r), 'q1', 'q2'),
	'without holes they agree')
FROM (SELECT q1, q2 FROM answer) AS r;

-- stored values and text
CREATE TEMP TABLE stored AS
SELECT c AS c, NULL::comoments AS none,
	(SELECT comoment_groups(r, a.id) FROM answer AS a, LATERAL (SELECT a.x, a.far) AS r) AS g
FROM c;
SELECT is(c::text::comoments::text, c::text, 'text comes back to the bit') FROM stored;
SELECT is(g::text::comoment_groups::text, g::text, 'also of groups') FROM stored;
SELECT is(rollup(v)::text, (SELECT c::text FROM stored), 'NULLs do not disturb a rollup')
FROM (SELECT none FROM stored UNION ALL SELECT c FROM stored UNION ALL SELECT none FROM stored) AS s (v);
SELECT is(comoments_merge(c, c)::text, comoments_merge(c, c)::text, 'merging leaves its arguments alone') FROM stored;

SELECT * FROM finish();
ROLLBACK;
