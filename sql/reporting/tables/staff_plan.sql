CREATE TABLE ops.staff_plan (
	queue_id text NOT NULL, -- queue
	interval_start timestamptz NOT NULL, -- start of the interval
	interval_len interval NOT NULL, -- its length
	scheduled float8 NOT NULL CHECK (scheduled >= 0), -- agents scheduled on the queue
	PRIMARY KEY (queue_id, interval_start)
);

COMMENT ON TABLE ops.staff_plan IS
	'agents scheduled on the queue per interval, where they are planned by queue';
