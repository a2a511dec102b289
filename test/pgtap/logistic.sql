-- Logistic regression: laws of model_rows and of the regressions on them, and their equations in SQL.
BEGIN;
SELECT plan(44);
SET LOCAL client_min_messages = warning;

CREATE FUNCTION pg_temp.near(got float8, want float8, tolerance float8, what text) RETURNS text
LANGUAGE sql AS $$
	SELECT ok(abs(got - want) <= tolerance * greatest(1, abs(want)), what)
		|| CASE WHEN abs(got - want) <= tolerance * greatest(1, abs(want)) THEN '' ELSE
			E'\n# got ' || coalesce(got::text, 'NULL') || ', want ' || coalesce(want::text, 'NULL') END
$$;

CREATE TEMP TABLE answer AS
SELECT i AS id, i % 11 AS wait, i % 3 = 0 AS vip, (i * 7 + i / 13) % 5 AS q, sqrt(i % 17) AS x, i % 4 + 1 AS w,
	0.3 + i % 7 / 3.0 AS part, i % 37 AS agent,
	(i % 11 - i * 7919 % 23 + CASE WHEN i % 3 = 0 THEN 4 ELSE 0 END > 0)::int AS y,
	((i % 11 + i * 7919 % 23) / 9) AS o
FROM generate_series(1, 6000) i;
ANALYZE answer;
CREATE TEMP TABLE m AS
SELECT model_rows(r) AS plain, model_rows(r, a.w) AS counted, model_rows(r, a.part) AS weighted
FROM answer AS a, LATERAL (SELECT a.wait, a.vip, a.q, a.x, a.y, a.o, a.agent) AS r;

-- the value: whatever the order, the parts and the plan
SELECT is(ARRAY[rows_used(plain), rows_dropped(plain)], ARRAY[6000, 0]::bigint[], 'rows') FROM m;
SELECT is(rows_distinct(model_rows(r)),
	(SELECT count(*) FROM (SELECT DISTINCT wait, vip, q FROM answer) s), 'distinct ones')
FROM (SELECT wait, vip, q FROM answer) AS r;
CREATE TEMP VIEW shuffled AS SELECT * FROM answer ORDER BY md5(id::text);
CREATE TEMP TABLE parts AS
SELECT a.id % 13 AS part, model_rows(r, a.part) AS m
FROM answer AS a, LATERAL (SELECT a.wait, a.vip, a.q, a.x, a.y, a.o, a.agent) AS r GROUP BY 1;
SELECT ok(model_rows(r, a.part) = (SELECT weighted FROM m), 'the order of rows does not matter')
FROM shuffled AS a, LATERAL (SELECT a.wait, a.vip, a.q, a.x, a.y, a.o, a.agent) AS r;
SELECT ok(rollup(parts.m) = (SELECT weighted FROM m), 'a rollup of parts is the whole') FROM parts;
SELECT ok(rollup(parts.m ORDER BY part DESC) = (SELECT weighted FROM m), 'in any order') FROM parts;
SELECT is(rollup(parts.m ORDER BY part DESC)::text, (SELECT weighted::text FROM m), 'also as text') FROM parts;
SELECT is(model_rows_send(rollup(parts.m)), (SELECT model_rows_send(weighted) FROM m), 'and as bytes') FROM parts;
SELECT ok(a.m + b.m = b.m + a.m AND (a.m + b.m) + c.m = a.m + (b.m + c.m), '+ commutes and associates')
FROM parts a, parts b, parts c WHERE a.part = 1 AND b.part = 2 AND c.part = 3;
SELECT ok(weighted::text::model_rows = weighted AND plain::text::model_rows = plain, 'text and back') FROM m;
SELECT ok(plain <> counted AND plain <> weighted, 'weights are part of a row') FROM m;
SELECT is(count(DISTINCT v), 2::bigint, 'equal values are one to DISTINCT')
FROM (SELECT plain FROM m UNION ALL SELECT plain::text::model_rows FROM m UNION ALL SELECT counted FROM m) AS u (v);
SET LOCAL enable_sort = off;
SELECT is(count(*), 2::bigint, 'and to a hash')
FROM (SELECT FROM (SELECT plain FROM m UNION ALL SELECT plain::text::model_rows FROM m
		UNION ALL SELECT counted FROM m) AS u (v)
	GROUP BY v) AS s;
