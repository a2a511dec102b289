-- Logistic regression: on 200 simulated centres with known truth, 95 % intervals hold it 92-98 % of the time; where
-- the usual ones must not (repeated answers, answers that depend on what happened), they are seen to fail.
BEGIN;
SELECT plan(17);
SET LOCAL client_min_messages = warning;

-- the same on every server, in whatever order
CREATE FUNCTION pg_temp.chance_of(float8) RETURNS float8 IMMUTABLE LANGUAGE sql RETURN 1 / (1 + exp(-$1));
CREATE FUNCTION pg_temp.uniform(id bigint, stream bigint) RETURNS float8 IMMUTABLE LANGUAGE sql
RETURN (('x' || left(md5(format('%s %s', stream, id)), 13))::bit(52)::bigint + 0.5) / 4503599627370496.0;
CREATE TEMP TABLE draw AS
SELECT id, pg_temp.uniform(id, 1) AS u1, pg_temp.uniform(id, 2) AS u2, pg_temp.uniform(id, 3) AS u3,
	pg_temp.uniform(id, 4) AS u4, pg_temp.uniform(id, 5) AS u5, pg_temp.uniform(id, 6) AS u6
FROM generate_series(0, 99999) id;
CREATE FUNCTION pg_temp.holds(share float8, low float8, high float8, what text) RETURNS text LANGUAGE sql AS $$
	SELECT ok(share BETWEEN low AND high, what || ': ' || round(100 * share::numeric, 1) || ' %')
$$;

-- Waits and transfers move satisfaction (1 to 3), these and satisfaction move leaving.
CREATE TEMP TABLE contact AS
SELECT c.*, (u4 < pg_temp.chance_of(-1.5 + 0.15 * wait + 0.6 * transfers - 0.8 * (satisfied - 2)))::int AS leaves
FROM (SELECT w.*, 1 + (u3 < pg_temp.chance_of(2.5 - 0.2 * wait - 0.5 * transfers))::int
		+ (u3 < pg_temp.chance_of(0.5 - 0.2 * wait - 0.5 * transfers))::int AS satisfied
	FROM (SELECT *, id / 500 AS centre, floor(10 * u1)::int AS wait, floor(4 * u2 ^ 2)::int AS transfers
		FROM draw) w) c;
CREATE TEMP TABLE centre AS SELECT centre, model_rows(r) AS m
FROM contact AS c, LATERAL (SELECT c.wait, c.transfers, c.satisfied - 2 AS satisfied, c.leaves) AS r GROUP BY centre;

CREATE TEMP TABLE estimate AS
SELECT l.* FROM centre, logistic_regression(m, 'leaves', ARRAY['wait', 'transfers', 'satisfied']) AS l;
SELECT pg_temp.holds(avg((truth BETWEEN lower AND upper)::int), 0.92, 0.98, 'log odds of ' || term)
FROM estimate JOIN (VALUES ('(intercept)', -1.5), ('wait', 0.15), ('transfers', 0.6),
	('satisfied', -0.8)) AS t (term, truth) USING (term) GROUP BY term ORDER BY term;
SELECT pg_temp.holds(avg((exp(-0.8) BETWEEN odds_lower AND odds_upper)::int), 0.92, 0.98, 'odds ratio of satisfaction')
FROM estimate WHERE term = 'satisfied';
SELECT pg_temp.holds(avg((truth BETWEEN lower AND upper)::int), 0.92, 0.98, 'with robust errors, of ' || term)
FROM centre, logistic_regression(m, 'leaves', ARRAY['wait', 'transfers', 'satisfied'], robust => true)
	JOIN (VALUES ('wait', 0.15), ('satisfied', -0.8)) AS t (term, truth) USING (term) GROUP BY term ORDER BY term;
SELECT pg_temp.holds(avg((truth BETWEEN lower
	AND upper)::int), 0.92, 0.98, 'satisfaction in three answers, of ' || term)
FROM centre, ordinal_regression(m, 'satisfied', ARRAY['wait', 'transfers'])
	JOIN (VALUES ('wait', -0.2), ('transfers', -0.5), ('-1|0', -2.5), ('0|1', -0.5)) AS t (term, truth) USING (term)
GROUP BY term ORDER BY term;

