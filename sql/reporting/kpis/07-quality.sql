-- What the KPIs of quality are made of, in month m.month.
--
-- months  quality_evaluation evaluated_at
SELECT sum(points::numeric) AS points,
	sum(max_points::numeric) AS max_points
FROM ops.quality
WHERE month = m.month
HAVING count(*) > 0;

-- kpi  quality | points | max_points
