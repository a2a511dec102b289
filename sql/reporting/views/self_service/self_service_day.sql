-- Every ratio beside its sums.
--
-- key  day, channel, task

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
	misrouted::float8 / nullif(routed, 0) AS misroute_rate
FROM (
	SELECT day, channel, task,
		count(*) AS sessions,
		count(*) FILTER (WHERE ended_at IS NULL) AS open_sessions,
		count(outcome) AS outcomes_known,
		count(*) FILTER (WHERE outcome = 'completed') AS completed,
		count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned,
		count(*) FILTER (WHERE outcome = 'escalated') AS escalated,
		count(contained) AS containment_judged,
		count(*) FILTER (WHERE contained) AS contained,
		count(*) FILTER (WHERE contained IS NULL) AS containment_early,
		count(*) FILTER (WHERE contained AND outcome = 'completed') AS served,
		count(self_service_s) AS closed_sessions,
		sum(self_service_s::numeric)::float8 AS self_service_s,
		(sum(self_service_s::numeric) FILTER (WHERE outcome = 'escalated'))::float8 AS escalated_s,
		count(context_kept) AS context_known,
		count(*) FILTER (WHERE NOT context_kept) AS context_lost,
		count(misrouted) AS routed,
		count(*) FILTER (WHERE misrouted) AS misrouted
	FROM ops.self_service_result
	GROUP BY day, channel, task
) AS x;

COMMENT ON VIEW ops.self_service_day IS
	'self-service by channel, task and local day of the start: completion, containment, time, escalations with what '
	'was lost, misroutes';
COMMENT ON COLUMN ops.self_service_day.completed IS
	'sessions in which the customer did what he came for';
COMMENT ON COLUMN ops.self_service_day.abandoned IS
	'sessions that the customer left before';
