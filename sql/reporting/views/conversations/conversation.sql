-- What a customer waits for in a conversation: each of his turns until an agent writes, and a last one until the end.
--
-- key  contact_id
-- role  customer_messages | figure
-- role  agent_messages | figure
-- role  responses | figure

\set conversation_span true
CREATE VIEW ops.conversation AS
SELECT v.*, queue_name
FROM (
	SELECT contact_id, day, queue_id, media, queued_at, ended_at, customer_messages, agent_messages,
		first_response_s, responses, response_s,
		:customer_wait AS customer_wait_s,
		waiting_since IS NOT NULL AS left_waiting,
		idle_closed
	FROM (:conversation_waits) AS w
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
