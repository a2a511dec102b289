-- Repeats within :window days.  The agent is that of the contact's last answer, v; n is the customer's next contact.
-- Whether that is a repeat is known once the window is over or it has come.
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
	LEFT JOIN LATERAL (
		SELECT min(n.started_at) AS next_at
		FROM ops.contact AS n
		WHERE n.customer_key = c.customer_key AND n.started_at > c.ended_at AND n.contact_id <> c.contact_id
			AND CASE WHEN (:contact_problem) IS NULL THEN true END
	) AS n ON true
	CROSS JOIN LATERAL (
		SELECT CASE WHEN c.customer_key IS NOT NULL
			THEN cc.repeat_contact(c.ended_at, n.next_at, :window, now()) END AS repeated
	) AS r
	WHERE CASE WHEN (:contact_problem) IS NULL THEN true END
	GROUP BY (c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date,
		c.first_queue_id, v.agent_id, c.media, c.reason
) AS x
