-- Regression and driver importance: what degenerate data give, and errors.
\set SHOW_CONTEXT never
CREATE VIEW drivers_c AS SELECT comoments(r) AS c FROM (
	SELECT i % 7 AS y, i % 3 AS x1, i % 5 AS x2, i % 3 + i % 5 AS x3, 4 AS same
	FROM generate_series(1, 40) i) AS r;
CREATE VIEW drivers_few AS SELECT comoments(r) AS c FROM (VALUES (1, 2, 3), (2, 1, 5)) AS r (y, x1, x2);
CREATE VIEW drivers_one AS SELECT comoments(r) AS c FROM (VALUES (1, 2)) AS r (y, x1);
CREATE VIEW drivers_none AS SELECT comoments(r) AS c FROM (VALUES (NULL::int, NULL::int), (1, NULL)) AS r (y, x1);
CREATE VIEW drivers_exact AS SELECT comoments(r) AS c FROM (VALUES (1, 2), (2, 4), (3, 6)) AS r (y, x1);

-- no fit: NULLs, and the reason beside
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1', 'same']) AS r;
SELECT r.* FROM drivers_c, regression_fit(c, 'y', ARRAY['x1', 'same']) AS r;
SELECT r.reason FROM drivers_c, regression_fit(c, 'same', ARRAY['x1', 'x2']) AS r;
SELECT r.* FROM drivers_c, driver_importance(c, 'y', ARRAY['x1', 'same']) AS r;
SELECT r.reason FROM drivers_few, regression_fit(c, 'y', ARRAY['x1', 'x2']) AS r;
SELECT r.* FROM drivers_few, driver_importance(c, 'y', ARRAY['x1', 'x2']) AS r;
SELECT r.* FROM drivers_few, regression(c, 'y', ARRAY['x1']) AS r;
SELECT r.* FROM drivers_one, regression(c, 'y', ARRAY['x1']) AS r;
SELECT r.reason FROM drivers_one, regression_fit(c, 'y', ARRAY['x1']) AS r;
SELECT r.* FROM drivers_none, regression(c, 'y', ARRAY['x1']) AS r;
SELECT r.* FROM drivers_none, driver_importance(c, 'y', ARRAY['x1']) AS r;
SELECT r.* FROM drivers_none, item_summary(c) AS r;
SELECT correlation(c, 'y', 'x1') IS NULL AS no_correlation FROM drivers_none;
SELECT r.* FROM drivers_exact, regression(c, 'y', ARRAY['x1']) AS r;
SELECT r.* FROM drivers_exact, regression_fit(c, 'y', ARRAY['x1']) AS r;

-- collinear drivers are named
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1', 'x2', 'x3']) AS r;
SELECT r.* FROM drivers_c, driver_importance(c, 'y', ARRAY['x3', 'x1', 'x2'], 'first') AS r;
-- correlations that no rows have, of pairs that different rows answered: of the drivers, or of these with the outcome
SELECT regression_fit(c, 'y', ARRAY['x1', 'x2']), regression_fit(c, 'x2', ARRAY['x1', 'y']),
	regression_fit(c, 'y', ARRAY['x1'])
FROM comoments(ARRAY['y', 'x1', 'x2'], '{0,0,0}', '{1,1,1}', '{{1,0.9,0.9},{0.9,1,-0.9},{0.9,-0.9,1}}', 50) AS c;
SELECT regression_fit(c, 'y', ARRAY['x1', 'x2', 'x3'])
FROM comoments(ARRAY['y', 'x1', 'x2', 'x3'], '{0,0,0,0}', '{1,1,1,1}',
	'{{1,0,0,0},{0,1,0.8,0.8},{0,0.8,1,-0.28},{0,0.8,-0.28,1}}', 429) AS c;
SELECT r.*
FROM comoments(ARRAY['y', 'x1', 'x2'], '{0,0,0}', '{1,1,1}', '{{1,0.9,0.9},{0.9,1,-0.9},{0.9,-0.9,1}}', 50) AS c,
	driver_importance(c, 'y', ARRAY['x1', 'x2']) AS r;
SELECT s.reason
FROM comoments(ARRAY['y', 'x1', 'x2'], '{0,0,0}', '{1,1,1}', '{{1,0.9,0.9},{0.9,1,-0.9},{0.9,-0.9,1}}', 50) AS c,
	path_model_summary(path_model(c, E'X =~ x1 + x2\nY =~ y\nY ~ X')) AS s;

-- arguments
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1', 'y']) AS r;
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1', 'x1']) AS r;
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1', 'z']) AS r;
SELECT r.* FROM drivers_c, regression(c, 'z', ARRAY['x1']) AS r;
SELECT r.* FROM drivers_c, regression(c, 'y', '{}') AS r;
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1', NULL]) AS r;
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1'], 1) AS r;
SELECT r.* FROM drivers_c, regression(c, 'y', ARRAY['x1'], weight_kind => 'sampling') AS r;
SELECT r.* FROM drivers_c, driver_importance(c, 'y', ARRAY['x1'], 'shapley') AS r;
SELECT r.* FROM (SELECT comoments(names, x) AS c
	FROM (SELECT array_agg('x' || i) AS names, array_agg(random()) AS x
		FROM generate_series(1, 40) row, generate_series(1, 26) i GROUP BY row) AS s) AS d,
	driver_importance(c, 'x1', ARRAY(SELECT 'x' || i FROM generate_series(2, 26) i)) AS r;
SELECT count(*) AS no_rows_for_null FROM regression(NULL::comoments, 'y', ARRAY['x1']);
DROP VIEW drivers_c, drivers_few, drivers_one, drivers_none, drivers_exact;
