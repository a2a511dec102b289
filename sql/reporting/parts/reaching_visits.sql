-- The visits that entered the queue in an interval, and those that reach into it.
SELECT *
FROM ops.valid_visit
WHERE queued_at >= bucket_start AND queued_at < bucket_end
UNION ALL
SELECT *
FROM ops.valid_visit
WHERE :crosses AND :span :reaches AND NOT tstzrange(bucket_start, bucket_end) @> queued_at
