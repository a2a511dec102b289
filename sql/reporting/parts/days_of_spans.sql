-- Days of the span of the arguments of a function, and of the one before.
SELECT queue_compare.from_day, b.before, d.queue_id, d.media, v.kpi, v.y, v.x
FROM ops.queue_day AS d
JOIN (
	VALUES (false, from_day, to_day), (true, before_from, before_to)
) AS b (before, first_day, last_day) ON d.day >= b.first_day AND d.day < b.last_day
CROSS JOIN LATERAL (VALUES :queue_kpis) AS v (kpi, y, x)
