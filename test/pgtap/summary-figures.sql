-- Queue summaries: every figure against the published vectors and plain SQL.
BEGIN;
SELECT * FROM no_plan();

-- A vector of 1000 answered (860 within 20 s), 60 abandoned (20 within 20 s, 10 within 5 s).
CREATE TEMP TABLE vector AS
SELECT queue_summary(outcome, wait) AS s
FROM (SELECT 'answered' AS outcome, CASE WHEN i <= 860 THEN 20.0 ELSE 20.5 END::float8 AS wait
	FROM generate_series(1, 1000) i
	UNION ALL SELECT 'abandoned', CASE WHEN i <= 10 THEN 5 WHEN i <= 20 THEN 20 ELSE 60 END
	FROM generate_series(1, 60) i) v;
SELECT is(round(service_level(s, 20, variant, 5)::numeric, 4), want, variant)
FROM vector,
	(VALUES
		('answered', .8600),
		('offered', .8113),
		('abandon_met', .8302),
		('ignore_in_threshold', .8269),
		('exclude_short', .8190),
		('short_met', .8208),
		('offered_all', .8113),
		('dequeued', .8302)) v(variant, want);

-- 70 in time, 10 abandoned in time, 20 late.
SELECT is(service_level(s, 20, variant), want::float8, 'second vector, ' || variant)
FROM (SELECT queue_summary(CASE WHEN i <= 90 THEN 'answered' ELSE 'abandoned' END,
		CASE WHEN i <= 70 OR i > 90 THEN 20 ELSE 21 END) AS s FROM generate_series(1, 100) i) x,
	(VALUES ('ignore_in_threshold', 70 / 90.0::float8), ('offered', 0.70), ('abandon_met', 0.80)) v(variant, want);

-- Ratios are formed once: 10 of 10, 100 of 200, 20 of 20 are 130 of 230.
SELECT is(service_level(rollup(s), 20), 130 / 230.0::float8, 'counters roll up, ratios do not')
FROM (SELECT queue_summary('answered', CASE WHEN i <= within THEN 1 ELSE 99 END) AS s
	FROM (VALUES (10, 10), (200, 100), (20, 20)) v(n, within), generate_series(1, n) i GROUP BY n) x;

-- Everything at once against plain SQL, on waits with microseconds.
CREATE TEMP TABLE calls AS
SELECT (ARRAY['answered', 'abandoned', 'flowed_out', 'callback_requested', 'open', 'system_error', 'blocked', NULL])
		[1 + CASE WHEN random() < 0.6 THEN 0 ELSE floor(random() * 8)::int END] AS outcome,
	CASE WHEN random() < 0.95 THEN round((-60 * ln(1 - random()))::numeric, (random() * 6)::int)::float8 END AS wait,
	CASE WHEN random() < 0.9 THEN round((300 * random())::numeric, 6)::float8 END AS talk,
	CASE WHEN random() < 0.9 THEN round((30 * random())::numeric, 6)::float8 END AS hold,
	CASE WHEN random() < 0.9 THEN round((60 * random())::numeric, 6)::float8 END AS acw,
	i % 7 AS day, i % 3 AS queue
FROM generate_series(1, 20000) i;
CREATE TEMP TABLE whole AS SELECT queue_summary(outcome, wait, talk, hold, acw) AS s FROM calls;

SELECT results_eq($$
	SELECT offered(s), answered(s), abandoned(s), flowed_out(s), callbacks(s), blocked(s), still_open(s),
		system_errors(s)
	FROM whole$$, $$
	SELECT count(*) FILTER (WHERE outcome IS DISTINCT FROM 'blocked'), count(*) FILTER (WHERE outcome = 'answered'),
		count(*) FILTER (WHERE outcome = 'abandoned'), count(*) FILTER (WHERE outcome = 'flowed_out'),
		count(*) FILTER (WHERE outcome = 'callback_requested'), count(*) FILTER (WHERE outcome = 'blocked'),
		count(*) FILTER (WHERE outcome = 'open' OR outcome IS NULL), count(*) FILTER (WHERE outcome = 'system_error')
	FROM calls$$,
	'counts');
