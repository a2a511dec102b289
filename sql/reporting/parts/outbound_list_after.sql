-- Attempts after the last stored day of attempts to entries.
dialled_at >= coalesce((SELECT bucket_end FROM ops.outbound_list_day_summary ORDER BY bucket_start DESC LIMIT 1),
	'infinity'::timestamptz) AND dialled_at < 'infinity'::timestamptz
