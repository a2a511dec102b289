CREATE TABLE ops.headcount_event (
	agent_id text NOT NULL, -- agent
	date date NOT NULL, -- day; the first day on or off
	kind text NOT NULL, -- hire, exit_voluntary, exit_involuntary or transfer (leaves the centre)
	PRIMARY KEY (agent_id, date, kind),
	CHECK (kind IN ('hire', 'exit_voluntary', 'exit_involuntary', 'transfer'))
);

COMMENT ON TABLE ops.headcount_event IS
	'people who come and go';
