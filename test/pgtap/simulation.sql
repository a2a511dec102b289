-- Simulation: laws every simulated call log obeys.
BEGIN;
SELECT plan(40);

-- A busy and a quiet time of two queues, a night between them, everything on.
CREATE FUNCTION pg_temp.week(seed bigint) RETURNS TABLE (call_no bigint, queue_no int4, attempt int4,
	queued_at timestamptz, answered_at timestamptz, left_at timestamptz, ended_at timestamptz, outcome text,
	wait float8, handle float8, agent_no int4)
BEGIN ATOMIC
	SELECT * FROM simulate_queue('2026-03-29 00:00+00',
		calls => ARRAY[[800, 1500, 0, 900], [400, 200, 300, 100]], period => 14400, aht => ARRAY[180, 400],
		agents => ARRAY[20, 25, 0, 9], patience => ARRAY[120, 300], lines => 35, redial_abandoned => 0.3,
		redial_blocked => 0.6, arrival_cv => 0.2, initial_calls => ARRAY[5, 0], seed => week.seed);
END;
CREATE TEMP TABLE log AS SELECT * FROM pg_temp.week(1);

-- the same calls
SELECT results_eq('SELECT * FROM pg_temp.week(1)', 'TABLE log',
	'the same seed gives the same calls, in the same order');
SELECT isnt_empty('(SELECT queued_at FROM pg_temp.week(2)) EXCEPT SELECT queued_at FROM log',
	'another seed gives others');
SELECT is((SELECT count(*) FROM pg_temp.week(-1) w JOIN log USING (queued_at) WHERE queued_at > '2026-03-29 00:00+00'),
	0::bigint, 'a negative seed is a seed like any other');
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT results_eq(
	'SELECT call_no, attempt, wait FROM pg_temp.week(1) ORDER BY 1, 2',
	'SELECT w.call_no, w.attempt, l.wait FROM pg_temp.week(1) w JOIN log l USING (call_no, attempt) ORDER BY 1, 2',
	'joined to themselves in any plan');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT results_eq(
	$$ SELECT (simulate_queue('2026-03-29 00:00+00', ARRAY[100], 3600, 180, ARRAY[6], seed => 9)).* $$,
	$$ SELECT * FROM simulate_queue('2026-03-29 00:00+00', ARRAY[100], 3600, 180, ARRAY[6], seed => 9) $$,
	'in the select list as in FROM');
SELECT results_eq(
	$$ SELECT * FROM simulate_queue('2026-03-29 00:00+00', ARRAY[100], 3600, 180, ARRAY[6], 60, initial_calls => 2) $$,
	$$ SELECT * FROM simulate_queue('2026-03-29 00:00+00', ARRAY[ARRAY[100]], 3600, ARRAY[180], ARRAY[6], ARRAY[60],
		initial_calls => ARRAY[2]) $$,
	'one queue is the case of one of several queues');
SELECT results_eq($$
	SELECT *
	FROM simulate_queue('2026-03-29 00:00+00', '[5:6]={100,120}'::float8[], 3600, 180, '[0:1]={6,8}'::int4[]) $$,
	$$ SELECT * FROM simulate_queue('2026-03-29 00:00+00', ARRAY[100, 120], 3600, 180, ARRAY[6, 8]) $$,
	'where an array starts counting does not matter');
SELECT results_eq($$
	SELECT queued_at - '2026-03-29 00:00+00', wait, handle
	FROM simulate_queue('2026-03-29 00:00+00', ARRAY[100], 3600, 180, ARRAY[6]) $$, $$
	SELECT queued_at - '1999-01-01 00:00+00', wait, handle
	FROM simulate_queue('1999-01-01 00:00+00', ARRAY[100], 3600, 180, ARRAY[6]) $$,
	'the start only moves the calls');
-- Every machine with IEEE doubles must agree with these recorded ones.
CREATE FUNCTION pg_temp.us(at timestamptz) RETURNS bigint
	RETURN (extract(epoch FROM at - '2026-03-29 00:00+00'::timestamptz) * 1000000)::bigint;
SELECT is((SELECT md5(string_agg(concat_ws('|', call_no, queue_no, attempt, pg_temp.us(queued_at), pg_temp.us(left_at),
		pg_temp.us(ended_at), outcome, agent_no), E'\n' ORDER BY call_no, attempt)) FROM log),
	'17b5a267bf546619d780156b64c82edf', 'on every platform');
