-- What the KPIs of self-service are made of, in month m.month.
--
-- months  self_service_session started_at
SELECT sum(completed) AS completed,
	sum(outcomes_known) AS outcomes_known,
	sum(contained) AS contained,
	sum(containment_judged) AS judged,
	sum(misrouted) AS misrouted,
	sum(routed) AS routed
FROM ops.self_service_day
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  containment     | contained | judged
-- kpi  task_completion | completed | outcomes_known
-- kpi  misroute_rate   | misrouted | routed
