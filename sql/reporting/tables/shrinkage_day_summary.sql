CREATE TABLE ops.shrinkage_day_summary (
	component text, -- what the time went into
	kind text NOT NULL, -- on_queue, internal or external
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	seconds numeric NOT NULL, -- paid seconds of all agents
	UNIQUE NULLS NOT DISTINCT (bucket_start, kind, component)
);

COMMENT ON TABLE ops.shrinkage_day_summary IS
	'paid time of all agents by local day; made by refresh_agent_summary, read by shrinkage';
