CREATE TABLE ops.stored_refresh (
	stored text PRIMARY KEY, -- queue_interval, agent_interval, agent_adherence; of maintain_reporting a step
	refreshed_at timestamptz NOT NULL, -- last refresh
	again_from timestamptz NOT NULL, -- from here on all is read again, as loads ran then; of retention: rows are kept
	next_from timestamptz, -- the same as soon as these loads are over
	running xid8 -- loads before this transaction may run
);

COMMENT ON TABLE ops.stored_refresh IS
	'refreshes of what is stored; written by them';
