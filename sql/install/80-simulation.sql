-- Simulation

CREATE FUNCTION simulate_queue_support(internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_simulate_queue_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION simulate_queue_support(internal) IS
'planner support: simulate_queue returns about as many rows as calls are expected';

CREATE FUNCTION simulate_queue(from_ts timestamptz, calls float8[], period float8,
	aht float8, agents int4[], patience float8 DEFAULT 'infinity', lines float8 DEFAULT 'infinity',
	redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0, redial_delay float8 DEFAULT 300,
	handle_distribution text DEFAULT 'lognormal', handle_cv float8 DEFAULT 1, arrival_cv float8 DEFAULT 0,
	initial_calls int4 DEFAULT 0, seed bigint DEFAULT 0)
RETURNS TABLE (call_no bigint, queue_no int4, attempt int4, queued_at timestamptz, answered_at timestamptz,
	left_at timestamptz, ended_at timestamptz, outcome text, wait float8, handle float8, agent_no int4)
AS 'MODULE_PATHNAME', 'cc_pg_simulate_queue'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 1000 SUPPORT simulate_queue_support;
COMMENT ON FUNCTION simulate_queue(timestamptz, float8[], float8, float8, int4[], float8, float8, float8, float8,
	float8, text, float8, float8, int4, bigint) IS
'call records of a simulated queue: calls expected in each interval of period seconds from from_ts on (one row of '
'the array per queue), agents on hand in each, first come first served; durations in seconds; same seed, same calls';

CREATE FUNCTION simulate_queue(from_ts timestamptz, calls float8[], period float8,
	aht float8[], agents int4[], patience float8[] DEFAULT '{infinity}', lines float8 DEFAULT 'infinity',
	redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0, redial_delay float8 DEFAULT 300,
	handle_distribution text DEFAULT 'lognormal', handle_cv float8 DEFAULT 1, arrival_cv float8 DEFAULT 0,
	initial_calls int4[] DEFAULT '{0}', seed bigint DEFAULT 0)
RETURNS TABLE (call_no bigint, queue_no int4, attempt int4, queued_at timestamptz, answered_at timestamptz,
	left_at timestamptz, ended_at timestamptz, outcome text, wait float8, handle float8, agent_no int4)
AS 'MODULE_PATHNAME', 'cc_pg_simulate_queues'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 1000 SUPPORT simulate_queue_support;
COMMENT ON FUNCTION simulate_queue(timestamptz, float8[], float8, float8[], int4[], float8[], float8, float8, float8,
	float8, text, float8, float8, int4[], bigint) IS
'call records of several simulated queues that share their agents: as simulate_queue, with aht, '
'patience and initial_calls per queue (or a single one for all)';

