-- Type model_rows: text forms, rows taken and left out; logistic and ordinal regression: columns, reasons, errors.
\set SHOW_CONTEXT never
CREATE TABLE logistic_answer (who int, a int, b smallint, c numeric, d boolean, remark text);
INSERT INTO logistic_answer VALUES
	(1, 7, 8, 6.5, true, 'good'),
	(2, 9, 9, 8, true, NULL),
	(3, 4, 6, 5.25, false, 'slow'),
	(4, NULL, 5, 5, false, NULL),
	(5, 7, 8, 6.5, true, NULL);

-- columns of a number or boolean type, by their names; like rows are counted, missing answers too
SELECT model_rows(r) FROM (SELECT a, b, c, d, remark FROM logistic_answer) AS r;
SELECT model_rows(t) FROM logistic_answer AS t;
SELECT model_rows(r, 2) FROM (SELECT a, b FROM logistic_answer) AS r;
SELECT model_rows(r, t.who) FROM logistic_answer AS t, LATERAL (SELECT t.d) AS r;
SELECT model_rows(ARRAY['a', 'b'], ARRAY[a, b]::float8[]) FROM logistic_answer;
SELECT model_rows(ARRAY['a', 'b'], ARRAY[a, b]::float8[], 0.5) FROM logistic_answer;
SELECT model_rows(r) IS NULL AS no_rows FROM (SELECT a FROM logistic_answer WHERE false) AS r;
SELECT model_rows(r) AS all_missing FROM (SELECT NULL::int AS a FROM logistic_answer) AS r;
SELECT model_rows(r, NULL) AS no_weight FROM (SELECT b FROM logistic_answer) AS r;
SELECT model_rows(r, 0) AS zero_weight FROM (SELECT b FROM logistic_answer) AS r;
SELECT model_rows(r) AS one_zero FROM (VALUES (0::float8), ('-0')) AS r (a);
SELECT rows_used(m), rows_dropped(m), rows_distinct(m)
FROM (SELECT model_rows(r) AS m FROM (SELECT a, b FROM logistic_answer) AS r) AS s;
SELECT rollup(m)
FROM (SELECT model_rows(r) AS m FROM logistic_answer AS t, LATERAL (SELECT t.a, t.b) AS r GROUP BY t.who % 2) AS s;
SELECT m + m AS twice, m + m = m AS more, m + NULL IS NULL AS nothing
FROM (SELECT model_rows(r) AS m FROM (SELECT a, b FROM logistic_answer) AS r) AS s;
SELECT '{"items": ["a", "b"], "dropped": 0, "distinct": 2, "rows": [[1, 2, 3, 1], [4, 1, -2.5e0, 1]]}'::model_rows;

\set VERBOSITY default
-- refused rows
SELECT model_rows(r) FROM (VALUES (1, 'NaN'::float8)) AS r (a, b);
SELECT model_rows(r) FROM (VALUES (1, 1e76)) AS r (a, b);
SELECT model_rows(r) FROM (VALUES (1, '-infinity'::numeric)) AS r (a, b);
SELECT model_rows(r, -1) FROM (VALUES (1, 2)) AS r (a, b);
SELECT model_rows(r, 'NaN') FROM (VALUES (1, 2)) AS r (a, b);
SELECT model_rows(r) FROM (VALUES ('x', 'y')) AS r (a, b);
SELECT model_rows(ARRAY['a', 'a'], ARRAY[1, 2]);
SELECT model_rows(ARRAY['a'], ARRAY[1, 2]);
SELECT model_rows(ARRAY[name], ARRAY[1]) FROM (VALUES ('a'), ('b')) AS v (name);
SELECT model_rows(ARRAY['a'], ARRAY[1]) + model_rows(ARRAY['b'], ARRAY[1]);

-- refused text
SELECT ''::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":1,"rows":[[1,2,1]]} x'::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":2,"rows":[[1,2,1],[3,2,1]]}'::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":1,"rows":[[0,2,1]]}'::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":1,"rows":[[1,1e76,1]]}'::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":1,"rows":[[1,2,-1]]}'::model_rows;
SELECT '{"items":["a"],"dropped":-1,"distinct":1,"rows":[[1,2,1]]}'::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":1,"rows":[[1,2]]}'::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":1,"rows":[[1,2,1],[1,3,1]]}'::model_rows;
SELECT '{"items":["a"],"dropped":0,"distinct":4000000000,"rows":[]}'::model_rows;
SELECT '{"items":["a","a"],"dropped":0,"distinct":0,"rows":[]}'::model_rows;

-- regression: a customer who waits leaves more often, a vip less
CREATE TABLE logistic_customer AS
SELECT i % 40 AS customer, i % 10 AS wait, i % 3 = 0 AS vip, (i * 7 % 10 + i % 10 > 9)::int AS leaves,
	1 + (i * 7 % 10 + i % 10 > 6)::int + (i * 3 % 10 + i % 10 > 12)::int AS mood, 5 AS five, i % 10 * 2 AS twice,
	i % 10 > 4 AS long