RESET enable_sort;
SELECT is(model_rows_hash_extended(plain, 5), model_rows_hash_extended(plain::text::model_rows, 5),
	'their hash is one') FROM m;
SELECT ok(model_rows_cmp(plain, counted) = -model_rows_cmp(counted, plain) AND model_rows_cmp(plain, plain) = 0,
	'they have an order') FROM m;

SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
CREATE TABLE parallel_answer AS SELECT * FROM answer;
ANALYZE parallel_answer;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan::text;
END $$;
SELECT alike(
	pg_temp.plan_of($$SELECT model_rows(ARRAY['wait', 'x', 'y'], ARRAY[wait, x, y], part) FROM parallel_answer$$),
	'%"Partial Mode": "Partial"%', 'the aggregate runs in parallel');
SELECT ok(
	(SELECT model_rows(ARRAY['wait', 'x', 'y'], ARRAY[wait, x, y], part) FROM parallel_answer)
	= (SELECT model_rows(ARRAY['wait', 'x', 'y'], ARRAY[wait, x, y], part) FROM answer), 'to the same value');
RESET max_parallel_workers_per_gather;
SELECT is(count(*), 5990::bigint, 'a moving window over rows')
FROM (SELECT rows_used(model_rows(ARRAY['q'], ARRAY[q]::float8[]) OVER (ORDER BY id ROWS 10 PRECEDING)) AS n
	FROM answer) AS s WHERE n = 11;

-- regressions do not see how the rows came
CREATE FUNCTION pg_temp.fitted(m model_rows) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(r::text, E'\n') FROM (
		SELECT r FROM logistic_regression(m, 'y', ARRAY['wait', 'vip', 'x', 'wait:vip'], cluster => 'agent') r
		UNION ALL SELECT r FROM ordinal_regression(m, 'o', ARRAY['wait', 'vip', 'x'], robust => true) r) s
$$;
SELECT is(pg_temp.fitted(rollup(parts.m ORDER BY part DESC)),
	(SELECT pg_temp.fitted(weighted) FROM m), 'parts give the same to the bit')
FROM parts;
SELECT is(pg_temp.fitted(weighted::text::model_rows), pg_temp.fitted(weighted), 'as does what was text') FROM m;
SELECT is(
	(SELECT pg_temp.fitted(model_rows(r, a.part)) FROM shuffled AS a,
		LATERAL (SELECT a.wait, a.vip, a.q, a.x, a.y, a.o, a.agent) AS r),
	(SELECT pg_temp.fitted(weighted) FROM m), 'and another order of the rows');

-- weights as frequencies: the model's errors are those of repeated rows
CREATE TEMP TABLE repeated AS
SELECT model_rows(r) AS m FROM answer AS a,
	LATERAL (SELECT a.wait, a.vip, a.q, a.x, a.y, a.o, a.agent) AS r, generate_series(1, a.w);
SELECT pg_temp.near(max(abs(a.estimate - b.estimate) + abs(a.std_error - b.std_error)), 0, 1e-12,
	'weights are repeated rows')
FROM m, repeated, logistic_regression(counted, 'y', ARRAY['wait', 'vip', 'x']) a
	JOIN logistic_regression(repeated.m, 'y', ARRAY['wait', 'vip', 'x']) b USING (term);
SELECT pg_temp.near(max(abs(a.estimate - b.estimate) + abs(a.std_error - b.std_error)), 0, 1e-12,
	'also of ordered answers')
FROM m, repeated, ordinal_regression(counted, 'o', ARRAY['wait', 'vip', 'x']) a
	JOIN ordinal_regression(repeated.m, 'o', ARRAY['wait', 'vip', 'x']) b USING (term);
SELECT pg_temp.near(max(abs(a.std_error / b.std_error - 1)), 0, 1e-12, 'robust errors do not mind the scale of weights')
FROM (SELECT weighted, (SELECT model_rows(r, a.part * 1000)
		FROM answer AS a, LATERAL (SELECT a.wait, a.vip, a.q, a.x, a.y, a.o, a.agent) AS r) AS thousand FROM m) s,
	logistic_regression(weighted, 'y', ARRAY['wait', 'vip'], robust => true) a
	JOIN logistic_regression(thousand, 'y', ARRAY['wait', 'vip'], robust => true) b USING (term);
SELECT pg_temp.near(max(abs(a.std_error / b.std_error - sqrt(6000 / 5999.0))), 0, 1e-12,
	'clusters of one row are robust errors')
