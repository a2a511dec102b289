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
'a group for simulate_center: agents on hand for all intervals or for each, contacts of each at once and by which '
'share each other one slows, cost of an agent in an interval for staff_center';

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
'what a centre does on average of replications of simulate_center, by queue, by group and (both NULL) for all queues, '
'in each interval and (NULL) in all: service level, ASA, abandonment, occupancy with standard errors and intervals; '
'stops early when the error of every service level is at most error';

CREATE FUNCTION staff_center(period float8, queues center_queue[], groups center_group[], skills center_skill[],
	max_agents int4 DEFAULT 200, confidence float8 DEFAULT 0.95, replications int4 DEFAULT 200,
	lines float8 DEFAULT 'infinity', arrival_cv float8 DEFAULT 0, day_cv float8 DEFAULT 0, seed bigint DEFAULT 0,
	verbose bool DEFAULT false)
RETURNS TABLE (group_id text, interval_no int4, agents int4, pooled int4, goals_met bool, reason text)
AS 'MODULE_PATHNAME', 'cc_pg_staff_center'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000000 ROWS 100;
COMMENT ON FUNCTION staff_center(float8, center_queue[], center_group[], center_skill[], int4, float8, int4, float8,
	float8, float8, bigint, bool) IS
'agents of each group in each interval with which every queue meets its goal with some confidence, few and cheap by a '
'search by simulation that starts from pooled Erlang A; says why where it gives up; verbose: tells each step, as INFO';

