-- What the KPIs of adherence are made of, in month m.month.
--
-- months  schedule during
SELECT sum(adherent_s::numeric)::float8 AS adherent_s,
	sum(scheduled_s::numeric)::float8 AS scheduled_s,
	sum(present_s::numeric)::float8 AS present_s,
	sum(on_queue_actual_s::numeric)::float8 AS on_queue_actual_s,
	sum(on_queue_scheduled_s::numeric)::float8 AS on_queue_scheduled_s
FROM ops.agent_adherence
WHERE local_start >= m.month + :'day_start'::time
	AND local_start < m.month + :'day_start'::time + '1 month'::interval
HAVING count(*) > 0;

-- kpi  adherence   | adherent_s        | scheduled_s
-- kpi  conformance | on_queue_actual_s | on_queue_scheduled_s
-- kpi  attendance  | present_s         | scheduled_s
