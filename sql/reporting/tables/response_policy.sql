CREATE TABLE ops.response_policy (
	queue_id text, -- queue; NULL: all that have none of their own
	valid daterange NOT NULL DEFAULT '(,)', -- local days whose clocks it is for; of two at a time the later counts
	pause_status text[], -- statuses in which clocks stand still, as the customer is asked; NULL: in none
	first_reply_s float8 CHECK (first_reply_s >= 0), -- target of a first reply, business seconds; NULL: the parameter
	next_reply_s float8 CHECK (next_reply_s >= 0), -- target of each reply after it; NULL: none
	resolution_s float8 CHECK (resolution_s >= 0), -- target of the full resolution; NULL: none
	work_s float8 CHECK (work_s >= 0), -- seconds of work that a reply takes; NULL: not known
	CONSTRAINT response_policy_key UNIQUE NULLS NOT DISTINCT (queue_id, valid)
);

COMMENT ON TABLE ops.response_policy IS
	'what is promised of work that waits, by queue, and when its clocks stand still';
