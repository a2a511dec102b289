CREATE VIEW ops.queue_interval AS
SELECT queue_id, media, bucket_start, bucket_end, bucket_start AT TIME ZONE :'zone'::text AS local_start,
	:queue_figures, :has_feed_gap AS has_feed_gap
FROM (SELECT queue_id, media, bucket_start, bucket_end, cc.rollup(summary) AS s, sum(transfers)::bigint AS transfers
	FROM (:summaries) b GROUP BY queue_id, media, bucket_start, bucket_end) b :queue_counts;

COMMENT ON VIEW ops.queue_interval IS
	'queues by interval of the entry into the queue';
