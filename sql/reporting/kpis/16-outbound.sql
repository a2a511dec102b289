-- What the KPIs of outbound calls are made of, in month m.month.
--
-- months  outbound_attempt dialled_at
SELECT sum(attempts) AS attempts,
	sum(live_contacts) AS live_contacts,
	sum(right_parties) AS right_parties,
	sum(right_known) AS right_known,
	sum(sales) AS sales,
	CASE WHEN min(currency) IS NOT DISTINCT FROM max(currency) AND bool_and(sale_value IS NOT NULL)
		THEN sum(sale_value::numeric)::float8 END AS sale_value,
	sum(agent_call_hours::numeric)::float8 AS agent_call_hours,
	sum(persons) AS persons,
	sum(calls_abandoned) AS calls_abandoned
FROM ops.outbound_day
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  contact_rate         | live_contacts   | attempts
-- kpi  right_party_rate     | right_parties   | right_known
-- kpi  conversion           | sales           | live_contacts
-- kpi  sales_per_agent_hour | sales           | agent_call_hours
-- kpi  value_per_agent_hour | sale_value      | agent_call_hours
-- kpi  dialler_abandonment  | calls_abandoned | persons