SELECT is_empty($$
	SELECT t FROM whole, generate_series(0, 256) t
	WHERE answered_within(s, t) <> (SELECT count(*) FROM calls WHERE outcome = 'answered' AND wait <= t)
		OR abandoned_within(s, t) <> (SELECT count(*) FROM calls WHERE outcome = 'abandoned' AND wait <= t)$$,
	'within every whole second up to 256');
SELECT is_empty($$
	SELECT t, variant
	FROM whole, (VALUES (0.0::float8), (5), (20), (60), ('infinity')) v(t),
		LATERAL (SELECT count(*) FILTER (WHERE outcome = 'answered') AS a,
				count(*) FILTER (WHERE outcome = 'answered' AND wait <= t) AS a_t,
				count(*) FILTER (WHERE outcome = 'abandoned') AS b,
				count(*) FILTER (WHERE outcome = 'abandoned' AND wait <= t) AS b_t,
				count(*) FILTER (WHERE outcome = 'abandoned' AND wait <= least(t, 5)) AS b_s,
				count(*) FILTER (WHERE outcome = 'flowed_out') AS f, count(*) FILTER (WHERE outcome = 'blocked') AS x,
				count(*) FILTER (WHERE outcome = 'callback_requested') AS k,
				count(*) FILTER (WHERE outcome = 'callback_requested' AND wait <= t) AS k_t,
				count(*) FILTER (WHERE outcome = 'system_error') AS e,
				count(*) FILTER (WHERE coalesce(outcome, 'open') = 'open' AND wait > t) AS late
			FROM calls) c,
		LATERAL (VALUES
			('answered', a_t, a),
			('offered', a_t, a + b + late),
			('abandon_met', a_t + b_t, a + b + late),
			('ignore_in_threshold', a_t, a + b - b_t + late),
			('exclude_short', a_t, a + b - b_s + late),
			('short_met', a_t + b_s, a + b + late),
			('offered_all', a_t, a + b + f + x + late),
			('dequeued', a_t + b_t + k_t, a + b + f + k + e + late)) w(variant, met, judged)
	WHERE service_level(s, t, variant, least(t, 5)) IS DISTINCT FROM met / judged::float8$$,
	'service level: every variant at several thresholds');

CREATE FUNCTION pg_temp.close(a float8, b float8) RETURNS boolean LANGUAGE sql AS 'SELECT abs(a - b) <= 1e-12 * abs(b)';
SELECT unnest(ARRAY[ok(pg_temp.close(asa(s), avg(wait) FILTER (WHERE outcome = 'answered')), 'asa'),
	ok(pg_temp.close(mean_time_to_abandon(s), avg(wait) FILTER (WHERE outcome = 'abandoned')), 'mean_time_to_abandon'),
	ok(pg_temp.close(mean_wait(s), avg(wait) FILTER (WHERE outcome IS DISTINCT FROM 'blocked')), 'mean_wait'),
	ok(pg_temp.close(mean_patience(s), sum(wait) FILTER (WHERE outcome IS DISTINCT FROM 'blocked') / abandoned(s)),
		'mean_patience'),
	is(longest_wait(s), max(wait) FILTER (WHERE outcome IS DISTINCT FROM 'blocked'), 'longest_wait'),
	ok(pg_temp.close(aht(s), avg(talk + hold + acw) FILTER (WHERE outcome = 'answered')), 'aht'),
	ok(pg_temp.close(mean_talk(s), avg(talk) FILTER (WHERE outcome = 'answered')), 'mean_talk'),
	ok(pg_temp.close(mean_hold(s), avg(hold) FILTER (WHERE outcome = 'answered')), 'mean_hold'),
	ok(pg_temp.close(mean_acw(s), avg(acw) FILTER (WHERE outcome = 'answered')), 'mean_acw'),
	ok(pg_temp.close(aht_stddev(s), stddev_samp(talk + hold + acw) FILTER (WHERE outcome = 'answered')), 'aht_stddev'),
	is(abandonment_rate(s), abandoned(s) / offered(s)::float8, 'abandonment_rate'),
	is(abandonment_rate(s, 'net'), abandoned(s) / (answered(s) + abandoned(s))::float8, 'abandonment_rate, net'),
	is(abandonment_rate(s, 'ex_short', 10),
		(abandoned(s) - abandoned_within(s, 10)) / (offered(s) - abandoned_within(s, 10))::float8,
		'abandonment_rate, ex_short'),
	is(answer_rate(s), answered(s) / offered(s)::float8, 'answer_rate'),
	is(flow_out_rate(s), flowed_out(s) / offered(s)::float8, 'flow_out_rate'),
	is(blockage(s), blocked(s) / (blocked(s) + offered(s))::float8, 'blockage')])
