CREATE TABLE ops.staff_plan (
	queue_id text NOT NULL, -- queue
	interval_start timestamptz NOT NULL, -- start of the interval
	interval_len interval NOT NULL, -- its length, whatever that of forecasts; it ends where the next one starts
	scheduled float8 NOT NULL CHECK (scheduled >= 0), -- agents scheduled on the queue
	media text, -- medium they are for; NULL: all that have no plan of their own, which share them
	CONSTRAINT staff_plan_key UNIQUE NULLS NOT DISTINCT (queue_id, interval_start, media)
);

COMMENT ON TABLE ops.staff_plan IS
	'agents scheduled on the queue per interval, where they are planned by queue';
