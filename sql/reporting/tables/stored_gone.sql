CREATE TABLE ops.stored_gone (
	stored text NOT NULL, -- what is stored: queue_interval, agent_interval, agent_adherence; kpi_month of a month
	day date NOT NULL, -- local day of which there are figures, and no rows any more
	since timestamptz NOT NULL DEFAULT now(), -- refresh that found none
	PRIMARY KEY (stored, day)
);

COMMENT ON TABLE ops.stored_gone IS
	'days whose stored figures are the only record; written by refreshes';
