-- Simulation against queueing: long simulations agree with the formulas within
-- three standard errors.  Calls of one run are correlated, so the error is that
-- of the means of 30 batches in time, each of many handle times; the batch in
-- which the empty start fades is left out.  Seeds are fixed, so the outcome is.
BEGIN;
SELECT plan(28);

-- cv: of a lognormal handle time; NULL: exponential
CREATE TEMP TABLE regime (seed int, name text, calls float8, load float8, aht float8, agents int,
	patience float8, lines float8, threshold float8, cv float8);
INSERT INTO regime VALUES
	(1, 'Erlang C, one agent half busy', 2e5, 0.5, 180, 1, 'infinity', 'infinity', 20, NULL),
	(2, 'Erlang C, 4 Erlang, 5 agents', 3e5, 4, 180, 5, 'infinity', 'infinity', 20, NULL),
	(23, 'Erlang C, 10 Erlang, 13 agents', 4e5, 10, 180, 13, 'infinity', 'infinity', 20, NULL),
	(4, 'Erlang C, 10 Erlang, 14 agents', 4e5, 10, 180, 14, 'infinity', 'infinity', 20, NULL),
	(5, 'Erlang C, 48 Erlang, 55 agents', 6e5, 48, 240, 55, 'infinity', 'infinity', 15, NULL),
	(6, 'Erlang C, 110 Erlang, 120 agents', 8e5, 110, 300, 120, 'infinity', 'infinity', 20, NULL),
	(7, 'Erlang A, light', 4e5, 10, 180, 14, 300, 'infinity', 20, NULL),
	(8, 'Erlang A, busy', 3e5, 10, 180, 11, 180, 'infinity', 20, NULL),
	(9, 'Erlang A, overload', 3e5, 10, 180, 8, 120, 'infinity', 20, NULL),
	(10, 'Erlang A, twice the load', 3e5, 10, 180, 5, 60, 'infinity', 20, NULL),
	(11, 'Erlang A, 50 agents, Mandelbaum and Zeltyn', 5e5, 48, 60, 50, 120, 'infinity', 20, NULL),
	(12, 'Erlang A, very patient', 4e5, 19, 300, 20, 1800, 'infinity', 30, NULL),
	(13, 'Erlang A, very impatient', 3e5, 10, 180, 12, 10, 'infinity', 5, NULL),
	(14, 'Erlang A, 200 agents in overload', 8e5, 210, 300, 200, 200, 'infinity', 20, NULL),
	(15, 'Erlang B, lognormal times of cv 2', 3e5, 8, 180, 10, 'infinity', 10, 20, 2),
	(16, 'Erlang B, constant times', 4e5, 45, 180, 50, 'infinity', 50, 20, 0),
	(17, 'lines, 10 agents, 15 lines', 3e5, 9, 180, 10, 'infinity', 15, 20, NULL),
	(18, 'lines, overload', 3e5, 12, 180, 10, 'infinity', 20, 20, NULL),
	(19, 'lines and patience', 4e5, 22, 240, 20, 120, 30, 20, NULL),
	(20, 'lines and patience, one agent', 2e5, 1, 180, 1, 300, 5, 30, NULL);

-- Sums per batch, a row for each ratio: estimate = sum of x / sum of y.
CREATE FUNCTION pg_temp.batch_ratios(r regime) RETURNS TABLE (measure text, x float8, y float8)
BEGIN ATOMIC
	WITH run AS (SELECT (r).calls * (r).aht / (r).load AS seconds),
	batch AS (
		SELECT seconds / 31 AS seconds, count(*) AS offered,
			count(*) FILTER (WHERE outcome = 'answered') AS answered,
			count(*) FILTER (WHERE outcome = 'answered' AND wait <= (r).threshold) AS in_time,
			count(*) FILTER (WHERE wait > 0) AS waited, count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned,
			count(*) FILTER (WHERE outcome = 'blocked') AS blocked, sum(wait) AS wait,
			coalesce(sum(wait) FILTER (WHERE outcome = 'answered'), 0) AS answered_wait, sum(handle) AS handle
		FROM run, simulate_queue('1970-01-01 00:00+00', ARRAY[(r).calls], seconds, (r).aht, ARRAY[(r).agents],
			patience => (r).patience, lines => (r).lines,
			handle_distribution => CASE WHEN (r).cv IS NULL THEN 'exponential' ELSE 'lognormal' END,
			handle_cv => coalesce((r).cv, 1), seed => (r).seed)
		GROUP BY seconds, floor(extract(epoch FROM queued_at)::float8 / seconds * 31)
		HAVING floor(extract(epoch FROM min(queued_at))::float8 / seconds * 31) > 0)
	SELECT v.* FROM batch, LATERAL (VALUES
		('service_level', in_time::float8, offered::float8),
		('wait_probability', waited, offered),
		('asa', answered_wait, answered),
		('mean_wait', wait, offered),
		('abandonment', abandoned, offered),
		('blocking', blocked, offered),
		('queue_length', wait, seconds),
		('occupancy', handle, (r).agents * seconds)) v;
END;

CREATE TEMP TABLE simulated AS
	SELECT seed, measure, estimate, sqrt(batches / (batches - 1.0) * sum((x - estimate * y) ^ 2)) / sum(y) AS error
	FROM (SELECT seed, b.*, sum(x) OVER w / sum(y) OVER w AS estimate, count(*) OVER w AS batches
		FROM regime r, pg_temp.batch_ratios(r) b WINDOW w AS (PARTITION BY seed, measure)) e
	GROUP BY seed, measure, estimate, batches;

