CREATE TABLE ops.stored_refresh (
	stored text PRIMARY KEY, -- what is stored: queue_interval, agent_interval or agent_adherence
	refreshed_at timestamptz NOT NULL, -- last refresh
	again_from timestamptz NOT NULL, -- from here on everything is read once more: loads that ran then were not seen
	next_from timestamptz, -- the same as soon as these loads are over
	running xid8 -- loads before this transaction may run
);

COMMENT ON TABLE ops.stored_refresh IS
	'refreshes of what is stored; written by them';
