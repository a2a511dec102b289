CREATE TABLE ops.agent_interval_summary (
	agent_id text, -- agent
	bucket_start timestamptz NOT NULL, -- start of the interval
	bucket_end timestamptz NOT NULL, -- its end
	logged_in_s float8 NOT NULL, -- seconds logged in
	paid_s float8 NOT NULL, -- seconds of paid states
	handling_s float8 NOT NULL, -- seconds handling contacts
	available_s float8 NOT NULL, -- seconds available
	other_work_s float8 NOT NULL, -- seconds of other work
	unavailable_s float8 NOT NULL, -- seconds unavailable
	UNIQUE NULLS NOT DISTINCT (bucket_start, agent_id)
);

COMMENT ON TABLE ops.agent_interval_summary IS
	'what agents did, by interval; made by refresh_agent_summary, read by agent_interval and agent_day';
