-- Attempts before the first stored day of attempts to entries.
dialled_at >= '-infinity'::timestamptz AND dialled_at < coalesce(
	(SELECT min(bucket_start) FROM ops.outbound_list_day_summary), 'infinity'::timestamptz)