-- The second program is test/unit/simulation_golden.py.
SELECT is((SELECT count(*) || ' ' || md5(string_agg(
			concat_ws('|', call_no, attempt, pg_temp.us(queued_at), pg_temp.us(left_at), pg_temp.us(ended_at),
				outcome, coalesce(agent_no::text, '')),
			E'\n' ORDER BY call_no, attempt))
		FROM simulate_queue('2026-03-29 00:00+00', ARRAY[300, 500, 100, 40], 3600, 180, ARRAY[14, 24, 3, 1],
			patience => 100, lines => 30, redial_abandoned => 0.4, redial_blocked => 0.5, redial_delay => 200,
			handle_cv => 0.7, seed => -99)),
	'1064 1998a95f1e5ec7a5c24bc3e9f0b721b9', 'every call as another program has it that was written apart');

-- nothing is lost
SELECT is(count(*) FILTER (WHERE attempt = 1), max(call_no), 'callers are numbered without gaps') FROM log;
SELECT is(count(*), count(DISTINCT (call_no, attempt)), 'an attempt has one record') FROM log;
SELECT set_eq('SELECT DISTINCT outcome FROM log', ARRAY['answered', 'abandoned', 'blocked'], 'every outcome occurs');
SELECT is_empty($$
	SELECT *
	FROM (SELECT *, row_number() OVER (PARTITION BY call_no ORDER BY queued_at) AS n, lag(outcome) OVER w AS before,
			lag(left_at) OVER w AS until
		FROM log WINDOW w AS (PARTITION BY call_no ORDER BY attempt)) x
	WHERE n <> attempt OR (attempt > 1) <> (before IS NOT NULL) OR before = 'answered' OR until > queued_at $$,
	'only who was turned away calls again, later');
SELECT cmp_ok(max(attempt), '>', 2, 'some try more than twice') FROM log;
SELECT is_empty($$
	SELECT call_no FROM log
	WHERE outcome = 'answered' AND num_nulls(answered_at, left_at, ended_at, wait, handle, agent_no) > 0
		OR outcome <> 'answered' AND num_nonnulls(answered_at, handle, agent_no) > 0
		OR num_nulls(left_at, ended_at, wait) > 0 $$,
	'what an outcome has and has not');
-- instants and seconds say the same
SELECT is_empty($$
	SELECT call_no FROM log
	WHERE queued_at + wait * interval '1 second' <> left_at OR answered_at <> left_at
		OR answered_at + handle * interval '1 second' <> ended_at
		OR extract(epoch FROM left_at - queued_at)::float8 <> wait
		OR extract(epoch FROM ended_at - left_at)::float8 <> coalesce(handle, 0)
		OR outcome = 'blocked' AND wait <> 0 OR wait < 0 OR handle < 0 $$,
	'instants and seconds agree to the microsecond');

-- agents
SELECT is_empty($$
	SELECT 1
	FROM (SELECT answered_at, lag(ended_at) OVER (PARTITION BY agent_no ORDER BY answered_at) AS until
		FROM log WHERE outcome = 'answered') x
	WHERE until > answered_at $$,
	'no agent handles two calls at once');
SELECT is_empty($$ SELECT call_no FROM log WHERE agent_no NOT BETWEEN 1 AND
	(ARRAY[20, 25, 0, 9])[least(4, 1 + floor(extract(epoch FROM answered_at - '2026-03-29 00:00+00') / 14400))::int] $$,
	'only agents on hand answer');
SELECT cmp_ok(count(*) FILTER (WHERE ended_at > '2026-03-29 08:00+00' AND answered_at < '2026-03-29 08:00+00'), '>',
	5::bigint, 'who goes home ends the call first')
FROM log;
SELECT is(count(*), 0::bigint, 'nobody answers at night') FROM log
	WHERE answered_at >= '2026-03-29 08:00+00' AND answered_at < '2026-03-29 12:00+00';
