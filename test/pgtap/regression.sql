-- Drivers: regression against certified values, and laws of importance.
BEGIN;
SELECT plan(39);

-- NIST StRD, Longley: y, x1 .. x6 and the certified values
CREATE TEMP TABLE longley (y int, x1 float8, x2 int, x3 int, x4 int, x5 int, x6 int);
INSERT INTO longley VALUES
	(60323, 83.0, 234289, 2356, 1590, 107608, 1947),
	(61122, 88.5, 259426, 2325, 1456, 108632, 1948),
	(60171, 88.2, 258054, 3682, 1616, 109773, 1949),
	(61187, 89.5, 284599, 3351, 1650, 110929, 1950),
	(63221, 96.2, 328975, 2099, 3099, 112075, 1951),
	(63639, 98.1, 346999, 1932, 3594, 113270, 1952),
	(64989, 99.0, 365385, 1870, 3547, 115094, 1953),
	(63761, 100.0, 363112, 3578, 3350, 116219, 1954),
	(66019, 101.2, 397469, 2904, 3048, 117388, 1955),
	(67857, 104.6, 419180, 2822, 2857, 118734, 1956),
	(68169, 108.4, 442769, 2936, 2798, 120445, 1957),
	(66513, 110.8, 444546, 4681, 2637, 121950, 1958),
	(68655, 112.6, 482704, 3813, 2552, 123366, 1959),
	(69564, 114.2, 502601, 3931, 2514, 125368, 1960),
	(69331, 115.7, 518173, 4806, 2572, 127852, 1961),
	(70551, 116.9, 554894, 4007, 2827, 130081, 1962);
CREATE TEMP TABLE certified (term text, estimate float8, std_error float8);
INSERT INTO certified VALUES
	('(Intercept)', -3482258.63459582, 890420.383607373),
	('x1', 15.0618722713733, 84.9149257747669),
	('x2', -0.358191792925910E-01, 0.334910077722432E-01),
	('x3', -2.02022980381683, 0.488399681651699),
	('x4', -1.03322686717359, 0.214274163161675),
	('x5', -0.511041056535807E-01, 0.226073200069370),
	('x6', 1829.15146461355, 455.478499142212);

CREATE FUNCTION pg_temp.near(got float8, want float8, tolerance float8, what text) RETURNS text
LANGUAGE sql AS $$
	SELECT ok(abs(got - want) <= tolerance * abs(want), what)
		|| CASE WHEN abs(got - want) <= tolerance * abs(want) THEN '' ELSE
			E'\n# got ' || coalesce(got::text, 'NULL') || ', want ' || coalesce(want::text, 'NULL') END
$$;
CREATE TEMP TABLE c AS SELECT comoments(t) AS c FROM longley AS t;
CREATE TEMP TABLE fitted AS
SELECT r.* FROM c, regression(c, 'y', ARRAY['x1', 'x2', 'x3', 'x4', 'x5', 'x6']) AS r;
SELECT pg_temp.near(f.estimate, e.estimate, 1e-9, 'Longley, certified coefficient of ' || term)
FROM certified e JOIN fitted f USING (term);
SELECT pg_temp.near(f.std_error, e.std_error, 1e-9, 'Longley, certified standard error of ' || term)
FROM certified e JOIN fitted f USING (term);
CREATE TEMP TABLE fit AS
SELECT r.* FROM c, regression_fit(c, 'y', ARRAY['x1', 'x2', 'x3', 'x4', 'x5', 'x6']) AS r;
SELECT pg_temp.near(sigma, 304.854073561965, 1e-9, 'Longley, residual standard deviation') FROM fit;
SELECT pg_temp.near(r_squared, 0.995479004577296, 1e-9, 'Longley, R squared') FROM fit;
SELECT pg_temp.near(f, 330.285339234588, 1e-9, 'Longley, F') FROM fit;
SELECT pg_temp.near(df, 9, 0, 'Longley, degrees of freedom') FROM fit;
SELECT ok(condition_number > 1e4, 'Longley is ill-conditioned, and one is told') FROM fit;

-- against the built-in regression of one driver
SELECT pg_temp.near(estimate, (SELECT regr_slope(y, x3) FROM longley), 1e-12, 'slope')
FROM c, regression(c, 'y', ARRAY['x3']) WHERE term = 'x3';
SELECT pg_temp.near(estimate, (SELECT regr_intercept(y, x3) FROM longley), 1e-12, 'intercept')
FROM c, regression(c, 'y', ARRAY['x3']) WHERE term = '(Intercept)';
SELECT pg_temp.near(r_squared, (SELECT regr_r2(y, x3) FROM longley), 1e-12, 'R squared')
FROM c, regression_fit(c, 'y', ARRAY['x3']);

-- laws
CREATE TEMP VIEW importance AS
SELECT method, d.* FROM c, unnest(ARRAY['lmg', 'relative_weights', 'first', 'last', 'pratt', 'betasq']) AS method,
	driver_importance(c, 'y', ARRAY['x1', 'x2', 'x3', 'x4', 'x5', 'x6'], method) AS d;