FROM (SELECT model_rows(r) AS m FROM answer AS a, LATERAL (SELECT a.id, a.wait, a.vip, a.y) AS r) s,
	logistic_regression(m, 'y', ARRAY['wait', 'vip'], cluster => 'id') a
	JOIN logistic_regression(m, 'y', ARRAY['wait', 'vip'], robust => true) b USING (term);
SELECT ok(bool_and(std_error IS NULL AND lower IS NULL AND estimate IS NOT NULL), 'one cluster tells no error')
FROM (SELECT model_rows(r) AS m FROM answer AS a, LATERAL (SELECT a.wait, a.y, 1 AS one) AS r) s,
	logistic_regression(m, 'y', ARRAY['wait'], cluster => 'one');

-- two ordered answers are the binary model
SELECT pg_temp.near(max(abs(a.estimate - b.estimate) + abs(a.std_error - b.std_error)), 0, 0,
	'ordinal of two answers is logistic')
FROM m, logistic_regression(plain, 'y', ARRAY['wait', 'vip', 'x']) a
	JOIN ordinal_regression(plain, 'y', ARRAY['wait', 'vip', 'x']) b USING (term);
SELECT is(a.estimate, -b.estimate, 'its threshold the intercept with the other sign')
FROM m, logistic_regression(plain, 'y', ARRAY['wait', 'vip']) a, ordinal_regression(plain, 'y', ARRAY['wait', 'vip']) b
WHERE a.term = '(intercept)' AND b.term = '0|1';
SELECT pg_temp.near(max(abs(a.estimate + b.estimate)), 0, 1e-12,
	'answers the other way round: slopes the other way round')
FROM (SELECT model_rows(r) AS m FROM answer AS a, LATERAL (SELECT a.wait, a.vip, a.o, -a.o AS minus) AS r) s,
	ordinal_regression(m, 'o', ARRAY['wait', 'vip']) a
		JOIN ordinal_regression(m, 'minus', ARRAY['wait', 'vip']) b USING (term)
WHERE term IN ('wait', 'vip');

-- the equations of the maximum, over the rows
CREATE TEMP TABLE b AS
SELECT sum(estimate) FILTER (WHERE term = '(intercept)') AS b0, sum(estimate) FILTER (WHERE term = 'wait') AS wait,
	sum(estimate) FILTER (WHERE term = 'vip') AS vip, sum(estimate) FILTER (WHERE term = 'x:wait') AS xwait
FROM m, logistic_regression(weighted, 'y', ARRAY['wait', 'vip', 'x:wait']);
CREATE TEMP TABLE chance AS
SELECT a.*, 1 / (1 + exp(-(b0 + b.wait * a.wait + b.vip * a.vip::int + xwait * x * a.wait))) AS p FROM answer AS a, b;
SELECT pg_temp.near(sum(part * (y - p)), 0, 1e-9, 'residuals add up to nothing') FROM chance;
SELECT pg_temp.near(sum(part * (y - p) * x * wait), 0, 1e-8, 'and have nothing to do with a driver') FROM chance;
SELECT pg_temp.near(deviance, (SELECT -2 * sum(part * ln(CASE y WHEN 1 THEN p ELSE 1 - p END)) FROM chance), 1e-12,
	'deviance')
FROM m, logistic_fit(weighted, 'y', ARRAY['wait', 'vip', 'x:wait']);
SELECT pg_temp.near(null_deviance, (SELECT -2 * sum(part * ln(CASE y WHEN 1 THEN s ELSE 1 - s END))
		FROM answer, (SELECT sum(part * y) / sum(part) AS s FROM answer) r), 1e-12, 'null deviance')
FROM m, logistic_fit(weighted, 'y', ARRAY['wait']);
SELECT pg_temp.near(f.aic - f.deviance, 8, 1e-12, 'Akaike: two for each of four parameters')
FROM m, logistic_fit(weighted, 'y', ARRAY['wait', 'vip', 'x:wait']) f;
SELECT is(f.events, (SELECT count(*) FROM answer WHERE y = 1), 'events are rows')
FROM m, logistic_fit(weighted, 'y', ARRAY['wait', 'vip', 'x:wait']) f;
SELECT pg_temp.near(auc, (SELECT sum(CASE WHEN round(p.p::numeric, 12) > round(q.p::numeric, 12) THEN 1
		WHEN round(p.p::numeric, 12) = round(q.p::numeric, 12) THEN 0.5 ELSE 0 END * p.w * q.w) / sum(p.w * q.w)
	FROM (SELECT p, sum(part) AS w FROM chance WHERE y = 1 GROUP BY 1) p,
		(SELECT p, sum(part) AS w FROM chance WHERE y = 0 GROUP BY 1) q),
	1e-9, 'area under the curve, of all pairs')
