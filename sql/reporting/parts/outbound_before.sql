-- Attempts before the first stored day.
dialled_at >= '-infinity'::timestamptz AND dialled_at < coalesce(
	(SELECT min(bucket_start) FROM ops.outbound_day_summary), 'infinity'::timestamptz)
