-- What the KPIs of response times are made of, in month m.month.
--
-- months  ticket_event at
SELECT sum(met) AS met,
	sum(met + missed + overdue) AS judged
FROM ops.response_time
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  response_service_level | met | judged
