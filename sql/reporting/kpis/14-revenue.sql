-- What the KPIs of revenue are made of, in month m.month.
SELECT CASE WHEN min(currency) = max(currency) THEN sum(revenue)::float8 END AS amount,
	count(*) AS contacts
FROM (
	SELECT (started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, currency, revenue
	FROM ops.contact AS c
	WHERE CASE WHEN (:contact_problem) IS NULL AND (:revenue_problem) IS NULL THEN true END AND EXISTS (
		SELECT FROM ops.valid_visit AS v
		WHERE v.contact_id = c.contact_id AND v.outcome = 'answered')
) AS c
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  revenue_per_contact | amount | contacts
