-- NPS, CSAT, CES, gaps, RATER, penalty and reward: what no answers give, and errors.
\set SHOW_CONTEXT never
SELECT nps(score), csat(score), ces(score), servqual_gap(score, score) FROM (SELECT NULL::int AS score) AS s;
SELECT (nps_estimate(score)).*, (csat_estimate(score)).*, (ces_estimate(score)).*
FROM (SELECT NULL::float8 AS score) AS s;
SELECT (nps_estimate(score)).* FROM (VALUES (10)) AS v (score);
SELECT (csat_estimate(score)).* FROM (VALUES (5)) AS v (score);
SELECT (ces_estimate(score)).* FROM (VALUES (5)) AS v (score);
SELECT (servqual_gap_estimate(expectation, perception)).*
FROM (VALUES (7, 6), (6, 6), (NULL, 3), (7, 5)) AS v (expectation, perception);
SELECT nps(score), nps(score, weight) FROM (VALUES (10, 1), (9, 1), (8, 1), (6, 2), (NULL, 9)) AS v (score, weight);
SELECT csat(score), csat(score, 5), csat(score, 5, weight) FROM (VALUES (5, 3), (4, 1), (1, 2)) AS v (score, weight);
SELECT nps(score) FROM (VALUES (11)) AS v (score);
SELECT nps(score) FROM (VALUES ('NaN'::float8)) AS v (score);
SELECT csat(score) FROM (VALUES (7)) AS v (score);
SELECT csat(score, 'NaN') FROM (VALUES (7)) AS v (score);
SELECT ces(score) FROM (VALUES ('infinity'::float8)) AS v (score);
SELECT ces(score, -1) FROM (VALUES (3)) AS v (score);
SELECT servqual_gap(expectation, perception) FROM (VALUES (1, 'NaN'::float8)) AS v (expectation, perception);
SELECT nps_step('{1,2,3}', 9);
SELECT nps_step('{1,2,3,NULL,5,6,7,8}', 9);

-- answers are whole; what is between 6 and 9 after rescaling or averaging is passive
SELECT nps(v) FROM unnest('{6,6.0001,6.5,8.5,8.9999,9}'::float8[]) v;
SELECT nps(v), nps(v, 2), nps_estimate(v) FROM unnest('{6.5,8.5}'::float8[]) v;

CREATE VIEW drivers_rated AS SELECT comoments(r) AS c FROM (
	SELECT 1 + i % 5 AS q1, 1 + i * i % 5 AS q2, 1 + i % 3 AS q3,
		i % 5 + i % 3 AS overall, i % 5 < 1 AS q1_low, i % 5 > 3 AS q1_high
	FROM generate_series(0, 59) i) AS r;
SELECT r.* FROM drivers_rated,
	rater_index(c, ARRAY['q1', 'q2', 'q3'], ARRAY['empathy', 'assurance', 'empathy'], 1, 5) AS r;
SELECT r.* FROM drivers_rated, rater_index(c, ARRAY['q1'], ARRAY['empathy', 'assurance'], 1, 5) AS r;
SELECT r.* FROM drivers_rated, rater_index(c, ARRAY['q1'], ARRAY['empathy'], 5, 5) AS r;
SELECT attribute, round(penalty::numeric, 6) AS penalty, round(reward::numeric, 6) AS reward, kind
FROM drivers_rated, penalty_reward(c, 'overall', ARRAY['q1']) AS r;
SELECT r.* FROM drivers_rated, penalty_reward(c, 'overall', ARRAY['q2']) AS r;
DROP VIEW drivers_rated;
