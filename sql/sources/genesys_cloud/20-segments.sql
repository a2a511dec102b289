-- of  conversation_details
-- for  segment
INSERT INTO new_segment (key, kind, from_at, to_at, queue_id, agent_id)
SELECT l.key, k.kind, cc.source_instant(g ->> 'segmentStart', 'UTC'), cc.source_instant(g ->> 'segmentEnd', 'UTC'),
	left(g ->> 'queueId', 200), left(l.person ->> 'userId', 200)
FROM (:leg) AS l
CROSS JOIN LATERAL cc.source_elements(l.session -> 'segments') AS g
CROSS JOIN LATERAL (
	SELECT CASE
		WHEN l.purpose = 'ivr' AND g ->> 'segmentType' = 'ivr' THEN 'ivr'
		WHEN l.purpose = 'acd' AND g ->> 'segmentType' IN ('interact', 'delay') THEN 'queue'
		WHEN l.purpose IN ('agent', 'user') THEN CASE g ->> 'segmentType' WHEN 'alert' THEN 'ring'
			WHEN 'hold' THEN 'hold'
			WHEN 'wrapup' THEN 'acw' WHEN 'voicemail' THEN 'voicemail'
			WHEN 'interact' THEN CASE WHEN g ->> 'conference' = 'true' THEN 'conference' ELSE 'talk' END END
	END AS kind
) AS k
WHERE k.kind IS NOT NULL AND cc.source_instant(g ->> 'segmentStart', 'UTC') IS NOT NULL