SELECT pg_temp.near(sum(importance), (SELECT r_squared FROM fit), 1e-9, method || ' adds up to R squared')
FROM importance WHERE method IN ('lmg', 'relative_weights', 'pratt') GROUP BY method ORDER BY method;
SELECT pg_temp.near(sum(share), 1, 1e-12, 'shares of ' || method || ' add up to 1')
FROM importance GROUP BY method ORDER BY method;
SELECT is(array_agg(rank ORDER BY importance DESC), ARRAY[1, 2, 3, 4, 5, 6], 'ranks follow importance')
FROM importance WHERE method = 'lmg';
SELECT pg_temp.near(importance, (SELECT corr(y, x4) ^ 2 FROM longley), 1e-12, 'first is the squared correlation')
FROM importance WHERE method = 'first' AND driver = 'x4';
SELECT pg_temp.near(importance,
	(SELECT f.r_squared - r.r_squared FROM fit f, c, regression_fit(c, 'y', ARRAY['x1', 'x2', 'x3', 'x5', 'x6']) r),
	1e-9, 'last is what R squared loses')
FROM importance WHERE method = 'last' AND driver = 'x4';
SELECT is(mean, (SELECT avg(x4)::float8 FROM longley), 'the mean goes along')
FROM importance WHERE method = 'lmg' AND driver = 'x4';
SELECT pg_temp.near(a.importance, b.importance, 1e-12, 'the order of drivers does not matter')
FROM c, driver_importance(c, 'y', ARRAY['x6', 'x2', 'x4']) a, driver_importance(c, 'y', ARRAY['x2', 'x4', 'x6']) b
WHERE a.driver = 'x2' AND b.driver = 'x2';

-- A published table is as good as its rows.
CREATE TEMP TABLE published AS
SELECT c, comoments('{x1,x2,x3,x4,x5,x6,y}', mean, stddev, matrix, 16) AS again
FROM (SELECT comoments(r) AS c FROM (SELECT x1, x2, x3, x4, x5, x6, y FROM longley) r) l,
LATERAL (SELECT array_agg(mean ORDER BY name) AS mean, array_agg(stddev ORDER BY name) AS stddev
	FROM item_summary(c)) s,
LATERAL (SELECT array_agg(r ORDER BY a) AS matrix FROM (SELECT a, array_agg(correlation(c, a, b) ORDER BY b) AS r
	FROM unnest('{x1,x2,x3,x4,x5,x6,y}'::text[]) a, unnest('{x1,x2,x3,x4,x5,x6,y}'::text[]) b GROUP BY a) x) m;
SELECT is_empty($$
	SELECT a, b FROM published, unnest('{x1,x2,x3,x4,x5,x6,y}'::text[]) a, unnest('{x1,x2,x3,x4,x5,x6,y}'::text[]) b
	WHERE abs(correlation(c, a, b) - correlation(again, a, b)) > 3e-16
	UNION ALL SELECT a.name, b.name FROM published, item_summary(c) a JOIN item_summary(again) b ON a.name = b.name
	WHERE (a.n, a.mean, a.stddev) <> (b.n, b.mean, b.stddev) $$, 'co-moments of a summary are read as it was written');
SELECT is_empty($$
	SELECT term FROM published,
		regression(c, 'y', '{x1,x2,x3,x4,x5,x6}') a JOIN regression(again, 'y', '{x1,x2,x3,x4,x5,x6}') b USING (term)
	WHERE abs(a.estimate / b.estimate - 1) > 1e-7 OR abs(a.std_error / b.std_error - 1) > 1e-7 $$,
	'and give the regression of its rows');
-- Of any correlations there is a reason, an error that names a driver, or a fit within its bounds.
SELECT is_empty($$
	SELECT n, f.* FROM (SELECT n, array_agg(tanh(2 * (hashint8(n * 10 + i) / 2147483647.0))::float8 ORDER BY i) AS r
		FROM generate_series(1, 2000) n, generate_series(1, 3) i GROUP BY n) x,
	LATERAL (SELECT 1 + 2 * r[1] * r[2] * r[3] - r[1] ^ 2 - r[2] ^ 2 - r[3] ^ 2 AS determinant) d,
	regression_fit(comoments('{a,b,y}', '{1,2,3}', '{1,2,3}',
		ARRAY[ARRAY[1, r[1], r[2]], ARRAY[r[1], 1, r[3]], ARRAY[r[2], r[3], 1]], 100), 'y', '{a,b}') f
	WHERE (determinant < -1e-6) <> (reason IS NOT NULL AND reason ~ 'not positive definite') AND abs(determinant) > 1e-6
		OR determinant > 1e-6 AND abs(r_squared - (1 - determinant / (1 - r[1] ^ 2))) > 1e-9 $$,
	'a fit where the determinant is positive, a reason where it is negative');

SELECT * FROM finish();
ROLLBACK;
