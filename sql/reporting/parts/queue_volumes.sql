-- All made from the visits.
\set volume_buckets '(:live_summaries)'
:bucket_volumes
