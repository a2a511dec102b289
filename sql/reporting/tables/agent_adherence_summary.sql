CREATE TABLE ops.agent_adherence_summary (
	agent_id text, -- agent
	bucket_start timestamptz NOT NULL, -- start of the interval
	bucket_end timestamptz NOT NULL, -- its end
	scheduled_s float8 NOT NULL, -- seconds scheduled
	adherent_s float8 NOT NULL, -- scheduled seconds in which the agent did what the schedule says
	present_s float8 NOT NULL, -- scheduled seconds in which the agent was at work
	on_queue_scheduled_s float8 NOT NULL, -- seconds scheduled on the queue
	on_queue_actual_s float8 NOT NULL, -- seconds on the queue
	UNIQUE NULLS NOT DISTINCT (bucket_start, agent_id)
);

COMMENT ON TABLE ops.agent_adherence_summary IS
	'schedule against actual, by interval; made by refresh_agent_summary, read by agent_adherence';
