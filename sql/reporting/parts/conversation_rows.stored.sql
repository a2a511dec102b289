-- What is between the first and the last stored day is read, with the wait until now of customers who wait; the rest is
-- computed.
--
-- when  conversation_day_summary and btree queue_visit(contact_id) and btree message(contact_id)
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, queue_id, media,
	conversations, first_responses, first_response_s, responses, response_s,
	CASE WHEN waiting_since IS NULL THEN customer_wait_s
		ELSE conversations * (
			waited_s + extract(epoch FROM greatest(now(), waiting_since) - waiting_since)::float8)::numeric
	END AS customer_wait_s,
	left_waiting, end_known, idle_closed
FROM ops.conversation_day_summary
WHERE grain = 'queue'
UNION ALL
\set conversation_span :conversations_before
SELECT day, queue_id, media,
	:conversation_sums
FROM (:conversation_waits) AS w
GROUP BY day, queue_id, media
UNION ALL
\set conversation_span :conversations_after
SELECT day, queue_id, media,
	:conversation_sums
FROM (:conversation_waits) AS w
GROUP BY day, queue_id, media
