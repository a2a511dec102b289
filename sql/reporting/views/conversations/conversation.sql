-- What a customer waits for in a conversation: each of his turns until an agent writes, and a last one until the end.
--
-- key  contact_id
-- role  customer_messages | figure
-- role  agent_messages | figure
-- role  responses | figure

CREATE VIEW ops.conversation AS
SELECT v.*, queue_name
FROM (
	SELECT v.contact_id, v.day, v.queue_id, v.media, v.queued_at, e.ended_at,
		m.customer_messages, m.agent_messages,
		m.first_response_s, m.responses, m.response_s,
		coalesce(m.response_s, 0) + coalesce(extract(epoch FROM
			greatest(coalesce(e.ended_at, now()), m.waiting_since) - m.waiting_since)::float8, 0) AS customer_wait_s,
		m.waiting_since IS NOT NULL AS left_waiting,
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
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.conversation IS
	'conversations in writing: messages, first and further responses of agents, all that the customer waited, how it '
	'ended; by the first queue and its day';
COMMENT ON COLUMN ops.conversation.queued_at IS
	'entry into the first queue';
COMMENT ON COLUMN ops.conversation.responses IS
	'turns of the customer that an agent responded to';
COMMENT ON COLUMN ops.conversation.response_s IS
	'seconds that the customer waited for responses';
COMMENT ON COLUMN ops.conversation.ended_at IS
	'end of its last visit; NULL: still open, or not known';
COMMENT ON COLUMN ops.conversation.idle_closed IS
	'the system ended it, as nobody wrote; NULL: not known';
