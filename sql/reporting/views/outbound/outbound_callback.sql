-- A promise is kept by an attempt to the same entry within a quarter of an hour of the time it names.  What names no
-- entry cannot be followed.
--
-- key  campaign_id, agent_id, day
\set within '''15 minutes''::interval'

CREATE VIEW ops.outbound_callback AS
SELECT campaign_id, agent_id, day, promised, due, kept,
	kept::float8 / nullif(due, 0) AS kept_rate,
	called_otherwise, never_called,
	agent_name
FROM (
	SELECT p.campaign_id, p.agent_id, p.day,
		count(*) AS promised,
		count(*) FILTER (WHERE p.due) AS due,
		count(*) FILTER (WHERE p.due AND n.kept) AS kept,
		count(*) FILTER (WHERE p.due AND n.kept IS FALSE) AS called_otherwise,
		count(*) FILTER (WHERE p.due AND n.kept IS NULL) AS never_called
	FROM (
		SELECT campaign_id, record_id, agent_id, dialled_at, callback_at,
			(callback_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
			callback_at + :within <= now() AS due
		FROM ops.outbound_attempt
		WHERE callback_at IS NOT NULL AND record_id IS NOT NULL AND CASE WHEN (:attempt_problem) IS NULL THEN true END
	) AS p
	CROSS JOIN LATERAL (
		SELECT bool_or(a.dialled_at BETWEEN p.callback_at - :within AND p.callback_at + :within) AS kept
		FROM ops.outbound_attempt AS a
		WHERE a.campaign_id = p.campaign_id AND a.record_id = p.record_id AND a.dialled_at > p.dialled_at
			AND CASE WHEN (:attempt_problem) IS NULL THEN true END
	) AS n
	GROUP BY p.campaign_id, p.agent_id, p.day
) AS x
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.outbound_callback IS
	'callbacks promised in outbound calls, by campaign, the agent who promised and the local day of the promise: kept '
	'within 15 minutes, called at another time, or never';
