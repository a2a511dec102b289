-- What is between the first and the last stored day is read, the rest is computed.
--
-- when  self_service_day_summary
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, channel, task, final_at,
	sessions, open_sessions, outcomes_known, completed, abandoned, escalated, containment_judged, contained,
	containment_early, served, closed_sessions, self_service_s, escalated_s, context_known, context_lost, routed,
	misrouted
FROM ops.self_service_day_summary
WHERE grain = 'task'
UNION ALL
\set session_span :self_service_before
:self_service_tasks
UNION ALL
\set session_span :self_service_after
:self_service_tasks