FROM whole, calls GROUP BY s;
SELECT is_empty($$
	SELECT q, which FROM whole, generate_series(0, 1, 0.01) q, (VALUES ('answered'), ('abandoned'), ('all')) v(which),
	LATERAL (SELECT ceil(percentile_disc(q::float8) WITHIN GROUP (ORDER BY wait)) AS want FROM calls
		WHERE CASE which WHEN 'all' THEN outcome IS DISTINCT FROM 'blocked' ELSE outcome = which END) p
	WHERE CASE WHEN want <= 256 THEN wait_quantile(s, q::float8, which) <> want
		ELSE wait_quantile(s, q::float8, which) NOT BETWEEN least(want, longest_wait(s)) AND 1.01 * want END$$,
	'wait_quantile is percentile_disc to the bin');

-- Roll-ups equal one pass, whatever the grouping.
SELECT set_eq($$
	SELECT day, queue, rollup(s)::text FROM
		(SELECT day, queue, queue_summary(outcome, wait, talk, hold, acw) AS s FROM calls GROUP BY day, queue) x
	GROUP BY CUBE (day, queue)$$,
	'SELECT day, queue, queue_summary(outcome, wait, talk, hold, acw)::text FROM calls GROUP BY CUBE (day, queue)',
	'rollup equals one pass, CUBE');
SELECT is((SELECT queue_summary(outcome, wait, talk, hold, acw)::text FROM (SELECT * FROM calls ORDER BY random()) x),
	s::text, 'the order of the rows is nothing')
FROM whole;

-- The two sums of a service level, beside plain SQL, at whole seconds and between them.
SELECT is_empty($$
	SELECT t, variant FROM whole, (VALUES (0), (20), (33), (256)) AS v (t), (VALUES
		('offered'), ('answered'), ('abandon_met'), ('ignore_in_threshold'),
		('exclude_short'), ('short_met'), ('offered_all'), ('dequeued')) AS w (variant),
	LATERAL (SELECT least(5, t) AS short) AS x,
	LATERAL (SELECT
		count(*) FILTER (WHERE outcome = 'answered' AND wait <= t
			OR outcome = 'abandoned' AND wait <= t AND variant IN ('abandon_met', 'dequeued')
			OR outcome = 'abandoned' AND wait <= short AND variant = 'short_met'
			OR outcome = 'callback_requested' AND wait <= t AND variant = 'dequeued') AS met,
		count(*) FILTER (WHERE outcome = 'answered' OR variant <> 'answered' AND (
			outcome = 'abandoned' AND (variant = 'ignore_in_threshold' AND wait <= t
				OR variant = 'exclude_short' AND wait <= short) IS NOT TRUE
			OR coalesce(outcome, 'open') = 'open' AND wait > t
			OR outcome IN ('flowed_out', 'blocked') AND variant = 'offered_all'
			OR outcome IN ('flowed_out', 'callback_requested', 'system_error') AND variant = 'dequeued')) AS judged
		FROM calls) AS p
	WHERE (met, judged) IS DISTINCT FROM (service_met(s, t, variant, short), service_judged(s, t, variant, short))
		OR service_level(s, t, variant, short) IS DISTINCT FROM met::float8 / nullif(judged, 0)$$,
	'service_met and service_judged count the visits of every variant');

