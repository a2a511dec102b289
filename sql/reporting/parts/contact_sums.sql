-- Contacts c of :contact_span that an agent answered and whose revenue, if any, is usable, and what they brought, by
-- local day, agent of the last answer, v, and whether they came in.
SELECT day, date_trunc('month', day::timestamp)::date AS month, agent_id, inbound,
	count(*) AS contacts,
	sum(revenue) AS revenue,
	min(currency) FILTER (WHERE revenue IS NOT NULL) AS first_currency,
	max(currency) FILTER (WHERE revenue IS NOT NULL) AS last_currency
FROM (
	SELECT (c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, v.agent_id,
		c.direction IS DISTINCT FROM 'outbound' AS inbound, c.revenue, c.currency
	FROM ops.contact AS c
	CROSS JOIN LATERAL (
		SELECT v.agent_id
		FROM ops.valid_visit AS v
		WHERE v.contact_id = c.contact_id AND v.outcome = 'answered'
		ORDER BY v.visit_no DESC, v.agent_id
		LIMIT 1
	) AS v
	WHERE :contact_span AND CASE WHEN (:contact_problem) IS NULL AND (:revenue_problem) IS NULL THEN true END
) AS c
GROUP BY day, agent_id, inbound
