-- What is between the first and the last stored day is read, but for days that are not settled; the rest is computed.
-- Bounded on both sides, so that the planner expects few rows and takes the index.
--
-- when  repeat_day_summary and btree contact(contact_id) and contact_next_of_customer
\set stored_day '(bucket_start AT TIME ZONE :''zone''::text - :''day_start''::time)::date'
\set started_day '(c.started_at AT TIME ZONE :''zone''::text - :''day_start''::time)::date'
SELECT :stored_day AS day, queue_id, agent_id, media, reason, contacts, eligible, repeated, immature,
	resolved_known, resolved, unsettled
FROM ops.repeat_day_summary
WHERE bucket_start <> ALL (ARRAY(SELECT DISTINCT bucket_start FROM ops.repeat_day_summary WHERE unsettled > 0))
UNION ALL
\set repeat_span :repeat_not_stored
:repeat_sums
UNION ALL
\set unsettled_days 'SELECT DISTINCT :stored_day FROM ops.repeat_day_summary WHERE unsettled > 0'
\set repeat_span ':started_day = ANY (ARRAY(:unsettled_days))'
:repeat_sums
