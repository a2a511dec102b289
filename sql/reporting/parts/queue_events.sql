-- Events by queue and interval: each visit split.
\set outcome outcome
\set span ':event_span'
\set visits ':split_visits'
(SELECT bucket_start, bucket_end, :event_figures
GROUP BY queue_id, media, bucket_start, bucket_end) AS x
