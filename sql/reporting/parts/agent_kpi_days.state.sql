-- KPIs of agents by day.
--
-- when  agent_state
SELECT d.day, v.kpi, v.numerator::float8, v.denominator::float8
FROM (
	SELECT day,
		sum(handling_s::numeric) AS handling_s,
		sum(available_s::numeric) AS available_s,
		sum(paid_s::numeric) AS paid_s
	FROM ops.agent_day
	GROUP BY day
) AS d,
LATERAL (
	VALUES ('occupancy'::text, handling_s, handling_s + available_s),
		('utilisation'::text, handling_s, paid_s)
) AS v (kpi, numerator, denominator)
