-- Queueing: what is refused, and how it is told.
\set SHOW_CONTEXT never
SELECT offered_load(100, 0, 180);
SELECT offered_load(100, 'NaN', 180);
SELECT offered_load(1e308, 1e-308, 180);
SELECT erlang_b(-1, 5);
SELECT erlang_b_load(10, 1);
SELECT erlang_b_extended(10, 5, 1);
SELECT engset(2.5, 10, 0.1);
SELECT erlang_c('infinity', 10);
SELECT erlang_c(1e11, 10);
SELECT erlang_c(10, 1e10);
SELECT erlang_c_agents(100, 1800, 180, 1, 20);
SELECT erlang_c_agents(100, 1800, 180, 0.8, -1);
SELECT erlang_c_wait_quantile(100, 1800, 180, 14, 1.5);
SELECT erlang_a_service_level(100, 1800, 180, 0, 14, 20);
SELECT erlang_a_service_level(100, 1800, 180, 300, 14, 20, 'best');
SELECT erlang_a_service_level(100, 1800, 180, 300, 14, 20, 'exclude_short', -5);
SELECT queue_performance(100, 1800, 180, 14, lines => 13);
SELECT queue_performance(100, 1800, 180, 14, lines => 1e9);
SELECT queue_performance(100, 1800, 180, 14, redial_abandoned => 1);
SELECT count(*) FROM staffing_table(-1, 10, 100, 1800, 180);
SELECT count(*) FROM staffing_table(1, 2000000000, 100, 1800, 180);
SELECT count(*) FROM staffing_table(1, 20, 100, 1800, 180, lines => 15);
SELECT required_agents(100, 1800, 180);
SELECT required_agents(100, 1800, 180, service_level => NULL, max_asa => NULL);
SELECT required_agents(100, 1800, 180, max_asa => 0);
SELECT required_agents(100, 1800, 180, max_occupancy => 1.1);
SELECT max_calls(10, 1800, 180, max_abandonment => 1, patience => 60);
SELECT with_shrinkage(10, 1);
\set VERBOSITY sqlstate
SELECT offered_load(-1, 1800, 180);
SELECT offered_load(1e308, 1e-308, 180);
SELECT erlang_c(1e11, 10);
SELECT required_agents(100, 1800, 180);
SELECT count(*) FROM staffing_table(1, 2000000000, 100, 1800, 180);
SELECT max_calls(10, 1800, 180, max_abandonment => 1, patience => 60);