FROM generate_series(1, 400) i;
CREATE TABLE logistic_model AS SELECT model_rows(c) AS m FROM logistic_customer AS c;
CREATE FUNCTION e(float8) RETURNS numeric IMMUTABLE LANGUAGE sql RETURN round($1::numeric, 4);
\set columns 'term, e(estimate) AS estimate, e(std_error) AS std_error, e(z) AS z, e(p) AS p, e(lower) AS lower,'
\set odds 'e(upper) AS upper, e(odds_ratio) AS odds_ratio, e(odds_lower) AS odds_lower, e(odds_upper) AS odds_upper'
SELECT :columns :odds FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait', 'vip', 'wait:vip']);
SELECT :columns :odds FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait', 'vip'], 0.9, robust => true);
SELECT :columns :odds FROM logistic_model,
	logistic_regression(m, 'leaves', ARRAY['wait', 'vip'], cluster => 'customer');
SELECT :columns :odds FROM logistic_model, ordinal_regression(m, 'mood', ARRAY['wait', 'vip']);
SELECT n, events, e(null_deviance) AS null_deviance, e(deviance) AS deviance, e(aic) AS aic,
	e(mcfadden) AS mcfadden, e(auc) AS auc, iterations, reason
FROM logistic_model, logistic_fit(m, 'leaves', ARRAY['wait', 'vip']);
SELECT n, levels, e(null_deviance) AS null_deviance, e(deviance) AS deviance, e(aic) AS aic,
	e(mcfadden) AS mcfadden, iterations, reason
FROM logistic_model, ordinal_fit(m, 'mood', ARRAY['wait', 'vip']);
SELECT item, change, e(effect) AS effect, e(std_error) AS std_error, e(z) AS z, e(p) AS p, e(lower) AS lower,
	e(upper) AS upper
FROM logistic_model, average_marginal_effects(m, 'leaves', ARRAY['wait', 'vip', 'wait:vip']);

-- reasons come with NULLs
SELECT f.* FROM logistic_model, logistic_fit(m, 'long', ARRAY['vip', 'wait']) AS f;
SELECT r.* FROM logistic_model, logistic_regression(m, 'long', ARRAY['vip', 'wait']) AS r;
SELECT r.* FROM logistic_model, average_marginal_effects(m, 'long', ARRAY['vip', 'wait']) AS r;
SELECT f.* FROM logistic_model, ordinal_fit(m, 'leaves', ARRAY['wait', 'vip', 'twice']) AS f;
SELECT r.* FROM logistic_model, ordinal_regression(m, 'mood', ARRAY['wait', 'twice']) AS r;
SELECT reason FROM logistic_model, logistic_fit(m, 'leaves', ARRAY['five']);
SELECT reason FROM logistic_model, ordinal_fit(m, 'five', ARRAY['wait']);
SELECT reason FROM (SELECT model_rows(r) AS m FROM (VALUES (1, 0), (2, 1)) AS r (a, y)) AS s,
	logistic_fit(m, 'y', ARRAY['a', 'a:a']);
SELECT n, reason FROM (SELECT model_rows(r) AS m FROM (SELECT NULL::int AS a, 1 AS y) AS r) AS s,
	logistic_fit(m, 'y', ARRAY['a']);

-- effects drawn together: as many as asked for, the same of a seed, none where there is no fit
SELECT item, count(*), count(DISTINCT effect), min(draw), max(draw), abs(avg(effect)) < 1 AS finite
FROM logistic_model, marginal_effect_draws(m, 'leaves', ARRAY['wait', 'vip', 'wait:vip'], 50)
GROUP BY item ORDER BY item;
SELECT count(*) AS same FROM logistic_model, marginal_effect_draws(m, 'leaves', ARRAY['wait'], 5, seed => 3) AS a
	JOIN logistic_model AS n ON true JOIN LATERAL marginal_effect_draws(n.m, 'leaves', ARRAY['wait'], 9, seed => 3) AS b
		USING (draw, effect);
SELECT count(*) AS none FROM logistic_model, marginal_effect_draws(m, 'leaves', ARRAY['five']);
SELECT d.* FROM logistic_model, marginal_effect_draws(m, 'leaves', ARRAY['wait'], NULL) AS d;
SELECT d.* FROM logistic_model, marginal_effect_draws(m, 'leaves', ARRAY['wait'], 0) AS d;
SELECT d.* FROM logistic_model, marginal_effect_draws(m, 'leaves', ARRAY['wait'], 1000001) AS d;
SELECT rule, value FROM loyalty_rules();

-- no rows for NULL
SELECT r.* FROM logistic_regression(NULL, 'y', ARRAY['a']) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait'], NULL) AS r;
SELECT f IS NULL FROM logistic_fit(NULL, 'y', ARRAY['a']) AS f;

-- refused arguments
SELECT r.* FROM logistic_model, logistic_regression(m, 'mood', ARRAY['wait']) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'left', ARRAY['wait']) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait:vipp']) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait', 'vip:leaves']) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait', 'wait']) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY[]::text[]) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait', NULL]) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY[['wait', 'vip']]) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait'], 1) AS r;
SELECT r.* FROM logistic_model, logistic_regression(m, 'leaves', ARRAY['wait'], cluster => 'who') AS r;
SELECT r.* FROM (SELECT model_rows(r) AS m FROM (SELECT i AS y, i % 7 AS x FROM generate_series(1, 150) i) AS r) AS s,
	ordinal_regression(m, 'y', ARRAY['x']) AS r;
SELECT r.* FROM (SELECT model_rows(r) AS m FROM (SELECT i % 2 AS y, i * 1e70 AS x FROM generate_series(1,
	20) i) AS r) AS s,
	logistic_regression(m, 'y', ARRAY['x:x']) AS r;
DROP TABLE logistic_answer, logistic_customer, logistic_model;
DROP FUNCTION e(float8);
