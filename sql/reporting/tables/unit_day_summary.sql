CREATE TABLE ops.unit_day_summary (
	per text NOT NULL, -- what the row is of: contact or customer
	queue_id text, -- queue of the first visit
	media text, -- its medium
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	contact_ids text[], -- of one that still waits, its contacts; it is counted when it is read
	summary cc.queue_summary, -- outcomes and waits of those that do not
	UNIQUE NULLS NOT DISTINCT (bucket_start, per, queue_id, media, contact_ids)
);

COMMENT ON TABLE ops.unit_day_summary IS
	'summaries of contacts and customers by local day; made by refresh_contact_summary, read by service_level_unit';

CREATE INDEX ON ops.unit_day_summary (bucket_start) WHERE contact_ids IS NOT NULL;