SELECT ok(min(answered_at) = '2026-03-29 12:00+00' AND count(*) > 0, 'but who waited is answered in the morning')
FROM log WHERE queued_at < '2026-03-29 12:00+00' AND answered_at >= '2026-03-29 08:00+00';
SELECT is(max(queued_at) < '2026-03-29 16:00+00' AND max(answered_at) > '2026-03-29 16:00+00', true,
	'after the last interval nobody calls, and the queue is worked off') FROM log;

-- first come first served over both queues: whoever is answered later came later
SELECT is_empty($$ SELECT * FROM (SELECT *, max(queued_at) OVER (ORDER BY answered_at, queued_at
		ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest FROM log WHERE outcome = 'answered') x
	WHERE latest > queued_at $$, 'first come, first served');

-- lines: +1 where a call comes in, -1 where it ends; ends count first
CREATE TEMP VIEW level AS
SELECT at, sum(step) OVER (ORDER BY at, step ROWS UNBOUNDED PRECEDING) AS inside, outcome, step
FROM (SELECT queued_at AS at, 1 AS step, outcome FROM log WHERE outcome <> 'blocked'
	UNION ALL SELECT ended_at, -1, outcome FROM log WHERE outcome <> 'blocked') e;
SELECT is(max(inside), 35::bigint, 'the lines are used, and no more than there are') FROM level;
SELECT is_empty($$ SELECT call_no FROM log b WHERE outcome = 'blocked' AND
	(SELECT inside FROM level WHERE at <= b.queued_at ORDER BY at DESC, step DESC LIMIT 1) < 35 $$,
	'blocked only when every line is taken');

-- initial calls
SELECT is(count(*), 5::bigint, 'calls of the start come at the start')
FROM log WHERE queued_at = '2026-03-29 00:00+00' AND queue_no = 1;
SELECT results_eq($$
	SELECT call_no, wait, agent_no
	FROM simulate_queue('2026-01-05 09:00+00', ARRAY[0], 60, 100, ARRAY[2], handle_cv => 0, initial_calls => 5) $$,
	$$ VALUES (1::bigint, 0::float8, 1), (2, 0, 2), (3, 100, 1), (4, 100, 2), (5, 200, 1) $$,
	'a queue drains, the longest idle agent first');
SELECT is((SELECT max(ended_at)
		FROM simulate_queue('2026-01-05 09:00+00', ARRAY[0], 60, 100, ARRAY[1000000], handle_cv => 0,
			initial_calls => 100000)),
	'2026-01-05 09:01:40+00', 'a million agents drain at once');

-- zero agents
SELECT results_eq($$
	SELECT outcome, count(*) > 0, bool_and(left_at IS NULL)
	FROM simulate_queue('2026-01-05 09:00+00', ARRAY[[30], [30]], 3600, ARRAY[100], ARRAY[0],
		patience => ARRAY[float8 'infinity', 10])
	GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES ('abandoned', true, false), ('open', true, true) $$,
	'without agents the patient stay open, the others leave');
SELECT is_empty($$ SELECT * FROM simulate_queue('2026-01-05 09:00+00', ARRAY[0, 0], 3600, 100, ARRAY[5, 5]) $$,
	'no calls, no rows');
SELECT is((SELECT count(*) FROM simulate_queue('2026-01-05 09:00+00', ARRAY[50], 3600, 100, ARRAY[5], lines => 0)
		WHERE outcome <> 'blocked'), 0::bigint, 'no lines, no call gets in');

-- other head counts meet the same callers, who need the same time
SELECT is_empty($$
	SELECT a.call_no
	FROM simulate_queue('2026-01-05 09:00+00', ARRAY[200, 300], 3600, 180, ARRAY[9, 12], patience => 60) a
		FULL JOIN simulate_queue('2026-01-05 09:00+00', ARRAY[200, 300], 3600, 180, ARRAY[20, 30], patience => 60,
			lines => 35) b USING (call_no)
	WHERE a.queued_at IS DISTINCT FROM b.queued_at OR a.handle <> b.handle $$,
	'what-if runs compare like with like');

-- moments, within four standard errors
CREATE TEMP TABLE handled AS
SELECT handle, (queue_no - 1) AS q
FROM simulate_queue('2026-01-05 09:00+00', ARRAY[[1e5], [1e5]], 1e6, ARRAY[180, 60], ARRAY[100], handle_cv => 0.5);
-- the kurtosis of a lognormal with w = 1 + cv^2 is w^4 + 2w^3 + 3w^2 - 3
SELECT is(count(*), 0::bigint, 'lognormal handle times: mean and deviation of both queues')
FROM (SELECT count(*) n, avg(handle) m, var_pop(handle) v, CASE q WHEN 0 THEN 180 ELSE 60 END AS aht
	FROM handled GROUP BY q) x
WHERE abs(m - aht) > 4 * aht * 0.5 / sqrt(n)
	OR abs(v - (aht * 0.5) ^ 2) > 4 * (aht * 0.5) ^ 2 * sqrt((1.25 ^ 4 + 2 * 1.25 ^ 3 + 3 * 1.25 ^ 2 - 3 - 1) / n);
SELECT is(count(*), 0::bigint, 'exponential handle times: mean and deviation')
FROM (SELECT count(*) n, avg(handle) m, var_pop(handle) v
	FROM simulate_queue('2026-01-05 09:00+00', ARRAY[1e5], 1e6, 180, ARRAY[100],
		handle_distribution => 'exponential')) x
WHERE abs(m - 180) > 4 * 180 / sqrt(n) OR abs(v - 180 ^ 2) > 4 * 180 ^ 2 * sqrt(8.0 / n);

-- arrivals: counts of 2000 intervals of 50 expected calls; Var N = m + cv^2 m^2
CREATE FUNCTION pg_temp.counts(cv float8) RETURNS SETOF bigint
BEGIN ATOMIC
	SELECT count(c.call_no)
	FROM generate_series(0, 1999) i
		LEFT JOIN simulate_queue('1970-01-01 00:00+00', array_fill(50.0::float8, ARRAY[2000]), 1800, 1, ARRAY[100],
			arrival_cv => counts.cv) c ON floor(extract(epoch FROM c.queued_at) / 1800) = i
	GROUP BY i;
END;
SELECT ok(abs(avg(n) - 50) < 4 * sqrt(50 / 2000.0) AND abs(var_pop(n) - 50) < 4 * 50 * sqrt((2 + 1 / 50.0) / 2000),
	format('Poisson arrivals: mean %s, variance %s', round(avg(n), 2), round(var_pop(n), 1))) FROM pg_temp.counts(0) n;
-- negative binomial: excess kurtosis 6 cv^2 + 1 / variance
SELECT ok(abs(avg(n) - 50) < 4 * sqrt(275 / 2000.0)
		AND abs(var_pop(n) - 275) < 4 * 275 * sqrt((2 + 6 * 0.09 + 1 / 275.0) / 2000),
	format('over-dispersed arrivals: mean %s, variance %s', round(avg(n), 2), round(var_pop(n), 1)))
FROM pg_temp.counts(0.3) n;
-- the profile of the expected calls: chi-square of 12 intervals
SELECT cmp_ok(sum((n - e) ^ 2 / e), '<', 32.9::float8, 'calls follow the profile (chi-square, 0.1 %)')
FROM (SELECT e, count(*) n
	FROM unnest(ARRAY[100, 1000, 2000, 0, 500, 3000, 10, 700, 20, 900, 50, 400]) WITH ORDINALITY p (e, i)
		JOIN simulate_queue('1970-01-01 00:00+00', ARRAY[100, 1000, 2000, 0, 500, 3000, 10, 700, 20, 900, 50, 400],
			1800, 1, ARRAY[50]) c ON ceil(extract(epoch FROM c.queued_at) / 1800) = i
	GROUP BY i, e) x;
SELECT is(count(*), 0::bigint, 'an interval without expected calls has none') FROM
	simulate_queue('1970-01-01 00:00+00', ARRAY[100, 1000, 2000, 0, 500], 1800, 1, ARRAY[50])
	WHERE extract(epoch FROM queued_at) >= 5400 AND extract(epoch FROM queued_at) < 7200;

-- the planner
CREATE FUNCTION pg_temp.planned(query text) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan';
END $$;
SELECT is((p ->> 'Plan Rows')::float8, 350::float8, 'the planner expects as many rows as calls')
FROM pg_temp.planned($$
	SELECT * FROM simulate_queue(now(), ARRAY[[100, 200], [30, 20]], 1800, ARRAY[180], ARRAY[5, 6]) $$) p;

SELECT * FROM finish();
ROLLBACK;
