-- Days by week: each is of its own, and of what was before the next one.
SELECT b.week, b.before, d.queue_id, d.media, v.kpi, v.y, v.x
FROM ops.queue_day AS d
CROSS JOIN LATERAL (SELECT date_trunc('week', d.day::timestamp)::date AS monday) AS w
CROSS JOIN LATERAL (VALUES (false, w.monday), (true, w.monday + 7)) AS b (before, week)
CROSS JOIN LATERAL (VALUES :queue_kpis) AS v (kpi, y, x)
