CREATE TABLE ops.stored_late (
	stored text NOT NULL, -- what is stored: queue_interval, agent_interval, agent_adherence; kpi_month
	from_at timestamptz NOT NULL, -- rows of this time came, changed or went
	to_at timestamptz NOT NULL, -- end of that time
	noted_at timestamptz NOT NULL DEFAULT now() -- when they did
);

COMMENT ON TABLE ops.stored_late IS
	'changes of rows of which figures are stored; noted by triggers, taken away by refreshes';

CREATE INDEX ON ops.stored_late (stored, to_at);
