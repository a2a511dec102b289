CREATE TABLE ops.repeat_day_summary (
	queue_id text, -- first queue
	agent_id text, -- agent of the last answer
	media text, -- medium
	reason text, -- reason
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	contacts bigint NOT NULL, -- answered contacts
	eligible bigint NOT NULL, -- of which is known whether they were repeated
	repeated bigint NOT NULL, -- repeated
	immature bigint NOT NULL, -- of known customers, but without an end
	resolved_known bigint NOT NULL, -- whose record says whether they were resolved
	resolved bigint NOT NULL, -- resolved by it
	unsettled bigint NOT NULL, -- that contacts to come can still change: their day is computed when it is read
	UNIQUE NULLS NOT DISTINCT (bucket_start, queue_id, agent_id, media, reason)
);

COMMENT ON TABLE ops.repeat_day_summary IS
	'repeats by local day; made by refresh_contact_summary, read by repeat_contact';

CREATE INDEX ON ops.repeat_day_summary (bucket_start) WHERE unsettled > 0;
