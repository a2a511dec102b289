-- Events by queue and interval: each visit split.
\set outcome outcome
\set span ':event_span'
\set visits ':split_visits'
(
	SELECT bucket_start, bucket_end, queue_id, media,
		:event_figures
	:from_events
	GROUP BY queue_id, media, bucket_start, bucket_end
) AS x
