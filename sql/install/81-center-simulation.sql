-- Simulation of a whole centre

CREATE TYPE center_queue AS (
	queue_id text, calls float8[], aht float8[], handle_distribution text, handle_cv float8,
	handle_quantiles float8[], patience float8[], patience_distribution text, patience_cv float8,
	patience_quantiles float8[], threshold float8, goal float8, line float8, redial_abandoned float8,
	redial_blocked float8, redial_delay float8, repeats float8, transfers float8, transfer_to text,
	callbacks float8, callback_after float8, callback_promise float8, last_agent bool
);
COMMENT ON TYPE center_queue IS
'a queue of a simulated centre: calls expected in each interval, laws of handle time and patience, what callers do';
CREATE TYPE center_group AS (
	group_id text, agents int4[], concurrency int4, slowdown float8, cost float8
);
COMMENT ON TYPE center_group IS
'a group of agents of a simulated centre: how many in each interval, and how many contacts each has at once';
CREATE TYPE center_skill AS (
	group_id text, queue_id text, level int4, priority int4, after float8, reserve int4, handle_factor float8
);
COMMENT ON TYPE center_skill IS
'a queue that a group of a simulated centre answers: in which order, after which wait, keeping which reserve';
CREATE TYPE center_shift AS (
	group_id text, agent_id text, during tstzrange
);
COMMENT ON TYPE center_shift IS
'when a person of a group of a simulated centre is there; a break is a gap between two';

CREATE FUNCTION center_queue(
	queue_id text, calls float8[], aht float8 DEFAULT NULL, handle_distribution text DEFAULT NULL,
	handle_cv float8 DEFAULT NULL, handle_quantiles float8[] DEFAULT NULL, patience float8 DEFAULT NULL,
	patience_distribution text DEFAULT NULL, patience_cv float8 DEFAULT NULL,
	patience_quantiles float8[] DEFAULT NULL, threshold float8 DEFAULT 20, goal float8 DEFAULT NULL,
	line float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0,
	redial_delay float8 DEFAULT 300, repeats float8 DEFAULT 0, transfers float8 DEFAULT 0,
	transfer_to text DEFAULT NULL, callbacks float8 DEFAULT 0, callback_after float8 DEFAULT 60,
	callback_promise float8 DEFAULT 1800, last_agent bool DEFAULT false)
RETURNS center_queue LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT ROW(
		queue_id, calls, CASE WHEN aht IS NOT NULL THEN ARRAY[aht] END, handle_distribution, handle_cv,
		handle_quantiles, CASE WHEN patience IS NOT NULL THEN ARRAY[patience] END, patience_distribution,
		patience_cv, patience_quantiles, threshold, goal, line, redial_abandoned, redial_blocked, redial_delay,
		repeats, transfers, transfer_to, callbacks, callback_after, callback_promise, last_agent)::center_queue;
END;
COMMENT ON FUNCTION center_queue(
	text, float8[], float8, text, float8, float8[], float8, text, float8, float8[], float8, float8, float8,
	float8, float8, float8, float8, float8, text, float8, float8, float8, bool) IS
'a queue for simulate_center: calls expected per interval, mean handle time and patience in seconds and their '
'distributions, what callers do; means for all intervals';

CREATE FUNCTION center_queue(
	queue_id text, calls float8[], aht float8[], handle_distribution text DEFAULT NULL,
	handle_cv float8 DEFAULT NULL, handle_quantiles float8[] DEFAULT NULL, patience float8[] DEFAULT NULL,
	patience_distribution text DEFAULT NULL, patience_cv float8 DEFAULT NULL,
	patience_quantiles float8[] DEFAULT NULL, threshold float8 DEFAULT 20, goal float8 DEFAULT NULL,
	line float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0,
	redial_delay float8 DEFAULT 300, repeats float8 DEFAULT 0, transfers float8 DEFAULT 0,
	transfer_to text DEFAULT NULL, callbacks float8 DEFAULT 0, callback_after float8 DEFAULT 60,
	callback_promise float8 DEFAULT 1800, last_agent bool DEFAULT false)
RETURNS center_queue LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT ROW(
		queue_id, calls, aht, handle_distribution, handle_cv, handle_quantiles, patience, patience_distribution,
		patience_cv, patience_quantiles, threshold, goal, line, redial_abandoned, redial_blocked, redial_delay,
		repeats, transfers, transfer_to, callbacks, callback_after, callback_promise, last_agent)::center_queue;
END;
COMMENT ON FUNCTION center_queue(
	text, float8[], float8[], text, float8, float8[], float8[], text, float8, float8[], float8, float8, float8,
	float8, float8, float8, float8, float8, text, float8, float8, float8, bool) IS
'a queue for simulate_center: calls expected per interval, mean handle time and patience in seconds and their '
'distributions, what callers do; means for all intervals or for each';

CREATE FUNCTION center_group(group_id text, agents int4[] DEFAULT NULL, concurrency int4 DEFAULT 1,
	slowdown float8 DEFAULT 0, cost float8 DEFAULT 1)
RETURNS center_group LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT ROW(group_id, agents, concurrency, slowdown, cost)::center_group;
END;
COMMENT ON FUNCTION center_group(text, int4[], int4, float8, float8) IS
'a group for simulate_center: agents on hand for all intervals or for each, contacts of each at once and by which share '
'each other one slows, cost of an agent in an interval for staff_center';

