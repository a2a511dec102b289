-- Sessions before the first stored day.
started_at >= '-infinity'::timestamptz AND started_at < coalesce(
	(SELECT min(bucket_start) FROM ops.self_service_day_summary), 'infinity'::timestamptz)
