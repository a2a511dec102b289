-- partition  started_at

CREATE TABLE ops.contact (
	contact_id text NOT NULL, -- contact
	customer_key text, -- hashed key of the customer; never in a view
	media text, -- voice, chat, message, email or task
	direction text, -- inbound or outbound
	started_at timestamptz NOT NULL, -- start
	ended_at timestamptz, -- end; NULL: still open
	first_queue_id text, -- first queue it entered
	reason text, -- reason
	resolved boolean, -- resolved by the record; NULL: not known
	revenue numeric, -- revenue attributed to it
	currency text, -- currency of revenue
	PRIMARY KEY (contact_id),
	CHECK (ended_at >= started_at)
);

COMMENT ON TABLE ops.contact IS
	'one row per contact, as the customer sees it';

CREATE INDEX ON ops.contact (started_at);
