-- What the KPIs per contact with a row of its own are made of, in month m.month: those that an agent answered.
--
-- rows  read once for several sources
SELECT contact_id, customer_key, ended_at, direction, revenue, currency, revenue_usable
FROM (
	SELECT c.*, (started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		(:revenue_problem) IS NULL AS revenue_usable
	FROM ops.contact AS c
	WHERE CASE WHEN (:contact_problem) IS NULL THEN true END
) AS c
CROSS JOIN LATERAL (
	SELECT true AS answered
	FROM ops.valid_visit AS v
	WHERE v.contact_id = c.contact_id AND v.outcome = 'answered'
	LIMIT 1
) AS v
WHERE :days_of_month;