CREATE TEMP TABLE compared AS
SELECT r.seed, r.name, v.measure, s.estimate, s.error, v.formula,
	abs(s.estimate - v.formula) / nullif(s.error, 0) AS errors
FROM regime r
	CROSS JOIN queue_performance(r.calls, r.calls * r.aht / r.load, r.aht, r.agents, r.threshold, r.patience, r.lines) p
	CROSS JOIN LATERAL (VALUES
		('service_level', p.service_level),
		('wait_probability', p.wait_probability),
		('asa', p.asa),
		('mean_wait', p.mean_wait),
		('abandonment', p.abandonment),
		('blocking', p.blocking),
		('queue_length', p.queue_length),
		('occupancy', p.occupancy)) v (measure, formula)
	LEFT JOIN simulated s ON s.measure = v.measure AND s.seed = r.seed;

SELECT ok(count(errors) >= 3 AND bool_and(coalesce(errors <= 3, estimate = formula, false)),
	format('%s: within %s standard errors', name, round(max(errors)::numeric, 1)))
FROM compared GROUP BY seed, name ORDER BY seed;
SELECT diag(format('%s: %s is %s, simulated %s +- %s', name, measure, formula, estimate, error))
FROM compared WHERE NOT coalesce(errors <= 3, estimate = formula, false);
SELECT is_empty($$ SELECT name, measure, error FROM compared
	WHERE error > 0.01 AND measure IN ('service_level', 'wait_probability', 'abandonment', 'blocking', 'occupancy') $$,
	'and a standard error is at most one percent, so that this says something');

-- What is not in queueing but known: M/G/1 (Pollaczek 1930, Khinchine 1932),
-- whose waiting probability is insensitive and whose mean wait is not.  Errors
-- from independent replications.
SELECT ok(abs(avg(waited) - 0.6) < 3 * stddev(waited) / sqrt(20)
		AND abs(avg(wait) - 0.6 * 180 * (1 + cv ^ 2) / 2 / 0.4) < 3 * stddev(wait) / sqrt(20),
	format('one agent, lognormal handle times of cv %s: waits follow Pollaczek and Khinchine', cv))
FROM (SELECT cv, avg((wait > 0)::int)::float8 AS waited, avg(wait) AS wait
	FROM (VALUES (0.0::float8), (0.5), (1.5)) v (cv), generate_series(1, 20) seed,
		simulate_queue('1970-01-01 00:00+00', ARRAY[20000], 6e6, 180, ARRAY[1], handle_cv => cv, seed => seed)
	GROUP BY cv, seed) replication
GROUP BY cv ORDER BY cv;

-- Two queues that share their agents are one queue of both.
CREATE TEMP TABLE shared AS
	SELECT queue_no, avg((outcome = 'answered' AND wait <= 20)::int) AS level, count(*) AS n
	FROM simulate_queue('1970-01-01 00:00+00', ARRAY[[3e5], [1e5]], 4e5 * 18, 180, ARRAY[11], patience => 180,
		handle_distribution => 'exponential', seed => 5) GROUP BY queue_no;
SELECT ok(bool_and(abs(level - erlang_a_service_level(4e5, 4e5 * 18, 180, 180, 11, 20)) < 0.01) AND count(*) = 2,
	'two queues that share agents have the service level of both together') FROM shared;

-- Redials: the formula is an approximation that gets better the later they call.
CREATE TEMP TABLE redialled AS
SELECT count(*)::float8 AS n, avg((outcome = 'answered' AND wait <= 20)::int) AS level,
	count(*) FILTER (WHERE attempt > 1) AS redials
FROM simulate_queue('1970-01-01 00:00+00', ARRAY[3e5], 3e5 * 18, 180, ARRAY[9], patience => 120, lines => 15,
	redial_abandoned => 0.4, redial_blocked => 0.7, redial_delay => 3600, handle_distribution => 'exponential');
SELECT ok(abs(r.level - p.service_level) < 0.01,
	format('redials: service level %s, by formula %s', round(r.level, 4), round(p.service_level::numeric, 4)))
FROM redialled r, queue_performance(3e5, 3e5 * 18, 180, 9, 20, 120, 15, 0.4, 0.7) p;
SELECT ok(abs(r.redials / p.redials - 1) < 0.02, format('redials: %s, by formula %s', r.redials, round(p.redials)))
FROM redialled r, queue_performance(3e5, 3e5 * 18, 180, 9, 20, 120, 15, 0.4, 0.7) p;

-- Thirty days of changing load, staffed for it: each day is nearly its own steady
-- state, replications of whole months give the error.
CREATE TEMP TABLE plan AS
SELECT day, 100 + 50 * (day % 3) AS calls, (ARRAY[13, 18, 24])[1 + day % 3] AS agents FROM generate_series(0, 29) day;
SELECT ok(abs(avg(level) - max(formula)) < 3 * stddev(level) / sqrt(10) AND stddev(level) < 0.01,
	format('calls and agents that change: service level %s, by formula %s', round(avg(level), 4),
		round(max(formula)::numeric, 4)))
FROM (SELECT sum(calls * erlang_c_service_level(calls, 1800, 180, agents, 20)) / sum(calls) AS formula,
			array_agg(calls * 48.0::float8 ORDER BY day) AS calls, array_agg(agents ORDER BY day) AS agents
		FROM plan) p,
	generate_series(1, 10) seed,
	LATERAL (SELECT avg((wait <= 20)::int) AS level
		FROM simulate_queue('1970-01-01 00:00+00', p.calls, 86400, 180, p.agents,
			handle_distribution => 'exponential', seed => seed)) run;

SELECT * FROM finish();
ROLLBACK;
