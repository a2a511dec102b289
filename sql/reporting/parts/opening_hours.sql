-- Calendars that can be used, each as one value.
hours AS MATERIALIZED (
	SELECT calendar_id, tz, known,
		CASE WHEN problem IS NULL THEN hours_text::cc.business_hours END AS hours
	FROM (:calendars) AS c
	WHERE problem IS NULL
)
