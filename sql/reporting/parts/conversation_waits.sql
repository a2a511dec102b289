-- Contacts in writing of :conversation_span: what was said, since when the customer waits at the end of it, how it
-- ended.
SELECT v.contact_id, v.day, v.queue_id, v.media, v.queued_at, e.ended_at,
	m.customer_messages, m.agent_messages, m.first_response_s, m.responses, m.response_s, m.waiting_since,
	e.ended_by = 'system' AS idle_closed
FROM (:conversations) AS v
CROSS JOIN LATERAL (
	SELECT count(*) FILTER (WHERE actor_kind = 'customer') AS customer_messages,
		count(*) FILTER (WHERE actor_kind = 'agent') AS agent_messages,
		count(*) FILTER (WHERE actor_kind = 'agent' AND before = 'customer') AS responses,
		(sum(extract(epoch FROM at - asked_at)) FILTER (WHERE actor_kind = 'agent' AND before = 'customer'))::float8
			AS response_s,
		((array_agg(extract(epoch FROM at - asked_at)::float8 ORDER BY at, message_no)
			FILTER (WHERE actor_kind = 'agent' AND before = 'customer'))[1]) AS first_response_s,
		CASE WHEN (array_agg(actor_kind ORDER BY at DESC, message_no DESC))[1] = 'customer' THEN max(asked_at) END
			AS waiting_since
	FROM (:turns) AS m
	HAVING count(*) > 0
) AS m
CROSS JOIN LATERAL (
	SELECT l.ended_at, q.ended_by
	FROM ops.valid_visit AS l
	JOIN ops.queue_visit AS q ON q.contact_id = l.contact_id AND q.visit_no = l.visit_no
	WHERE l.contact_id = v.contact_id
	ORDER BY l.visit_no DESC
	LIMIT 1
) AS e