-- Empty and unknown.
SELECT is(queue_summary(outcome, wait), NULL, 'no rows: NULL') FROM calls WHERE false;
SELECT ok((offered(s), blocked(s)) = (0, 1) AND
	num_nulls(service_level(s, 20), asa(s), aht(s), longest_wait(s), abandonment_rate(s), mean_patience(s),
		wait_quantile(s, 0.5), mean_wait(s), aht_stddev(s), answer_rate(s)) = 10, 'zero denominators: NULL')
FROM (SELECT queue_summary('blocked', NULL::float8) AS s) x;
SELECT ok(offered(s) = 2 AND still_open(s) = 2 AND service_level(s, 20) = 0 AND service_level(s, 30) IS NULL,
	'open visits are missed once they have waited too long')
FROM (SELECT queue_summary(outcome, wait) AS s FROM (VALUES (NULL, 25.0::float8), ('open', 3)) v(outcome, wait)) x;

SELECT setseed(0.8);
-- Figures of one summary never contradict each other: random ones, merged and taken apart.
SELECT is(wait_quantile(s, 0.95), longest_wait(s), 'no quantile is above the longest wait')
FROM (SELECT queue_summary('answered', CASE WHEN i <= 96 THEN 5 ELSE 1500 END::float8) AS s
	FROM generate_series(1, 102) i) x;
CREATE TEMP TABLE wait AS
SELECT n, i, CASE WHEN random() < 0.7 THEN 'answered' WHEN random() < 0.7 THEN 'abandoned' ELSE 'open' END AS outcome,
	CASE WHEN random() < 0.98 THEN CASE n % 8
		WHEN 0 THEN floor(300 * random())
		WHEN 1 THEN round((3 * random())::numeric, 1 + n / 8 % 6)
		WHEN 2 THEN exp(12 * random())
		WHEN 3 THEN 1497 + floor(7 * random())
		WHEN 4 THEN 256.5 + random()
		WHEN 5 THEN 2 ^ floor(29 * random()) + (n / 8 % 3 - 1) * 1e-6
		WHEN 6 THEN CASE WHEN random() < 0.9 THEN 5 ELSE 1500 END
		ELSE 1e-6 * floor(3 * random()) END END AS wait
FROM generate_series(1, 240) n, generate_series(1, 1 + (n * 7919) % 41) i;
CREATE TEMP TABLE summary AS
SELECT n, 'one pass' AS how, true AS whole, queue_summary(outcome, wait) AS s FROM wait GROUP BY n
UNION ALL
SELECT n, 'merged', true, rollup(s)
FROM (SELECT n, queue_summary(outcome, wait) AS s FROM wait GROUP BY n, i % 3) x GROUP BY n
UNION ALL
SELECT n, 'less others', false,
	queue_summary(outcome, wait) + queue_summary('answered', wait * 1.7) - queue_summary('answered', wait * 1.7)
FROM wait GROUP BY n
UNION ALL
SELECT n, 'window', false, s
FROM (SELECT n, i, count(*) OVER (PARTITION BY n) AS rows,
		queue_summary(outcome, wait) OVER (PARTITION BY n % 7 ORDER BY n, i ROWS 30 PRECEDING) AS s FROM wait) x
WHERE i = rows;
CREATE TEMP TABLE figures AS
SELECT n, how, whole, s, which, q, wait_quantile(s, q, which) AS quantile,
	CASE which WHEN 'answered' THEN asa(s) WHEN 'abandoned' THEN mean_time_to_abandon(s) ELSE mean_wait(s) END AS mean,
	CASE which WHEN 'answered' THEN answered_within(s, 'Infinity')
		WHEN 'abandoned' THEN abandoned_within(s, 'Infinity') END AS known
FROM summary, unnest(ARRAY['answered', 'abandoned', 'all']) which,
	unnest('{0,1e-9,0.05,0.25,0.5,0.75,0.9,0.95,0.99,1}'::float8[]) q;
