-- What the KPIs of revenue are made of, in month m.month.
SELECT CASE WHEN min(first_currency) = max(last_currency) THEN sum(revenue)::float8 END AS amount,
	sum(contacts) AS contacts
FROM valued_contact
HAVING count(*) > 0;

-- kpi  revenue_per_contact | amount | contacts
