CREATE TABLE ops.self_service_day_summary (
	grain text NOT NULL, -- what the row is of: task, or step
	channel text NOT NULL, -- channel
	task text, -- what the customer came to do
	step text, -- step, of grain step
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	containment_days float8 NOT NULL, -- days after a session in which a contact counts
	contacts_until timestamptz, -- last instant at which a contact can count, of grain task
	final_at timestamptz, -- when more can be said of sessions whose days were not over; NULL: of none; of grain task
	sessions bigint, -- sessions, of grain task
	open_sessions bigint, -- still open
	outcomes_known bigint, -- with a known outcome
	completed bigint, -- completed; of grain step: there
	abandoned bigint, -- left before; of grain step: there
	escalated bigint, -- escalated; of grain step: there
	containment_judged bigint, -- of which it is known whether they were contained
	contained bigint, -- contained
	containment_early bigint, -- of which it is not known
	served bigint, -- contained and completed
	closed_sessions bigint, -- with a known duration
	self_service_s float8, -- their seconds
	escalated_s float8, -- seconds of those escalated
	context_known bigint, -- escalated, and known whether with what had been entered
	context_lost bigint, -- of them without
	routed bigint, -- of which it is known whether they were routed right
	misrouted bigint, -- routed wrong
	came_there bigint, -- sessions that came to the step, of grain step
	place_sum bigint, -- sum of its places in them
	ended_here bigint, -- of them those that ended there
	UNIQUE NULLS NOT DISTINCT (bucket_start, grain, channel, task, step)
);

COMMENT ON TABLE ops.self_service_day_summary IS
	'sums of self-service by local day; made by refresh_self_service_summary, read by the views of self-service';

CREATE INDEX ON ops.self_service_day_summary (contacts_until) WHERE contacts_until IS NOT NULL;
CREATE INDEX ON ops.self_service_day_summary (final_at) WHERE final_at IS NOT NULL;
