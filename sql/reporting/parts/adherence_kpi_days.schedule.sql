-- KPIs of adherence by day.
--
-- when  schedule
SELECT d.day, v.kpi, v.numerator::float8, v.denominator::float8
FROM (
	SELECT day,
		sum(adherent_s::numeric) AS adherent_s,
		sum(scheduled_s::numeric) AS scheduled_s,
		sum(present_s::numeric) AS present_s,
		sum(on_queue_actual_s::numeric) AS on_queue_actual_s,
		sum(on_queue_scheduled_s::numeric) AS on_queue_scheduled_s
	FROM ops.agent_adherence
	GROUP BY day
) AS d,
LATERAL (
	VALUES ('adherence'::text, adherent_s, scheduled_s),
		('conformance'::text, on_queue_actual_s, on_queue_scheduled_s),
		('attendance'::text, present_s, scheduled_s)
) AS v (kpi, numerator, denominator)
