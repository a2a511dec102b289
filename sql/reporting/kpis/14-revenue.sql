-- What the KPIs of revenue are made of, in month m.month.
SELECT CASE WHEN min(currency) = max(currency) THEN sum(revenue)::float8 END AS amount,
	count(*) AS contacts
FROM answered_contact
WHERE revenue_usable
HAVING count(*) > 0;

-- kpi  revenue_per_contact | amount | contacts
