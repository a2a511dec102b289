-- Repeats within :window days.  The agent is that of the contact's last answer, v.
SELECT day, queue_id, agent_id, media, reason, contacts, eligible, repeated, immature,
	repeated::float8 / nullif(eligible, 0) AS repeat_rate,
	1 - repeated::float8 / nullif(eligible, 0) AS fcr,
	resolved_known, resolved,
	resolved::float8 / nullif(resolved_known, 0) AS fcr_recorded
FROM (
	SELECT (c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		c.first_queue_id AS queue_id, v.agent_id, c.media, c.reason,
		count(*) AS contacts,
		count(r.repeated) AS eligible,
		count(*) FILTER (WHERE r.repeated) AS repeated,
		count(*) FILTER (WHERE r.repeated IS NULL AND c.customer_key IS NOT NULL) AS immature,
		count(c.resolved) AS resolved_known,
		count(*) FILTER (WHERE c.resolved) AS resolved
	FROM ops.contact AS c
	CROSS JOIN LATERAL (
		SELECT agent_id
		FROM ops.valid_visit AS v
		WHERE v.contact_id = c.contact_id AND v.outcome = 'answered'
		ORDER BY v.visit_no DESC
		LIMIT 1
	) AS v
	:is_repeated
	WHERE CASE WHEN (:contact_problem) IS NULL THEN true END
	GROUP BY (c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date,
		c.first_queue_id, v.agent_id, c.media, c.reason
) AS x
