CREATE TABLE ops.ticket_day_summary (
	grain text NOT NULL, -- what it is of: agent, calendar (first replies), work, or open (a clock that is not final)
	clock text, -- first reply, next reply or resolution
	queue_id text, -- queue
	calendar_id text, -- business hours, of grains calendar and work
	agent_id text, -- agent who replied, of grain agent
	ticket_id text, -- ticket, of grain open
	event_no integer, -- the event that started the clock, of grain open
	work_from timestamptz, -- start of the interval in which its work can be begun, of grain work
	bucket_start timestamptz NOT NULL, -- start of the local day on which clocks started
	bucket_end timestamptz NOT NULL, -- its end
	clocks bigint, -- clocks
	stopped bigint, -- of them stopped
	clocked bigint, -- of them with known business hours
	clock_s numeric, -- their seconds
	paused_s numeric, -- seconds in which they stood still
	met bigint, -- within the target
	missed bigint, -- later
	closed bigint, -- ended without a reply
	once_resolved bigint, -- of resolutions: resolved, now or before
	reopened bigint, -- of them reopened
	replied_to bigint, -- resolved with a reply
	one_touch bigint, -- resolved with one reply, and not reopened
	work_s numeric, -- seconds of work of replies
	target_s float8, -- their shortest target
	UNIQUE NULLS NOT DISTINCT
		(bucket_start, grain, clock, queue_id, calendar_id, agent_id, ticket_id, event_no, work_from)
);

COMMENT ON TABLE ops.ticket_day_summary IS
	'sums of clocks of tickets by local day, and which clocks are not final; made by refresh_ticket_summary, read by '
	'the views of tickets';
