-- Answers before the first stored day and after the last.
(contact_at >= '-infinity'::timestamptz AND contact_at < coalesce(
		(SELECT min(bucket_start) FROM ops.survey_day_summary), 'infinity'::timestamptz)
	OR contact_at >= coalesce((SELECT bucket_end FROM ops.survey_day_summary ORDER BY bucket_start DESC LIMIT 1),
		'infinity'::timestamptz) AND contact_at < 'infinity'::timestamptz)
