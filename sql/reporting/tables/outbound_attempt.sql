CREATE TABLE ops.outbound_attempt (
	attempt_id text PRIMARY KEY, -- attempt
	campaign_id text NOT NULL, -- campaign
	list_id text, -- list the entry was of
	record_id text, -- entry dialled
	contact_id text, -- contact it became, as in table contact
	agent_id text, -- agent who dialled or took it
	dial_mode text, -- preview, manual, progressive, power or predictive
	dialled_at timestamptz NOT NULL, -- when it was dialled
	ringing_at timestamptz, -- when it rang
	answered_by text NOT NULL, -- person, machine, fax or nobody
	answered_at timestamptz, -- when it was answered
	greeted_at timestamptz, -- when the person's greeting was over; NULL: not known, the answer counts
	connected_at timestamptz, -- when an agent was on the line with who answered; NULL: none was
	right_party boolean, -- the person wanted was spoken to; NULL: not known
	result text, -- result code as the source names it
	ended_at timestamptz, -- when the call ended
	ended_by text, -- who ended it: customer, agent or system
	wrap_ended_at timestamptz, -- end of the work after it
	sale boolean, -- it sold
	value numeric, -- value sold
	currency text, -- currency of value
	callback_at timestamptz, -- when a further call was promised for; NULL: none was
	CHECK (answered_by IN ('person', 'machine', 'fax', 'nobody')),
	CHECK (answered_by <> 'nobody' OR connected_at IS NULL),
	CHECK (value IS NULL OR currency IS NOT NULL),
	CHECK (ringing_at >= dialled_at AND answered_at >= dialled_at AND greeted_at >= answered_at
		AND connected_at >= dialled_at AND ended_at >= greatest(dialled_at, answered_at, connected_at)
		AND wrap_ended_at >= greatest(connected_at, ended_at))
);

COMMENT ON TABLE ops.outbound_attempt IS
	'one row per attempt to call somebody';

CREATE INDEX ON ops.outbound_attempt (dialled_at);
CREATE INDEX ON ops.outbound_attempt (campaign_id, dialled_at);
CREATE INDEX ON ops.outbound_attempt (campaign_id, record_id, dialled_at);
