-- What is stored is gathered by itself: the planner knows of it how few queues there are.
--
-- when  queue_interval_summary
\set volume_buckets ops.queue_interval_summary
:bucket_volumes
UNION ALL
\set volume_buckets '(:live_summaries)'
:bucket_volumes
