-- What is between the first and the last stored day is read, the rest is computed.
--
-- when  conversation_day_summary and btree queue_visit(contact_id) and btree message(contact_id)
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, agent_id, concurrent, concurrent_s,
	responses, response_s
FROM ops.conversation_day_summary
WHERE grain = 'agent'
UNION ALL
\set conversation_span :conversations_before
\set answer_span :answers_before
:concurrency
UNION ALL
\set conversation_span :conversations_after
\set answer_span :answers_after
:concurrency