-- Customers who each answer three times, always alike.
CREATE TEMP TABLE repeated AS SELECT centre, model_rows(r) AS m
FROM contact AS c, LATERAL (SELECT c.id AS customer, c.wait, c.transfers, c.satisfied - 2 AS satisfied, c.leaves) AS r,
	generate_series(1, 3) WHERE c.id % 2 = 0 GROUP BY centre;
SELECT pg_temp.holds(avg((0.15 BETWEEN lower
	AND upper)::int), 0.92, 0.98, 'customers who answer three times, clustered')
FROM repeated, logistic_regression(m, 'leaves', ARRAY['wait', 'transfers', 'satisfied'], cluster => 'customer')
WHERE term = 'wait';
SELECT pg_temp.holds(avg((0.15 BETWEEN lower AND upper)::int), 0.5, 0.88, 'and taken for three customers')
FROM repeated, logistic_regression(m, 'leaves', ARRAY['wait', 'transfers', 'satisfied']) WHERE term = 'wait';

-- Who waited and was transferred answers less.  The model leaves transfers out: its truth is the fit to
-- everybody, weighted by what the chances say.
CREATE FUNCTION pg_temp.answers(wait int, transfers int) RETURNS float8 IMMUTABLE LANGUAGE sql
RETURN pg_temp.chance_of(2 - 0.15 * wait * transfers);
CREATE TEMP TABLE everybody AS
SELECT model_rows(r, share * CASE y WHEN 1 THEN p ELSE 1 - p END) AS m
FROM (SELECT wait, transfers, share, pg_temp.chance_of(-1.5 + 0.15 * wait + 1.5 * transfers) AS p
	FROM generate_series(0, 9) wait, (VALUES (0, 0.5), (1, sqrt(0.5) - 0.5), (2, sqrt(0.75) - sqrt(0.5)),
		(3, 1 - sqrt(0.75))) t (transfers, share)) c,
	generate_series(0, 1) y, LATERAL (SELECT c.wait, y AS leaves) AS r;
CREATE TEMP TABLE truth AS SELECT term, estimate AS truth FROM everybody,
	logistic_regression(m, 'leaves', ARRAY['wait']);
CREATE TEMP TABLE asked AS
SELECT centre, wait, transfers, (u5 < pg_temp.chance_of(-1.5 + 0.15 * wait + 1.5 * transfers))::int AS leaves,
	(u6 < pg_temp.answers(wait, transfers))::int AS answered
FROM contact;
-- the chance to answer is estimated, too, of each centre
CREATE TEMP TABLE answering AS
SELECT centre, b[1] AS b0, b[2] AS b1 FROM (SELECT centre, array_agg(estimate ORDER BY term) AS b
	FROM (SELECT centre, model_rows(r) AS m FROM asked AS a,
		LATERAL (SELECT a.wait, a.transfers, a.answered) AS r GROUP BY centre) s,
		logistic_regression(m, 'answered', ARRAY['wait:transfers']) GROUP BY centre) s;
CREATE TEMP TABLE answer AS
SELECT centre, model_rows(r) AS raw, model_rows(r, 1 / pg_temp.chance_of(b0 + b1 * a.wait * a.transfers)) AS weighted
FROM asked AS a JOIN answering USING (centre),
	LATERAL (SELECT a.wait, a.leaves) AS r WHERE answered = 1 GROUP BY centre;
SELECT pg_temp.holds(avg((truth BETWEEN lower AND upper)::int), 0.92, 0.98,
	'weighted by the inverse chance to answer, of ' || term)
FROM answer, logistic_regression(weighted, 'leaves', ARRAY['wait'], robust => true) JOIN truth USING (term)
GROUP BY term ORDER BY term;
SELECT pg_temp.holds(avg((truth BETWEEN lower AND upper)::int), 0, 0.85, 'and raw, of wait')
FROM answer, logistic_regression(raw, 'leaves', ARRAY['wait']) JOIN truth USING (term) WHERE term = 'wait';
SELECT ok(abs(avg(w.estimate) - max(truth)) < 0.25 * abs(avg(r.estimate) - max(truth)), 'weights take the bias away')
FROM answer, logistic_regression(weighted, 'leaves', ARRAY['wait']) w
	JOIN logistic_regression(raw, 'leaves', ARRAY['wait']) r USING (term)
	JOIN truth USING (term) WHERE term = 'wait';

SELECT * FROM finish();
ROLLBACK;