CREATE FUNCTION center_of_day(schema name, day date, width interval DEFAULT '30 min', pause interval DEFAULT NULL,
	merged text[] DEFAULT '{}',
	OUT from_ts timestamptz, OUT period float8, OUT queues center_queue[], OUT groups center_group[],
	OUT skills center_skill[], OUT shifts center_shift[])
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	ext name;
	setting record;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regclass(format('%I.queue_visit', schema)) IS NULL
		OR to_regclass(format('%I.reporting_settings', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	IF (width >= '1 s' AND width <= '1 day') IS NOT TRUE OR pause < '0 s' THEN
		RAISE EXCEPTION 'invalid value for argument "%": %', CASE WHEN pause < '0 s' THEN 'pause' ELSE 'width' END,
			coalesce(CASE WHEN pause < '0 s' THEN pause ELSE width END::text, 'null')
			USING ERRCODE = '22023', DETAIL = 'Width must be from a second to a day, pause at least none.';
	END IF;
	EXECUTE format($q$
		SELECT day_start::time AS day_start, threshold_s, service_goal,
			($1 + day_start::time) AT TIME ZONE zone AS starts, ($1 + 1 + day_start::time) AT TIME ZONE zone AS ends
		FROM %I.reporting_settings$q$, schema) INTO setting USING day;
	period := extract(epoch FROM width);
	EXECUTE format($q$
		WITH stated AS MATERIALIZED (
			SELECT agent_id, during * tstzrange($1, $2) AS during FROM %2$I.agent_state
			WHERE during && tstzrange($1, $2) AND state_class IN ('available', 'handling', 'acw')
		),
		plain AS MATERIALIZED (
			SELECT CASE WHEN queue_id = ANY ($3) THEN $3[1] ELSE queue_id END AS queue_id, agent_id, queued_at,
				answered_at, coalesce(wrap_ended_at, ended_at) AS ended_at, outcome,
				extract(epoch FROM coalesce(answered_at, left_at) - queued_at)::float8 AS wait,
				coalesce($7, CASE WHEN s.agent_id IS NULL THEN interval '3 min' ELSE interval '0 s' END) AS pause,
				s.agent_id IS NULL AS no_states,
				s.agent_id IS NULL AND wrap_ended_at IS NULL AND answered_at IS NOT NULL AS wrap_unknown,
				lead(queued_at) OVER person AS next_queued, lead(answered_at) OVER person AS next_answered
			FROM %2$I.queue_visit LEFT JOIN (SELECT DISTINCT agent_id FROM stated) AS s USING (agent_id)
			WHERE queued_at >= $1 AND queued_at < $2 AND NOT is_test AND queue_id IS NOT NULL
				AND outcome IN ('answered', 'abandoned') AND left_at IS NOT NULL
			WINDOW person AS (PARTITION BY agent_id ORDER BY answered_at)
		),
		-- Who answers a call that had to wait was not free before: what is between is work after the call of before.
		-- A call that found somebody free has about the wait of the quickest.
		quick AS (
			SELECT 3 * percentile_cont(0.1) WITHIN GROUP (ORDER BY wait) * interval '1 s' AS wait
			FROM plain WHERE answered_at IS NOT NULL
		),
		visit AS MATERIALIZED (
			SELECT queue_id, agent_id, queued_at, answered_at, outcome, wait, pause, no_states,
				ended_at + CASE WHEN wrap_unknown THEN coalesce(seen, avg(seen) OVER (), interval '0 s')
					ELSE interval '0 s' END AS ended_at
			FROM (
				SELECT plain.*, CASE WHEN wrap_unknown AND next_answered BETWEEN ended_at AND ended_at + pause
					AND (next_queued <= ended_at OR next_answered > next_queued + quick.wait)
					THEN next_answered - ended_at END AS seen
				FROM plain CROSS JOIN quick
			) AS p
		),
		bounds AS (
			SELECT date_bin($4, min(queued_at), $1) AS starts,
				(extract(epoch FROM date_bin($4, max(queued_at), $1) - date_bin($4, min(queued_at), $1)) / $5)::int + 1
					AS intervals
			FROM visit
		),
		pooled AS (
			SELECT percentile_cont($6) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - answered_at)::float8)
					FILTER (WHERE answered_at IS NOT NULL) AS quantiles,
				coalesce(sum(wait) / nullif(count(*) FILTER (WHERE outcome = 'abandoned'), 0), 'infinity') AS patience
			FROM visit
		),
		queue AS (
			SELECT queue_id,
				CASE WHEN count(answered_at) >= 20
					THEN percentile_cont($6) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - answered_at)::float8)
						FILTER (WHERE answered_at IS NOT NULL) END AS quantiles,
				CASE WHEN count(*) FILTER (WHERE outcome = 'abandoned') >= 10
					THEN sum(wait) / count(*) FILTER (WHERE outcome = 'abandoned') END AS patience
			FROM visit GROUP BY queue_id
		),
		volume AS (
			SELECT q.queue_id, array_agg(coalesce(c.calls, 0)::float8 ORDER BY i) AS calls
			FROM queue AS q CROSS JOIN bounds AS b CROSS JOIN generate_series(0, b.intervals - 1) AS i
			LEFT JOIN (
				SELECT queue_id, (extract(epoch FROM date_bin($4, queued_at, $1) - starts) / $5)::int AS i,
					count(*) AS calls
				FROM visit, bounds GROUP BY 1, 2
			) AS c USING (queue_id, i)
			GROUP BY q.queue_id
		),
		people AS (
			SELECT agent_id, string_agg(DISTINCT queue_id, '+' ORDER BY queue_id) AS known, min(pause) AS pause
			FROM visit WHERE agent_id IS NOT NULL GROUP BY agent_id
		),
		-- how many somebody has in hand with each that is answered; a few that overlap are none
		at_once AS (
			SELECT known, least(32, percentile_disc(0.95) WITHIN GROUP (ORDER BY in_hand)) AS most
			FROM (
				SELECT agent_id, change, sum(change) OVER (PARTITION BY agent_id ORDER BY at, change) AS in_hand
				FROM plain CROSS JOIN LATERAL (VALUES (answered_at, 1), (ended_at, -1)) AS e (at, change)
				WHERE agent_id IS NOT NULL AND ended_at > answered_at
			) AS h JOIN people USING (agent_id)
			WHERE change = 1 GROUP BY known
		),
		there AS (
			SELECT agent_id, tstzrange(lower(r), upper(r) - pause) AS during
			FROM (
				SELECT agent_id, pause,
					unnest(range_agg(tstzrange(greatest(lower(during), b.starts), upper(during) + pause, '[]'))) AS r
				FROM (
					SELECT agent_id, during FROM stated WHERE NOT isempty(during)
					UNION ALL
					SELECT agent_id, tstzrange(answered_at, ended_at) FROM visit
					WHERE no_states AND ended_at > answered_at
				) AS at_work JOIN people USING (agent_id) CROSS JOIN bounds AS b
				WHERE upper(during) > b.starts
				GROUP BY agent_id, pause
			) AS island
		),
		shift AS (
			SELECT known, agent_id, during FROM there JOIN people USING (agent_id)
			WHERE NOT isempty(during)
		)
		SELECT b.starts,
			(SELECT array_agg(%1$I.center_queue(q.queue_id, v.calls, NULL::float8,
					handle_quantiles => coalesce(q.quantiles, p.quantiles),
					patience => coalesce(q.patience, p.patience), threshold => $8::float8, goal => $9::float8)
					ORDER BY q.queue_id)
				FROM queue AS q JOIN volume AS v USING (queue_id) CROSS JOIN pooled AS p),
			(SELECT array_agg(%1$I.center_group(known, concurrency => coalesce(most, 1)::int) ORDER BY known)
				FROM (SELECT DISTINCT known FROM shift) AS g LEFT JOIN at_once USING (known)),
			(SELECT array_agg(%1$I.center_skill(known, queue_id) ORDER BY known, queue_id)
				FROM (SELECT DISTINCT s.known, v.queue_id FROM shift AS s JOIN visit AS v USING (agent_id)) AS k),
			(SELECT array_agg(%1$I.center_shift(known, agent_id, during) ORDER BY agent_id, during) FROM shift)
		FROM bounds AS b$q$, ext, schema)
		INTO from_ts, queues, groups, skills, shifts
		USING setting.starts, setting.ends, merged, width, period::numeric,
			(SELECT array_agg(i / 40.0::float8 ORDER BY i) FROM generate_series(0, 40) AS i), pause,
			setting.threshold_s, setting.service_goal;
	IF queues IS NULL THEN
		RAISE EXCEPTION 'schema % has no visit of % that was answered or abandoned', quote_ident(schema), day
			USING ERRCODE = '22023';
	END IF;
	groups := coalesce(groups, '{}');
	skills := coalesce(skills, '{}');
	shifts := coalesce(shifts, '{}');
