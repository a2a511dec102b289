-- simulate_queue: what a seed gives, and how the records look.
SET timezone = 'UTC';
SET datestyle = 'ISO';
\pset format unaligned
SELECT *
FROM simulate_queue('2026-01-05 09:00+00', calls => ARRAY[12, 4], period => 1800, aht => 180, agents => ARRAY[1, 2],
	patience => 120, lines => 3, redial_abandoned => 0.5, redial_blocked => 0.8, seed => 42)
ORDER BY call_no, attempt;
-- two queues share one agent; the second queue's callers leave early
SELECT *
FROM simulate_queue('2026-01-05 09:00+00', calls => ARRAY[[4, 2], [3, 3]], period => 1800, aht => ARRAY[180, 300],
	agents => ARRAY[1, 1], patience => ARRAY[float8 'infinity', 30], handle_distribution => 'exponential',
	arrival_cv => 0.3, initial_calls => ARRAY[2, 1], seed => -7)
ORDER BY call_no, attempt;
-- nobody there, endless patience: never decided
SELECT * FROM simulate_queue('2026-01-05 09:00+00', ARRAY[2], 1800, 180, ARRAY[0], seed => 3);
-- over night nobody answers, in the morning the queue is worked off
SELECT call_no, queued_at, answered_at, wait, handle, agent_no
FROM simulate_queue('2026-01-05 18:00+00', ARRAY[3, 0], 12 * 3600, 300, ARRAY[0, 1], handle_cv => 0, seed => 2);
-- a constant handle time, calls from the start on only
SELECT * FROM simulate_queue('2026-01-05 09:00+00', ARRAY[0], 60, 100, ARRAY[2], handle_cv => 0, initial_calls => 3);
