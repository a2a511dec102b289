-- Contacts that came in and were answered, with who answered last and the revenue attributed to them.
SELECT date_trunc('month', c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
	v.agent_id, c.revenue, c.currency
FROM ops.contact AS c
CROSS JOIN LATERAL (
	SELECT v.agent_id
	FROM ops.valid_visit AS v
	WHERE v.contact_id = c.contact_id AND v.outcome = 'answered'
	ORDER BY v.visit_no DESC, v.agent_id
	LIMIT 1
) AS v
WHERE c.direction IS DISTINCT FROM 'outbound'
	AND CASE WHEN (:contact_problem) IS NULL AND (:revenue_problem) IS NULL THEN true END