CREATE FUNCTION center_skill(group_id text, queue_id text, level int4 DEFAULT 1, priority int4 DEFAULT 1,
	after float8 DEFAULT 0, reserve int4 DEFAULT 0, handle_factor float8 DEFAULT 1)
RETURNS center_skill LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT ROW(group_id, queue_id, level, priority, after, reserve, handle_factor)::center_skill;
END;
COMMENT ON FUNCTION center_skill(text, text, int4, int4, float8, int4, float8) IS
'a skill for simulate_center: calls go to idle agents of the lowest level first, agents to waiting calls of the lowest '
'priority number first; after seconds of wait only, while more than reserve agents of the group are idle';

CREATE FUNCTION center_shift(group_id text, agent_id text, during tstzrange)
RETURNS center_shift LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT ROW(group_id, agent_id, during)::center_shift;
END;
COMMENT ON FUNCTION center_shift(text, text, tstzrange) IS
'a shift for simulate_center: when a person of a group is there';

CREATE FUNCTION simulate_center(from_ts timestamptz, period float8, queues center_queue[], groups center_group[],
	skills center_skill[], shifts center_shift[] DEFAULT '{}', lines float8 DEFAULT 'infinity',
	arrival_cv float8 DEFAULT 0, day_cv float8 DEFAULT 0, seed bigint DEFAULT 0)
RETURNS TABLE (contact_id text, visit_no int4, media text, direction text, queue_id text, agent_id text,
	queued_at timestamptz, answered_at timestamptz, left_at timestamptz, ended_at timestamptz, talk_s float8,
	outcome text, abandon_stage text, transfer_in bool, transfer_out text, group_id text, cause text, wait float8,
	handle float8)
AS 'MODULE_PATHNAME', 'cc_pg_simulate_center'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 10000;
COMMENT ON FUNCTION simulate_center(timestamptz, float8, center_queue[], center_group[], center_skill[],
	center_shift[], float8, float8, float8, bigint) IS
'visits of a simulated centre, as the event model has them: queues, groups of agents and which of them answer which, '
'in intervals of period seconds from from_ts on; same seed, same callers';

CREATE FUNCTION simulate_center_states(from_ts timestamptz, period float8, queues center_queue[],
	groups center_group[], skills center_skill[], shifts center_shift[] DEFAULT '{}',
	lines float8 DEFAULT 'infinity', arrival_cv float8 DEFAULT 0, day_cv float8 DEFAULT 0, seed bigint DEFAULT 0)
RETURNS TABLE (agent_id text, during tstzrange, state text, state_class text, group_id text)
AS 'MODULE_PATHNAME', 'cc_pg_simulate_center_states'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 10000;
COMMENT ON FUNCTION simulate_center_states(timestamptz, float8, center_queue[], center_group[], center_skill[],
	center_shift[], float8, float8, float8, bigint) IS
'states of the agents of a simulated centre, as the event model has them: available or handling; with the arguments of '
'simulate_center the states behind its visits';

CREATE FUNCTION center_performance(from_ts timestamptz, period float8, queues center_queue[], groups center_group[],
	skills center_skill[], shifts center_shift[] DEFAULT '{}', lines float8 DEFAULT 'infinity',
	arrival_cv float8 DEFAULT 0, day_cv float8 DEFAULT 0, seed bigint DEFAULT 0, replications int4 DEFAULT 100,
	confidence float8 DEFAULT 0.95, error float8 DEFAULT 0)
RETURNS TABLE (queue_id text, group_id text, interval_no int4, replications_made bigint, offered float8,
	answered float8, abandoned float8, blocked float8, callbacks_asked float8, left_open float8,
	service_level float8, service_level_error float8, service_level_low float8, service_level_high float8,
	asa float8, asa_error float8, asa_low float8, asa_high float8,
	abandonment float8, abandonment_error float8, abandonment_low float8, abandonment_high float8,
	callback_wait float8, agents float8, busy float8,
	occupancy float8, occupancy_error float8, occupancy_low float8, occupancy_high float8)
AS 'MODULE_PATHNAME', 'cc_pg_center_performance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000000 ROWS 1000;
COMMENT ON FUNCTION center_performance(timestamptz, float8, center_queue[], center_group[], center_skill[],
	center_shift[], float8, float8, float8, bigint, int4, float8, float8) IS
'what a centre does on average of replications of simulate_center, by queue and by group, in each interval and (NULL) '
'in all: service level, ASA, abandonment, occupancy with standard errors and intervals; stops early when the error of '
'every service level is at most error';

CREATE FUNCTION staff_center(period float8, queues center_queue[], groups center_group[], skills center_skill[],
	max_agents int4 DEFAULT 200, confidence float8 DEFAULT 0.95, replications int4 DEFAULT 200,
	lines float8 DEFAULT 'infinity', arrival_cv float8 DEFAULT 0, day_cv float8 DEFAULT 0, seed bigint DEFAULT 0)
RETURNS TABLE (group_id text, interval_no int4, agents int4, pooled int4, goals_met bool, reason text)
AS 'MODULE_PATHNAME', 'cc_pg_staff_center'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000000 ROWS 100;
COMMENT ON FUNCTION staff_center(float8, center_queue[], center_group[], center_skill[], int4, float8, int4, float8,
	float8, float8, bigint) IS
'agents of each group in each interval with which every queue meets its goal with some confidence, few and cheap by a '
'search by simulation that starts from pooled Erlang A; says why where it gives up';
