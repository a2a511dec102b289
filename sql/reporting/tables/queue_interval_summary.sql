CREATE TABLE ops.queue_interval_summary (
	queue_id text, -- queue
	media text, -- medium
	site_id text, -- site
	bucket_start timestamptz NOT NULL, -- start of the interval
	bucket_end timestamptz NOT NULL, -- its end
	summary cc.queue_summary NOT NULL, -- counts, sums and wait histograms
	transfers bigint NOT NULL, -- answered visits transferred away
	UNIQUE NULLS NOT DISTINCT (bucket_start, queue_id, media, site_id)
);

COMMENT ON TABLE ops.queue_interval_summary IS
	'summaries by interval of visits that have left their queue; made by refresh_queue_summary, read by the queue '
	'views';

CREATE INDEX ON ops.queue_interval_summary (bucket_end);
