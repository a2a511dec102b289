-- Rows of self_service_day_summary for the days that begin in [from_ts, to_ts).  A contact counts until the days of
-- containment after the end of a session are over, and a second for what is not a whole microsecond.
--
-- uses  self_service_step
\set session_span 'started_at >= from_ts AND started_at < to_ts'
\set until '(ended_at + :''containment_days''::float8 * ''24:00:00''::interval + ''1 second''::interval)'
SELECT x.grain, x.channel::text AS channel, x.task::text AS task, x.step::text AS step,
	cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	:'containment_days'::float8 AS containment_days, x.contacts_until, x.final_at,
	x.sessions, x.open_sessions, x.outcomes_known, x.completed, x.abandoned, x.escalated, x.containment_judged,
	x.contained, x.containment_early, x.served, x.closed_sessions, x.self_service_s, x.escalated_s, x.context_known,
	x.context_lost, x.routed, x.misrouted, x.came_there, x.place_sum, x.ended_here
FROM (
	SELECT 'task' AS grain, day, channel, task, NULL AS step,
		max(:until) FILTER (WHERE outcome IS DISTINCT FROM 'escalated') AS contacts_until,
		max(:until) FILTER (WHERE contained IS NULL AND :until > now()) AS final_at,
		:self_service_sums,
		NULL::bigint AS came_there, NULL::bigint AS place_sum, NULL::bigint AS ended_here
	FROM ops.self_service_result
	WHERE :session_span
	GROUP BY day, channel, task
	UNION ALL
	SELECT 'step', day, channel, task, step, NULL, NULL,
		NULL, NULL, NULL, completed, abandoned, escalated, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		NULL,
		came_there, place_sum, ended_here
	FROM (:self_service_steps) AS p
) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
