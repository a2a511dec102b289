-- Summaries by queue and interval of visits that have left their queue, by the function of queue_interval.
--
-- uses  queue_interval_summary
SELECT queue_id, media, bucket_start, summary
FROM ops.queue_interval_summary
UNION ALL
SELECT queue_id, media, bucket_start, summary
FROM ops.queue_interval_live('-infinity',
	(SELECT coalesce(min(bucket_start), 'infinity'::timestamptz) FROM ops.queue_interval_summary))
UNION ALL
SELECT queue_id, media, bucket_start, summary
FROM ops.queue_interval_live(
	(SELECT coalesce(max(bucket_end), 'infinity'::timestamptz) FROM ops.queue_interval_summary), 'infinity')
