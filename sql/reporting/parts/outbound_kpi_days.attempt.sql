-- KPIs of outbound calls by day, as 16-outbound.sql has them by month.
--
-- when  outbound_attempt
SELECT d.day, v.kpi, v.numerator::float8, v.denominator::float8
FROM (
	SELECT day,
		sum(attempts) AS attempts,
		sum(live_contacts) AS live_contacts,
		sum(right_parties) AS right_parties,
		sum(right_known) AS right_known,
		sum(sales) AS sales,
		CASE WHEN min(currency) IS NOT DISTINCT FROM max(currency) AND bool_and(sale_value IS NOT NULL)
			THEN sum(sale_value::numeric) END AS sale_value,
		sum(agent_call_hours::numeric) AS agent_call_hours,
		sum(persons) AS persons,
		sum(calls_abandoned) AS calls_abandoned
	FROM ops.outbound_day
	GROUP BY day
) AS d,
LATERAL (
	VALUES ('contact_rate'::text, live_contacts, attempts),
		('right_party_rate'::text, right_parties, right_known),
		('conversion'::text, sales, live_contacts),
		('sales_per_agent_hour'::text, sales, agent_call_hours),
		('value_per_agent_hour'::text, sale_value, agent_call_hours),
		('dialler_abandonment'::text, calls_abandoned, persons)
) AS v (kpi, numerator, denominator)
UNION ALL
SELECT day, 'callbacks_kept', sum(kept)::float8, sum(due)::float8
FROM ops.outbound_callback
GROUP BY day
