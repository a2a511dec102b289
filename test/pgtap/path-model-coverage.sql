-- Intervals of path coefficients cover what they are intervals of.
-- The truth is the population's, from test/unit/path_model_truth.py.
\getenv long CC_LONG
BEGIN;
SELECT setseed(0.5);
CREATE TEMP TABLE truth AS
SELECT *
FROM (VALUES
	('S', 'Q', 0.5098486997171621),
	('L', 'Q', 0.1927758599971153),
	('L', 'S', 0.4074486315486146)) v (target, source, path);
CREATE TEMP TABLE size AS SELECT unnest(ARRAY[300]) AS n;
\if :{?long}
INSERT INTO size VALUES (150), (1000), (3000);
\endif
SELECT plan(3 * count(*)::int) FROM size;

-- e(): uniform of variance 1.  Q, S and L have variance 1, and so has each answer.
CREATE FUNCTION pg_temp.e() RETURNS float8 LANGUAGE sql VOLATILE AS $$ SELECT (random() - 0.5) * sqrt(12) $$;
CREATE TEMP TABLE interval AS
SELECT n, survey, i.*
FROM (SELECT n, survey, comoment_groups(a, response) AS g
		FROM (SELECT n, survey, response, q, s, 0.5 * s + 0.2 * q + sqrt(1 - 0.41) * pg_temp.e() AS l
				FROM (SELECT n, survey, response, q, 0.6 * q + 0.8 * pg_temp.e() AS s
					FROM (SELECT n, survey, response, pg_temp.e() AS q
						FROM size, generate_series(1, 500) survey, generate_series(1, n) response
						OFFSET 0) x OFFSET 0) y OFFSET 0) z,
			LATERAL (SELECT 0.85 * q + sqrt(1 - 0.85 ^ 2) * pg_temp.e() AS q1,
					0.8 * q + 0.6 * pg_temp.e() AS q2,
					0.7 * q + sqrt(1 - 0.7 ^ 2) * pg_temp.e() AS q3,
					0.9 * s + sqrt(1 - 0.9 ^ 2) * pg_temp.e() AS s1,
					0.8 * s + 0.6 * pg_temp.e() AS s2,
					0.75 * s + sqrt(1 - 0.75 ^ 2) * pg_temp.e() AS s3,
					0.8 * l + 0.6 * pg_temp.e() AS l1,
					0.7 * l + sqrt(1 - 0.7 ^ 2) * pg_temp.e() AS l2,
					0.65 * l + sqrt(1 - 0.65 ^ 2) * pg_temp.e() AS l3) a
		GROUP BY n, survey) s,
	path_intervals(g, 'Q =~ q1 + q2 + q3; S =~ s1 + s2 + s3; L =~ l1 + l2 + l3; S ~ Q; L ~ Q + S', seed => survey) i;

SELECT ok(avg((path BETWEEN lower AND upper)::int) BETWEEN 0.92 AND 0.98,
	format('%s respondents: the 95 %% interval of %s ~ %s covers', n, target, source)
		|| CASE WHEN avg((path BETWEEN lower AND upper)::int) BETWEEN 0.92 AND 0.98 THEN ''
			ELSE ' not, but ' || avg((path BETWEEN lower AND upper)::int) END)
FROM interval JOIN truth USING (target, source) GROUP BY n, target, source ORDER BY n, target, source;
SELECT * FROM finish();
ROLLBACK;
