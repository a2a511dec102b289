-- Visits before the first stored day and after the last.
(queued_at >= '-infinity'::timestamptz AND queued_at < coalesce(
		(SELECT min(bucket_start) FROM ops.unit_day_summary), 'infinity'::timestamptz)
	OR queued_at >= coalesce((SELECT bucket_end FROM ops.unit_day_summary ORDER BY bucket_start DESC LIMIT 1),
		'infinity'::timestamptz) AND queued_at < 'infinity'::timestamptz)
