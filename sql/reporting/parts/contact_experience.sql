-- What contacts were, of those that :of_contacts takes from their visits f.  What is looked up for a column is looked
-- up by those who read that column.
SELECT v.contact_id, v.queued_at, extract(hour FROM v.queued_at AT TIME ZONE :'zone'::text)::integer AS hour,
	v.queue_id, v.media, coalesce(c.reason, v.reason) AS reason, s.segment, v.agent_id,
	v.visits, v.wait_s, v.longest_wait_s, v.waits_over, v.hold_s, v.handle_s, v.transfers, v.agents,
	v.answered, v.abandoned, v.callback_requested,
	CASE WHEN c.customer_key IS NOT NULL THEN EXISTS (
		SELECT FROM ops.contact AS b
		WHERE b.customer_key = c.customer_key AND b.started_at < c.started_at AND b.contact_id <> c.contact_id
			AND b.ended_at >= c.started_at - :'repeat_days'::float8 * interval '1 day'
			AND CASE WHEN (:contact_problem) IS NULL THEN true END)
	END AS repeat,
	c.customer_key, c.started_at, c.ended_at, c.resolved,
	coalesce(a.invited, false) AS invited,
	a.answers IS NOT NULL AS responded,
	(a.answers ->> 'csat')::float8 AS csat,
	(a.answers ->> 'nps')::float8 AS nps,
	(a.answers ->> 'ces')::float8 AS ces,
	a.answers::text AS answers
FROM (:experience_visits) AS v
LEFT JOIN :usable_contacts AS c ON c.contact_id = v.contact_id
LEFT JOIN :segments AS s ON s.customer_key = c.customer_key
:experience_answers