END
$function$;
COMMENT ON FUNCTION center_of_day(name, date, interval, interval, text[]) IS
'a day of a reporting model as the arguments of simulate_center: its volumes per interval, quantiles of its handle '
'times, patience, and its people when they were there, in a group for each set of queues they answered; pause: an '
'absence up to which is none, by default what states say, or 3 minutes between answers; merged: queues to be one';

CREATE FUNCTION simulate_from(schema name, day date, agents int4 DEFAULT 0, calls_factor float8 DEFAULT 1,
	handle_factor float8 DEFAULT 1, patience_factor float8 DEFAULT 1, callbacks float8 DEFAULT 0,
	callback_after float8 DEFAULT 60, callback_promise float8 DEFAULT 1800, merged text[] DEFAULT '{}',
	width interval DEFAULT '30 min', pause interval DEFAULT NULL, arrival_cv float8 DEFAULT 0,
	day_cv float8 DEFAULT 0, replications int4 DEFAULT 100, confidence float8 DEFAULT 0.95, seed bigint DEFAULT 0)
RETURNS TABLE (queue_id text, group_id text, interval_no int4, replications_made bigint, offered float8,
	answered float8, abandoned float8, blocked float8, callbacks_asked float8, left_open float8,
	service_level float8, service_level_error float8, service_level_low float8, service_level_high float8,
	asa float8, asa_error float8, asa_low float8, asa_high float8,
	abandonment float8, abandonment_error float8, abandonment_low float8, abandonment_high float8,
	callback_wait float8, agents_there float8, busy float8,
	occupancy float8, occupancy_error float8, occupancy_low float8, occupancy_high float8)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	ext name;
	one record;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	FOR one IN
		SELECT * FROM (VALUES ('calls_factor', calls_factor), ('handle_factor', handle_factor),
			('patience_factor', patience_factor)) AS f (name, value)
		WHERE (value > 0 AND value <= 1000) IS NOT TRUE
	LOOP
		RAISE EXCEPTION 'invalid value for argument "%": %', one.name, coalesce(one.value::text, 'null')
			USING ERRCODE = '22023', DETAIL = 'It must be above 0 and at most 1000.';
	END LOOP;
	RETURN QUERY EXECUTE format($q$
		WITH d AS MATERIALIZED (SELECT * FROM %1$I.center_of_day($1, $2, $3, $4, $5)),
		-- those who are there longest stay away, or come twice
		person AS (
			SELECT agent_id, row_number() OVER (ORDER BY sum(upper(during) - lower(during)) DESC, agent_id) AS n
			FROM d, unnest(d.shifts) GROUP BY agent_id
		)
		SELECT p.*
		FROM d CROSS JOIN LATERAL (
			SELECT array_agg(%1$I.center_queue(q.queue_id,
				(SELECT array_agg(c * $6 ORDER BY i) FROM unnest(q.calls) WITH ORDINALITY AS u (c, i)), NULL::float8[],
				handle_quantiles => (SELECT array_agg(h * $7 ORDER BY i)
					FROM unnest(q.handle_quantiles) WITH ORDINALITY AS u (h, i)),
				patience => ARRAY[q.patience[1] * $8], threshold => q.threshold, goal => q.goal, callbacks => $9,
				callback_after => $10, callback_promise => $11) ORDER BY q.queue_id) AS queues
			FROM unnest(d.queues) AS q
		) AS q CROSS JOIN LATERAL (
			SELECT coalesce(array_agg(%1$I.center_shift(s.group_id, s.agent_id || copy, s.during)), '{}') AS shifts
			FROM unnest(d.shifts) AS s JOIN person USING (agent_id)
			CROSS JOIN unnest(CASE WHEN person.n <= $12 THEN ARRAY['', ' twice'] ELSE ARRAY[''] END) AS copy
			WHERE person.n > -$12
		) AS s CROSS JOIN LATERAL %1$I.center_performance(d.from_ts, d.period, q.queues, d.groups, d.skills, s.shifts,
			'infinity'::float8, $13, $14, $15, $16, $17) AS p$q$, ext)
		USING schema, day, width, pause, merged, calls_factor, handle_factor, patience_factor, callbacks,
			callback_after, callback_promise, agents, arrival_cv, day_cv, seed, replications, confidence;
END
$function$;
COMMENT ON FUNCTION simulate_from(name, date, int4, float8, float8, float8, float8, float8, float8, text[], interval,
	interval, float8, float8, int4, float8, bigint) IS
'what if: a day of a reporting model, rebuilt by center_of_day, with agents more or fewer, other volumes, handle times '
'or patience, with callbacks, with queues merged; what center_performance says of it';
