-- Contacts before the first stored day and after the last.
(c.started_at >= '-infinity'::timestamptz AND c.started_at < coalesce(
		(SELECT min(bucket_start) FROM ops.contact_day_summary), 'infinity'::timestamptz)
	OR c.started_at >= coalesce((SELECT bucket_end FROM ops.contact_day_summary ORDER BY bucket_start DESC LIMIT 1),
		'infinity'::timestamptz) AND c.started_at < 'infinity'::timestamptz)
