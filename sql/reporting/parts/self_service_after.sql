-- Sessions after the last stored day.
started_at >= coalesce((SELECT bucket_end FROM ops.self_service_day_summary ORDER BY bucket_start DESC LIMIT 1),
	'infinity'::timestamptz) AND started_at < 'infinity'::timestamptz
