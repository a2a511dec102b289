-- Messages of customers and agents of the contact v, in order: who wrote the one before, and since when the customer
-- waits, from the first of his messages in a row.
SELECT at, message_no, actor_kind, agent_id, before,
	max(at) FILTER (WHERE actor_kind = 'customer' AND before IS DISTINCT FROM 'customer')
		OVER (ORDER BY at, message_no) AS asked_at
FROM (
	SELECT at, message_no, actor_kind, agent_id,
		lag(actor_kind) OVER (ORDER BY at, message_no) AS before
	FROM ops.message AS m
	WHERE m.contact_id = v.contact_id AND m.actor_kind IN ('customer', 'agent')
		AND CASE WHEN (:message_problem) IS NULL THEN true END
) AS m