SELECT is_empty('SELECT * FROM figures WHERE quantile > longest_wait(s) OR quantile < 0',
	'quantiles are at most the longest wait');
SELECT is_empty($$ SELECT * FROM figures WHERE whole AND which = 'all' AND q = 1 AND quantile <> longest_wait(s) $$,
	'the last of all is the longest');
SELECT is_empty($$
	SELECT * FROM (SELECT *, lag(quantile) OVER (PARTITION BY n, how, which ORDER BY q) AS before FROM figures) f
	WHERE quantile < before $$, 'they rise');
SELECT is_empty('SELECT * FROM figures
	WHERE q = 0 AND quantile > mean * (1 + 1e-15) OR q = 1 AND quantile < mean * (1 - 1e-15)',
	'the mean is between the least and the greatest');
SELECT is_empty($$
	SELECT * FROM figures, LATERAL (SELECT wait_quantile(s, q) AS a, wait_quantile(s, q, 'abandoned') AS b) x
	WHERE which = 'all' AND (quantile < least(a, b) AND still_open(s) = 0 OR q = 1 AND quantile < greatest(a, b)) $$,
	'all lie between answered and abandoned');
CREATE FUNCTION pg_temp.within(s queue_summary, which text, t float8) RETURNS bigint LANGUAGE sql AS
	$$ SELECT CASE which WHEN 'answered' THEN answered_within(s, t) WHEN 'abandoned' THEN abandoned_within(s, t) END $$;
SELECT is_empty('SELECT * FROM figures WHERE pg_temp.within(s, which, quantile) < ceil(q * known)',
	'so many are within a quantile');
SELECT is_empty($$
	SELECT * FROM figures
	WHERE quantile > 0 AND pg_temp.within(s, which, quantile - 1e-6) >= greatest(ceil(q * known), 1) $$,
	'and fewer just below it');
SELECT is_empty('SELECT * FROM figures WHERE pg_temp.within(s, which, longest_wait(s)) <> known',
	'all are within the longest wait');
SELECT is_empty($$
	SELECT * FROM figures,
	unnest(ARRAY[quantile, round(mean::numeric, 6)::float8, greatest(quantile - 1e-6, 0), 0.37]) t,
	LATERAL (SELECT pg_temp.within(s, which, t) AS within) x
	WHERE within = 0 AND mean < t - 1e-6 OR within = known AND mean > t + 1e-6 $$,
	'no mean is on the other side of all');
SELECT is_empty($$
	SELECT n, how, t FROM summary, unnest(ARRAY[0.5, longest_wait(s) / 2, longest_wait(s), 1500.25]) t
	WHERE t > 0 AND ((SELECT answered FROM wait_histogram(s, ARRAY[t]) LIMIT 1) <> answered_within(s, t)
		OR (SELECT sum(answered) FROM wait_histogram(s, ARRAY[t / 3, t / 2, t]) WHERE upto <= t)
			<> answered_within(s, t)
		OR (SELECT sum(abandoned) FROM wait_histogram(s, ARRAY[0, t + 1e-6])) <> abandoned_within(s, 'Infinity')) $$,
	'a histogram counts the same');
-- Never below what it is, at most the top of its bin, and exact for whole seconds.
SELECT is_empty($$
	SELECT f.n, how, which, q, quantile, want
	FROM (SELECT n, which, q, percentile_disc(q) WITHIN GROUP (ORDER BY round(wait::numeric, 6)::float8)
			FILTER (WHERE which IN (outcome, 'all')) AS want
		FROM wait, unnest(ARRAY['answered', 'abandoned', 'all']) which, unnest('{0,0.05,0.5,0.9,1}'::float8[]) q
		GROUP BY n, which, q) w
	JOIN figures f USING (n, which, q)
	WHERE how <> 'window' AND (quantile < want
		OR quantile > CASE WHEN want <= 256 THEN ceil(want) ELSE want * (1 + 1 / 128.0) END)$$,
	'a quantile is at most a second or 1/128 too high');
SELECT * FROM finish();
ROLLBACK;
