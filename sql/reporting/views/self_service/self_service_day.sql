-- A function for what refresh_self_service_summary stores, and the view of what is stored and what is not: every ratio
-- beside its sums.
--
-- key  day, channel, task

CREATE FUNCTION ops.self_service_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (grain text, channel text, task text, step text, bucket_start timestamptz, bucket_end timestamptz,
	containment_days float8, contacts_until timestamptz, final_at timestamptz,
	sessions bigint, open_sessions bigint, outcomes_known bigint, completed bigint, abandoned bigint, escalated bigint,
	containment_judged bigint, contained bigint, containment_early bigint, served bigint, closed_sessions bigint,
	self_service_s float8, escalated_s float8, context_known bigint, context_lost bigint, routed bigint,
	misrouted bigint, came_there bigint, place_sum bigint, ended_here bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:self_service_days;
END;

COMMENT ON FUNCTION ops.self_service_day_live(timestamptz, timestamptz) IS
	'the rows of self_service_day_summary for the local days that start in [from_ts, to_ts), as sessions, steps, '
	'contacts and visits say, whatever is stored';

\set stale_what '''self_service_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.self_service_day AS
SELECT day, channel, task, sessions, open_sessions, outcomes_known, completed, abandoned, escalated,
	completed::float8 / nullif(outcomes_known, 0) AS completion_rate,
	escalated::float8 / nullif(outcomes_known, 0) AS escalation_rate,
	containment_judged, contained,
	contained::float8 / nullif(containment_judged, 0) AS containment_rate,
	containment_early, served,
	closed_sessions, self_service_s,
	self_service_s / nullif(closed_sessions, 0) AS mean_session,
	escalated_s, context_known, context_lost,
	context_lost::float8 / nullif(context_known, 0) AS context_loss_rate,
	routed, misrouted,
	misrouted::float8 / nullif(routed, 0) AS misroute_rate,
	CASE WHEN final_at <= now() THEN true ELSE :is_stale END AS is_stale
FROM (:self_service_rows) AS x;

COMMENT ON VIEW ops.self_service_day IS
	'self-service by channel, task and local day of the start: completion, containment, time, escalations with what '
	'was lost, misroutes';
COMMENT ON COLUMN ops.self_service_day.completed IS
	'sessions in which the customer did what he came for';
COMMENT ON COLUMN ops.self_service_day.abandoned IS
	'sessions that the customer left before';
