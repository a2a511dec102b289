CREATE TABLE ops.self_service_session (
	session_id text PRIMARY KEY, -- session of self-service
	channel text NOT NULL, -- ivr, bot, web or app
	customer_key text, -- hashed key of the customer; never in a view
	task text, -- what the customer came to do
	started_at timestamptz NOT NULL, -- start
	ended_at timestamptz, -- end; NULL: still open
	outcome text, -- completed, abandoned or escalated; NULL: not known
	contact_id text, -- contact that it was escalated to
	context_kept boolean, -- what the customer had entered went on to the agent; NULL: not known
	CHECK (channel IN ('ivr', 'bot', 'web', 'app')),
	CHECK (ended_at >= started_at),
	CHECK (outcome IN ('completed', 'abandoned', 'escalated'))
);

COMMENT ON TABLE ops.self_service_session IS
	'one row per session in which a customer served himself, or tried';

CREATE INDEX ON ops.self_service_session (started_at);
