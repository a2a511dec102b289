CREATE TABLE ops.ticket_event (
	ticket_id text NOT NULL, -- ticket
	event_no integer NOT NULL, -- number within the ticket
	at timestamptz NOT NULL, -- when
	event text NOT NULL, -- created, comment, status, reopened, solved or closed
	actor_kind text, -- customer, agent, bot or system
	public boolean, -- seen by the customer
	status text, -- status after it
	queue_id text, -- queue
	calendar_id text, -- business hours that apply, as in table business_hours
	agent_id text, -- agent, of what an agent did
	PRIMARY KEY (ticket_id, event_no)
);

COMMENT ON TABLE ops.ticket_event IS
	'what happened to tickets of deferred media';

CREATE INDEX ON ops.ticket_event (at);
CREATE INDEX ON ops.ticket_event (event, at);
