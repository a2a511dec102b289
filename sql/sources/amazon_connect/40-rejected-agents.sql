-- of  agent_event
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, c.reason, left(r.event::text, 1000)
FROM raw.agent_event AS r
CROSS JOIN LATERAL (
	SELECT CASE WHEN r.event ->> 'AgentARN' IS NULL THEN 'no AgentARN'
		WHEN cc.source_instant(r.event ->> 'EventTimestamp', 'UTC') IS NULL THEN 'no EventTimestamp'
		WHEN coalesce(r.event ->> 'EventType', '') NOT IN ('LOGIN', 'LOGOUT', 'STATE_CHANGE', 'HEART_BEAT')
			THEN 'unknown event' END AS reason
) AS c
WHERE r.landed > $2 AND r.landed <= $3 AND r.event IS NOT NULL AND c.reason IS NOT NULL
