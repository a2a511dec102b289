CREATE TABLE ops.message (
	contact_id text NOT NULL, -- contact whose conversation it is part of
	message_no integer NOT NULL, -- number within the conversation
	at timestamptz NOT NULL, -- when
	actor_kind text NOT NULL, -- who: customer, agent, bot or system
	agent_id text, -- agent, of what an agent wrote
	PRIMARY KEY (contact_id, message_no),
	CHECK (actor_kind IN ('customer', 'agent', 'bot', 'system'))
);

COMMENT ON TABLE ops.message IS
	'messages of chats and of other conversations in writing: who, and when';

CREATE INDEX ON ops.message (at);
