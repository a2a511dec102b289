-- partition  queued_at
-- stays  coalesce(outcome, 'open') = 'open' OR queued_at > $1 - '1 day'::interval AND coalesce(ended_at, left_at) > $1

CREATE TABLE ops.queue_visit (
	contact_id text NOT NULL, -- contact the visit belongs to, unique over all sources
	visit_no integer NOT NULL, -- number of the visit within its contact
	media text, -- voice, chat, message, email, task or callback
	direction text, -- inbound or outbound
	site_id text, -- site, as in table site
	queue_id text, -- queue entered
	agent_id text, -- answering agent
	customer_key text, -- hashed key of the customer; never in a view
	reason text, -- reason of the contact
	entered_at timestamptz, -- start of the script (IVR)
	queued_at timestamptz NOT NULL, -- entry into the queue
	answered_at timestamptz, -- answer by an agent
	left_at timestamptz, -- end of the wait: answer, abandon or flow-out
	ended_at timestamptz, -- end of the conversation
	wrap_ended_at timestamptz, -- end of the work after it
	ring_s float8 CHECK (ring_s >= 0), -- seconds of ringing; NULL: not known
	talk_s float8 CHECK (talk_s >= 0), -- seconds of talk, hold excluded; NULL: not known
	hold_s float8 CHECK (hold_s >= 0), -- seconds on hold; NULL: not known
	acw_s float8 CHECK (acw_s >= 0), -- seconds of after-contact work; NULL: not known
	outcome text, -- answered, abandoned, flowed_out, callback_requested, blocked, system_error or open (also NULL)
	abandon_stage text, -- where it was abandoned: ivr, queue, ring or delay
	transfer_in boolean, -- came by transfer
	transfer_out text, -- none, blind or attended
	origin_contact_id text, -- root of a chain of callbacks or transfers
	sl_threshold_s float8 CHECK (sl_threshold_s >= 0), -- service level threshold in force then, seconds
	source text, -- system the row comes from
	source_updated_at timestamptz, -- version of the row there, by which who loads lets the newest win; no view reads it
	is_test boolean NOT NULL DEFAULT false, -- left out of every view
	flow_out_reason text, -- why it left for elsewhere: overflow, closed, no agents ...
	ended_by text, -- who ended the conversation: customer, agent or system
	holds integer CHECK (holds >= 0), -- times on hold; NULL: not known
	PRIMARY KEY (contact_id, visit_no),
	CONSTRAINT queue_visit_outcome CHECK (:visit_outcome_known),
	CONSTRAINT queue_visit_answered CHECK (:visit_answered_by_outcome),
	CONSTRAINT queue_visit_left_after_queued CHECK (:visit_left_after_queued),
	CONSTRAINT queue_visit_ended_after_left CHECK (:visit_ended_after_left),
	CONSTRAINT queue_visit_wrapped_after_ended CHECK (:visit_wrapped_after_ended),
	CONSTRAINT queue_visit_ended_by
		CHECK (ended_by IN ('customer', 'agent', 'system'))
);

COMMENT ON TABLE ops.queue_visit IS
	'one row per entry of one contact into one queue';

CREATE INDEX ON ops.queue_visit (queue_id, queued_at);
CREATE INDEX ON ops.queue_visit (queued_at);
CREATE INDEX ON ops.queue_visit (agent_id, answered_at);
CREATE INDEX ON ops.queue_visit (queued_at) WHERE coalesce(outcome, 'open') = 'open';
CREATE INDEX ON ops.queue_visit (origin_contact_id) WHERE origin_contact_id IS NOT NULL;
CREATE INDEX ON ops.queue_visit (visit_no) WHERE visit_no < 1;
CREATE INDEX ON ops.queue_visit USING brin (queued_at);
