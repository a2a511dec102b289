-- Summaries by queue and interval: stored ones where there are, else made from the visits.
--
-- when  queue_interval_summary
SELECT queue_id, media, site_id, bucket_start, bucket_end, summary, transfers
FROM ops.queue_interval_summary
UNION ALL
:live_summaries
