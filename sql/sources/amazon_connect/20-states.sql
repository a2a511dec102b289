-- The status is one track, each contact of the agent another: he stays Available through calls and the work after them.
-- That work has no event: it is over when a snapshot no longer lists the contact.
--
-- of  agent_event
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code)
SELECT a.agent_id, s.track, s.at, s.state_class, s.state, s.aux_code
FROM raw.agent_event AS r
CROSS JOIN LATERAL (
	SELECT coalesce(r.event #>> '{CurrentAgentSnapshot,Configuration,Username}',
			r.event #>> '{PreviousAgentSnapshot,Configuration,Username}',
			substring(r.event ->> 'AgentARN' FROM '[^/]*$')) AS agent_id,
		r.event #> '{CurrentAgentSnapshot,Contacts}' AS now, r.event #> '{PreviousAgentSnapshot,Contacts}' AS before,
		r.event #> '{CurrentAgentSnapshot,AgentStatus}' AS status,
		cc.source_instant(r.event ->> 'EventTimestamp', 'UTC') AS at
) AS a
CROSS JOIN LATERAL (
	SELECT 'status' AS track, cc.source_instant(a.status ->> 'StartTimestamp', 'UTC') AS at,
		CASE a.status ->> 'Type' WHEN 'ROUTABLE' THEN 'available' WHEN 'OFFLINE' THEN 'offline' ELSE 'unavailable' END
			AS state_class,
		a.status ->> 'Name' AS state,
		CASE WHEN a.status ->> 'Type' = 'CUSTOM' THEN a.status ->> 'Name' END AS aux_code
	UNION ALL
	SELECT 'status', a.at, 'offline', 'Offline', NULL
	WHERE r.event ->> 'EventType' = 'LOGOUT' AND a.status ->> 'Type' IS DISTINCT FROM 'OFFLINE'
	UNION ALL
	SELECT '~contact ' || left(c ->> 'ContactId', 100), cc.source_instant(c ->> 'StateStartTimestamp', 'UTC'),
		CASE WHEN c ->> 'State' IN ('CONNECTED', 'CONNECTED_ONHOLD') THEN 'handling'
			WHEN c ->> 'State' = 'ENDED' THEN 'acw'
			WHEN c ->> 'State' IN ('MISSED', 'ERROR', 'REJECTED') THEN 'paused' END,
		NULL,
		CASE WHEN c ->> 'State' IN ('MISSED', 'ERROR', 'REJECTED') THEN c ->> 'State' END
	FROM cc.source_elements(a.now) AS c
	UNION ALL
	SELECT '~contact ' || left(c ->> 'ContactId', 100), a.at, NULL, NULL, NULL
	FROM cc.source_elements(a.before) AS c
	WHERE NOT EXISTS (SELECT FROM cc.source_elements(a.now) AS n WHERE n ->> 'ContactId' = c ->> 'ContactId')
) AS s
WHERE r.landed > $2 AND r.landed <= $3 AND a.agent_id IS NOT NULL AND s.at IS NOT NULL AND s.track IS NOT NULL
