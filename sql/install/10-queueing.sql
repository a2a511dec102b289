-- Queueing

CREATE FUNCTION offered_load(calls float8, period float8, aht float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_offered_load'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offered_load(float8, float8, float8) IS
'offered load in Erlang of calls in period seconds with a mean handle time of aht seconds';

CREATE FUNCTION with_shrinkage(agents float8, shrinkage float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_with_shrinkage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION with_shrinkage(float8, float8) IS
'agents to roster so that this many are at work when the fraction shrinkage of them is away: agents / (1 - shrinkage)';

CREATE FUNCTION erlang_b(lines float8, load float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_b(float8, float8) IS
'blocking: probability that all lines are busy, Erlang B (Erlang 1917): load in Erlang, lines may be fractional';

CREATE FUNCTION erlang_b_lines(load float8, blocking float8)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b_lines'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_b_lines(float8, float8) IS
'least whole lines that block no more than the fraction blocking of a load in Erlang, Erlang B';

CREATE FUNCTION erlang_b_load(lines float8, blocking float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b_load'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION erlang_b_load(float8, float8) IS
'greatest load in Erlang of which lines block no more than the fraction blocking, Erlang B';

CREATE FUNCTION erlang_b_extended(lines float8, load float8, redial float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_b_extended(float8, float8, float8) IS
'blocking of lines for a load in Erlang of first attempts when the fraction redial of the blocked calls comes again, '
'extended Erlang B (Jagerman 1975)';

CREATE FUNCTION engset(lines float8, sources float8, load float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_engset'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION engset(float8, float8, float8) IS
'fraction of calls blocked on lines when a finite number of sources offers load in Erlang each while idle, '
'Engset (call congestion); whole lines and sources';

CREATE FUNCTION erlang_c(agents float8, load float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c(float8, float8) IS
'probability that a call has to wait, M/M/n (Erlang 1917): load in Erlang, agents may be fractional; '
'1 when load >= agents';

CREATE FUNCTION erlang_c_service_level(
	calls float8, period float8, aht float8, agents float8, threshold float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_service_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_service_level(float8, float8, float8, float8, float8) IS
'fraction of calls answered within threshold seconds, Erlang C; '
'0 when the load is not below the agents (no steady state)';

CREATE FUNCTION erlang_c_asa(calls float8, period float8, aht float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_asa'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_asa(float8, float8, float8, float8) IS
'average speed of answer in seconds, Erlang C; Infinity when the load is not below the agents';

CREATE FUNCTION erlang_c_queue_length(calls float8, period float8, aht float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_queue_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_queue_length(float8, float8, float8, float8) IS
'mean number of waiting calls, Erlang C; Infinity when the load is not below the agents';

CREATE FUNCTION erlang_c_wait_exceeds(
	calls float8, period float8, aht float8, agents float8, seconds float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_wait_exceeds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_wait_exceeds(float8, float8, float8, float8, float8) IS
'probability that a call waits longer than seconds, Erlang C; 1 when the load is not below the agents';

CREATE FUNCTION erlang_c_wait_quantile(
	calls float8, period float8, aht float8, agents float8, quantile float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_wait_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_wait_quantile(float8, float8, float8, float8, float8) IS
'seconds that the fraction quantile of calls do not wait longer than, Erlang C; '
'Infinity when the load is not below the agents';

CREATE FUNCTION erlang_c_agents(
	calls float8, period float8, aht float8, service_level float8, threshold float8)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_agents'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_c_agents(float8, float8, float8, float8, float8) IS
'least whole agents that answer the fraction service_level of calls within threshold seconds, Erlang C';

CREATE FUNCTION erlang_c_calls(
	agents float8, period float8, aht float8, service_level float8, threshold float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_calls'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_c_calls(float8, float8, float8, float8, float8) IS
'greatest number of calls per period seconds of which agents answer the fraction service_level within threshold '
'seconds, Erlang C';

CREATE FUNCTION erlang_a_service_level(
	calls float8, period float8, aht float8, patience float8, agents float8,
	threshold float8, variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_service_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_service_level(float8, float8, float8, float8, float8, float8, text, float8) IS
'fraction of calls answered within threshold seconds, Erlang A (M/M/n+M, Mandelbaum & Zeltyn 2005). '
'patience: mean seconds until a waiting caller abandons, Infinity for never. '
'variant: offered, answered, abandon_met, ignore_in_threshold, '
'exclude_short (abandons within short_abandon seconds) or virtual (of callers who would never abandon)';

CREATE FUNCTION erlang_a_wait_probability(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_wait_probability'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_wait_probability(float8, float8, float8, float8, float8) IS
'probability that a call does not find an idle agent, Erlang A. '
'patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_abandonment(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_abandonment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_abandonment(float8, float8, float8, float8, float8) IS
'fraction of calls that abandon, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_asa(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_asa'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_asa(float8, float8, float8, float8, float8) IS
'average speed of answer in seconds: mean wait of the answered calls, Erlang A; NULL without agents. '
'patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_mean_wait(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_mean_wait'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_mean_wait(float8, float8, float8, float8, float8) IS
'mean seconds in queue of all calls, answered or abandoned, Erlang A. '
'patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_queue_length(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_queue_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_queue_length(float8, float8, float8, float8, float8) IS
'mean number of waiting calls, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_occupancy(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_occupancy'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_occupancy(float8, float8, float8, float8, float8) IS
'fraction of the agents time spent on calls, Erlang A; NULL without agents. '
'patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_wait_exceeds(
	calls float8, period float8, aht float8, patience float8, agents float8, seconds float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_wait_exceeds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_wait_exceeds(float8, float8, float8, float8, float8, float8) IS
'probability that the time in queue, min(offered wait, patience), exceeds seconds, Erlang A. '
'patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_wait_quantile(
	calls float8, period float8, aht float8, patience float8, agents float8,
	quantile float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_wait_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION erlang_a_wait_quantile(float8, float8, float8, float8, float8, float8) IS
'seconds in queue, min(offered wait, patience), that the fraction quantile of calls does not exceed, Erlang A. '
'patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_agents(
	calls float8, period float8, aht float8, patience float8, service_level float8,
	threshold float8, variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_agents'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_a_agents(float8, float8, float8, float8, float8, float8, text, float8) IS
'least whole agents that reach service_level within threshold seconds, Erlang A; '
'variants as in erlang_a_service_level. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_calls(
	agents float8, period float8, aht float8, patience float8, service_level float8,
	threshold float8, variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_calls'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION erlang_a_calls(float8, float8, float8, float8, float8, float8, text, float8) IS
'greatest number of calls per period seconds for which agents reach service_level within threshold seconds, '
'Erlang A; variants as in erlang_a_service_level. patience: mean seconds until a waiting caller abandons, '
'Infinity for never.';

CREATE FUNCTION queue_performance_at_rate(
	calls float8, period float8, aht float8, agents float8, threshold float8 DEFAULT 20,
	patience float8 DEFAULT 'infinity', lines float8 DEFAULT 'infinity',
	redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0,
	variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0,
	OUT agents float8, OUT load float8, OUT occupancy float8, OUT wait_probability float8,
	OUT service_level float8, OUT asa float8, OUT mean_wait float8, OUT abandonment float8,
	OUT blocking float8, OUT queue_length float8, OUT answered float8, OUT redials float8)
AS 'MODULE_PATHNAME', 'cc_pg_queue_performance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION queue_performance_at_rate(float8, float8, float8, float8, float8, float8, float8,
	float8, float8, text, float8) IS
'queue_performance when the rate of calls is known: the same, without rate_cv';

CREATE FUNCTION staffing_table_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_staffing_table_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION staffing_table_support(internal) IS
'planner support of staffing_table: its number of rows';

CREATE FUNCTION staffing_table(
	min_agents integer, max_agents integer, calls float8, period float8, aht float8,
	threshold float8 DEFAULT 20, patience float8 DEFAULT 'infinity',
	lines float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0,
	redial_blocked float8 DEFAULT 0, variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 0)
RETURNS TABLE (
	agents float8, load float8, occupancy float8, wait_probability float8,
	service_level float8, asa float8, mean_wait float8, abandonment float8,
	blocking float8, queue_length float8, answered float8, redials float8)
AS 'MODULE_PATHNAME', 'cc_pg_staffing_table'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30 ROWS 100 SUPPORT staffing_table_support;
COMMENT ON FUNCTION staffing_table(integer, integer, float8, float8, float8, float8, float8, float8,
	float8, float8, text, float8) IS
'queue_performance of every whole number of agents from min_agents to max_agents, at most 1,000,000 rows. Columns: '
'agents; load in Erlang, redials included; occupancy; wait_probability; service_level within threshold seconds; asa, '
'the mean wait of answered calls, and mean_wait, of all calls, in seconds; abandonment and blocking; queue_length; '
'answered calls and redials per period. Fractions are of all calls offered, blocked ones and redials included';

CREATE FUNCTION required_agents_at_rate(
	calls float8, period float8, aht float8, threshold float8 DEFAULT 20,
	service_level float8 DEFAULT NULL, max_asa float8 DEFAULT NULL,
	max_abandonment float8 DEFAULT NULL, max_occupancy float8 DEFAULT NULL,
	max_wait_probability float8 DEFAULT NULL, patience float8 DEFAULT 'infinity',
	lines float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0,
	redial_blocked float8 DEFAULT 0, variant text DEFAULT 'offered',
	whole boolean DEFAULT true, short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_required_agents'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 300;
COMMENT ON FUNCTION required_agents_at_rate(float8, float8, float8, float8, float8, float8, float8, float8,
	float8, float8, float8, float8, float8, text, boolean, float8) IS
'required_agents when the rate of calls is known: the same, without rate_cv';

CREATE FUNCTION max_calls(
	agents float8, period float8, aht float8, threshold float8 DEFAULT 20,
	service_level float8 DEFAULT NULL, max_asa float8 DEFAULT NULL,
	max_abandonment float8 DEFAULT NULL, max_occupancy float8 DEFAULT NULL,
	max_wait_probability float8 DEFAULT NULL, patience float8 DEFAULT 'infinity',
	lines float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0,
	redial_blocked float8 DEFAULT 0, variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_max_calls'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION max_calls(float8, float8, float8, float8, float8, float8, float8, float8,
	float8, float8, float8, float8, float8, text, float8) IS
'greatest number of calls per period seconds that agents take within every target that is not NULL; '
'targets and queue as in required_agents';
