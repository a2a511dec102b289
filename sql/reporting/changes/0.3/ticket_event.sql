-- Who replied.
--
-- unless  agent_id
ALTER TABLE ops.ticket_event
	ADD COLUMN IF NOT EXISTS agent_id text;

COMMENT ON COLUMN ops.ticket_event.agent_id IS
	'agent, of what an agent did';
