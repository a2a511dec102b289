-- Repeats within :window days of contacts c of :repeat_span.  The agent is that of the contact's last answer, v.
-- Unsettled are those that a contact to come can still change, if it is told of within a day.
SELECT (c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	c.first_queue_id AS queue_id, v.agent_id, c.media, c.reason,
	count(*) AS contacts,
	count(r.repeated) AS eligible,
	count(*) FILTER (WHERE r.repeated) AS repeated,
	count(*) FILTER (WHERE r.repeated IS NULL AND c.customer_key IS NOT NULL) AS immature,
	count(c.resolved) AS resolved_known,
	count(*) FILTER (WHERE c.resolved) AS resolved,
	count(c.customer_key) FILTER (WHERE c.ended_at > now() - (:window + 1) * '24 hours'::interval) AS unsettled
FROM ops.contact AS c
CROSS JOIN LATERAL (
	SELECT agent_id
	FROM ops.valid_visit AS v
	WHERE v.contact_id = c.contact_id AND v.outcome = 'answered'
	ORDER BY v.visit_no DESC
	LIMIT 1
) AS v
:is_repeated
WHERE CASE WHEN (:contact_problem) IS NULL THEN true END AND :repeat_span
GROUP BY (c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date,
	c.first_queue_id, v.agent_id, c.media, c.reason
