-- Queueing.  Text contracts: results, NULLs, edges.
\set SHOW_CONTEXT never
SELECT offered_load(calls => 100, period => 1800, aht => 180);
SELECT erlang_b(lines => 10, load => 5), erlang_b_lines(load => 5, blocking => 0.02),
	round(erlang_b_load(lines => 10, blocking => 0.02)::numeric, 6) AS erlang_b_load;
SELECT round(erlang_b_extended(lines => 10, load => 5, redial => 0.5)::numeric, 6) AS erlang_b_extended,
	round(engset(lines => 3, sources => 8, load => 0.2)::numeric, 6) AS engset;
SELECT erlang_c_agents(calls => 100, period => 1800, aht => 180, service_level => 0.8, threshold => 20),
	erlang_a_agents(calls => 100, period => 1800, aht => 180, patience => 180, service_level => 0.8, threshold => 20);
\x on
SELECT * FROM queue_performance(calls => 100, period => 1800, aht => 180, agents => 14);
SELECT agents, round(service_level::numeric, 9) AS service_level, round(asa::numeric, 9) AS asa,
	round(blocking::numeric, 9) AS blocking, round(redials::numeric, 9) AS redials
FROM queue_performance(calls => 100, period => 1800, aht => 180, agents => 11, patience => 180, lines => 20,
	redial_abandoned => 0.3, redial_blocked => 0.6);
\x off
SELECT agents, round(service_level::numeric, 6) AS service_level, round(asa::numeric, 3) AS asa
FROM staffing_table(min_agents => 11, max_agents => 15, calls => 100, period => 1800, aht => 180);
SELECT required_agents(100, 1800, 180, service_level => 0.8) AS whole,
	round(required_agents(100, 1800, 180, service_level => 0.8, whole => false)::numeric, 6) AS exact,
	round(max_calls(14, 1800, 180, service_level => 0.8)::numeric, 6) AS max_calls,
	with_shrinkage(agents => 14, shrinkage => 0.3);

-- NULL in, NULL out; a target that is NULL is none.
SELECT offered_load(NULL, 1800, 180) IS NULL AND erlang_c_agents(100, 1800, 180, NULL, 20) IS NULL
	AND required_agents(NULL, 1800, 180, service_level => 0.8) IS NULL
	AND required_agents(100, 1800, 180, service_level => 0.8, patience => NULL) IS NULL
	AND required_agents(100, 1800, 180, service_level => 0.8, whole => NULL) IS NULL
	AND max_calls(14, 1800, 180, threshold => NULL, service_level => 0.8) IS NULL AS null_in_null_out;
SELECT agents IS NULL AND service_level IS NULL AS row_of_nulls FROM queue_performance(NULL, 1800, 180, 14);
SELECT count(*) FROM staffing_table(1, NULL, 100, 1800, 180);

-- Overload: no service, endless waits, and no more answered than agents can.
\x on
SELECT * FROM queue_performance(100, 1800, 180, 9);
SELECT erlang_c(9, 10), erlang_c_service_level(100, 1800, 180, 9, 20), erlang_c_asa(100, 1800, 180, 9),
	erlang_c_queue_length(100, 1800, 180, 9), erlang_c_wait_exceeds(100, 1800, 180, 9, 3600),
	erlang_c_wait_quantile(100, 1800, 180, 9, 0.5);
-- No calls: nobody waits, nobody is needed.
SELECT * FROM queue_performance(0, 1800, 180, 9, patience => 100);
SELECT required_agents(0, 1800, 180, service_level => 0.8), erlang_c_agents(0, 1800, 180, 0.8, 20),
	erlang_b(0, 0), erlang_b_lines(0, 0.01), erlang_c(0, 0), erlang_c_asa(0, 1800, 180, 0);
-- No agents: nobody is answered.
SELECT * FROM queue_performance(100, 1800, 180, 0, patience => 100);
SELECT * FROM queue_performance(100, 1800, 180, 0);
SELECT * FROM queue_performance(100, 1800, 180, 0, lines => 5);
SELECT erlang_b(0, 10), erlang_c(0, 10), max_calls(0, 1800, 180, service_level => 0.8);
\x off
-- A tie is met.
SELECT required_agents(85, 1800, 180, max_occupancy => 0.85);
-- No agents up to the lines will do.
SELECT required_agents(100, 1800, 180, service_level => 0.99, lines => 10, patience => 60);
SELECT required_agents(100, 1800, 180, max_wait_probability => 0.2, lines => 5),
	required_agents(100, 1800, 180, max_wait_probability => 0.2, lines => 20);
SELECT count(*) FROM staffing_table(12, 11, 100, 1800, 180);
