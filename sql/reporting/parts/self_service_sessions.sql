-- Sessions without a problem: their local day, and what became of them.
SELECT session_id, channel, customer_key, task, started_at, ended_at, contact_id, context_kept,
	(started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	CASE WHEN contact_id IS NOT NULL THEN 'escalated' ELSE outcome END AS outcome,
	extract(epoch FROM ended_at - started_at)::float8 AS self_service_s
FROM :usable_sessions AS s
