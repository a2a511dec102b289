-- What is between the first and the last stored day is read, the rest is computed.
--
-- when  self_service_day_summary
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, channel, task, step,
	came_there, place_sum, ended_here, completed, abandoned, escalated
FROM ops.self_service_day_summary
WHERE grain = 'step'
UNION ALL
\set session_span :self_service_before
:self_service_steps
UNION ALL
\set session_span :self_service_after
:self_service_steps