FROM m, logistic_fit(weighted, 'y', ARRAY['wait', 'vip', 'x:wait']);
SELECT pg_temp.near(effect, (SELECT sum(part * p * (1 - p) * (b.wait + xwait * x)) / sum(part) FROM chance, b), 1e-12,
	'average marginal effect per unit, through the interaction')
FROM m, average_marginal_effects(weighted, 'y', ARRAY['wait', 'vip', 'x:wait']) WHERE item = 'wait';
SELECT pg_temp.near(effect, (SELECT sum(part * (1 / (1 + exp(-(o + b.vip))) - 1 / (1 + exp(-o)))) / sum(part)
	FROM b, LATERAL (SELECT part, b0 + b.wait * a.wait + xwait * x * a.wait AS o FROM answer a) l), 1e-12,
	'and from 0 to 1')
FROM m, average_marginal_effects(weighted, 'y', ARRAY['wait', 'vip', 'x:wait'])
WHERE item = 'vip' AND change = '0 to 1';
CREATE TEMP TABLE draw AS
SELECT draw, max(effect) FILTER (WHERE item = 'wait') AS wait, max(effect) FILTER (WHERE item = 'vip') AS vip
FROM m, marginal_effect_draws(weighted, 'y', ARRAY['wait', 'vip', 'x:wait'], 20000, robust => true) GROUP BY draw;
SELECT ok(abs(avg(d.wait) - max(e.effect)) < 0.03 * max(e.std_error)
		AND abs(stddev(d.wait) / max(e.std_error) - 1) < 0.02,
	'draws spread as the estimate does')
FROM draw AS d, m, average_marginal_effects(weighted, 'y', ARRAY['wait', 'vip', 'x:wait'], robust => true) AS e
WHERE e.item = 'wait';
SELECT ok(abs(avg(d.vip) - max(e.effect)) < 0.03 * max(e.std_error)
		AND abs(stddev(d.vip) / max(e.std_error) - 1) < 0.02,
	'each')
FROM draw AS d, m, average_marginal_effects(weighted, 'y', ARRAY['wait', 'vip', 'x:wait'], robust => true) AS e
WHERE e.item = 'vip';
SELECT ok(abs((count(*) FILTER (WHERE abs(d.vip - e.effect) < 1.96 * e.std_error))::float8 / count(*) - 0.95) < 0.006,
	'as a normal distribution')
FROM draw AS d, m, average_marginal_effects(weighted, 'y', ARRAY['wait', 'vip', 'x:wait'], robust => true) AS e
WHERE e.item = 'vip';
SELECT pg_temp.near(estimate, (SELECT ln(d * a / (b * c)) FROM (
	SELECT count(*) FILTER (WHERE y = 1 AND vip)::float8 AS a, count(*) FILTER (WHERE y = 0 AND vip) AS b,
		count(*) FILTER (WHERE y = 1 AND NOT vip) AS c, count(*) FILTER (WHERE y = 0 AND NOT vip) AS d FROM answer) t),
	1e-12, 'one 0/1 driver: the odds ratio of the table')
FROM m, logistic_regression(plain, 'y', ARRAY['vip']) WHERE term = 'vip';
SELECT pg_temp.near(std_error, (SELECT sqrt(sum(1.0 / n)) FROM (
	SELECT count(*) AS n FROM answer GROUP BY y, vip) t), 1e-12, 'and its error that of Woolf (1955)')
FROM m, logistic_regression(plain, 'y', ARRAY['vip']) WHERE term = 'vip';
SELECT pg_temp.near(upper - lower, 2 * 1.6448536269514722 * std_error, 1e-12, 'limits at a level of 0.9')
FROM m, logistic_regression(plain, 'y', ARRAY['vip'], 0.9) WHERE term = 'vip';
SELECT pg_temp.near(odds_lower, exp(lower), 1e-14, 'odds are exponentials')
FROM m, logistic_regression(plain, 'y', ARRAY['vip']) WHERE term = 'vip';

SELECT * FROM finish();
ROLLBACK;
