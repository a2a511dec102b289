-- Drivers: loyalty metrics against counts worked out by hand and published formulas.
BEGIN;
SELECT plan(22);

CREATE FUNCTION pg_temp.near(got float8, want float8, what text) RETURNS text
LANGUAGE sql AS $$ SELECT ok(abs(got - want) <= 1e-9, what || ' (' || coalesce(got::text, 'NULL') || ')') $$;

-- 70 promoters, 20 passives, 10 detractors; limits of Rocks (2016) by mpmath
CREATE TEMP TABLE survey AS
SELECT CASE WHEN i <= 70 THEN 9 + i % 2 WHEN i <= 90 THEN 7 + i % 2 ELSE i % 7 END AS score, 1 + i % 3 AS w
FROM generate_series(1, 100) i;
CREATE TEMP TABLE estimate AS SELECT (nps_estimate(score)).* FROM survey;
SELECT pg_temp.near(value, 0.6, 'NPS') FROM estimate;
SELECT pg_temp.near(std_error, 0.066332495807107996, 'its standard error') FROM estimate;
SELECT pg_temp.near(lower, 0.45269760253848268, 'its lower limit') FROM estimate;
SELECT pg_temp.near(upper, 0.71235094115083783, 'its upper limit') FROM estimate;
SELECT is((SELECT nps(score) FROM survey), (SELECT value FROM estimate), 'nps() is its value');
SELECT is((SELECT nps(score, 3) FROM survey), (SELECT value FROM estimate), 'the scale of weights does not matter');
SELECT is((SELECT (nps_estimate(score, 3)).upper FROM survey), (SELECT upper FROM estimate), 'nor to the limits');
SELECT pg_temp.near((SELECT nps(score, w) FROM survey),
	(SELECT sum(w * CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END)::float8 / sum(w) FROM survey),
	'weighted NPS');

-- 9 of 10 satisfied: Wilson (1927)
CREATE TEMP TABLE rated AS SELECT CASE WHEN i < 10 THEN 4 + i % 2 ELSE 2 END AS score FROM generate_series(1, 10) i;
SELECT pg_temp.near((csat_estimate(score)).value, 0.9, 'CSAT') FROM rated;
SELECT pg_temp.near((csat_estimate(score)).lower, 0.59584997320476148, 'its lower limit') FROM rated;
SELECT pg_temp.near((csat_estimate(score)).upper, 0.98212378690492713, 'its upper limit') FROM rated;
SELECT pg_temp.near((csat_estimate(1)).lower, 0, 'nobody satisfied: lower limit') FROM generate_series(1, 12);
SELECT pg_temp.near((csat_estimate(1)).upper, 0.24249400665524078, 'nobody satisfied: upper limit')
FROM generate_series(1, 12);
SELECT is(csat(score, 3), 0.9::float8, 'csat of another scale') FROM rated;

-- CES: mean and t; 4 degrees of freedom: t = 2.776445105197793
CREATE TEMP TABLE effort AS SELECT unnest(ARRAY[2, 3, 3, 5, 7]) AS score;
SELECT pg_temp.near(ces(score), 4, 'CES') FROM effort;
SELECT pg_temp.near((ces_estimate(score)).std_error, (SELECT stddev(score) / sqrt(5) FROM effort), 'its standard error')
FROM effort;
SELECT pg_temp.near((ces_estimate(score)).upper, (SELECT 4 + 2.776445105197793 * stddev(score) / sqrt(5) FROM effort),
	'its upper limit')
FROM effort;
SELECT pg_temp.near((ces_estimate(1e9 + score)).std_error, (SELECT stddev(score) / sqrt(5) FROM effort),
	'an offset of 1e9 loses nothing')
FROM effort;
-- two parts about different pivots
CREATE TEMP TABLE parts AS
SELECT answers_merge(ces_step(ces_step('{0,0,0,0,0,0,0,0}', 4000003), 4000005),
	ces_step('{0,0,0,0,0,0,0,0}', 4)) AS state;
SELECT pg_temp.near(answers_mean(state), 2666670.6666666665, 'parts merge') FROM parts;
SELECT pg_temp.near((answers_mean_estimate(state)).std_error / 1333333.3333334583, 1, 'with their spread') FROM parts;
SELECT pg_temp.near(servqual_gap(score, score + 1.5), 1.5, 'a gap') FROM effort;
SELECT pg_temp.near((servqual_gap_estimate(score, 2)).value, -2, 'a gap against a constant') FROM effort;

SELECT * FROM finish();
ROLLBACK;
