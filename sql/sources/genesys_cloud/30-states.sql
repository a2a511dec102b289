-- Presence and routing are two tracks side by side: on queue routing tells, off queue presence.
--
-- of  user_details
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code)
SELECT r.event ->> 'userId', t.track, e.at, e.state_class, e.state, e.aux_code
FROM raw.user_details AS r
CROSS JOIN LATERAL (
	SELECT 'presence' AS track, p ->> 'systemPresence' AS state, p
	FROM cc.source_elements(r.event -> 'primaryPresence') AS p
	UNION ALL
	SELECT 'routing', p ->> 'routingStatus', p
	FROM cc.source_elements(r.event -> 'routingStatus') AS p
) AS t
CROSS JOIN LATERAL (
	SELECT cc.source_instant(t.p ->> 'startTime', 'UTC') AS at,
		CASE t.state WHEN 'ON_QUEUE' THEN 'available' WHEN 'AVAILABLE' THEN 'other_work' WHEN 'BUSY' THEN 'other_work'
			WHEN 'TRAINING' THEN 'other_work' WHEN 'MEETING' THEN 'other_work' WHEN 'OFFLINE' THEN 'offline'
			WHEN 'IDLE' THEN CASE t.track WHEN 'routing' THEN 'available' ELSE 'unavailable' END
			WHEN 'INTERACTING' THEN 'busy' WHEN 'COMMUNICATING' THEN 'other_work' WHEN 'NOT_RESPONDING' THEN 'paused'
			WHEN 'OFF_QUEUE' THEN NULL ELSE 'unavailable' END AS state_class,
		t.state AS state,
		CASE WHEN t.state NOT IN ('ON_QUEUE', 'AVAILABLE', 'OFFLINE', 'INTERACTING', 'COMMUNICATING')
			AND NOT (t.state = 'IDLE' AND t.track = 'routing') THEN t.state END AS aux_code
	UNION ALL
	SELECT cc.source_instant(t.p ->> 'endTime', 'UTC'), NULL, NULL, NULL
) AS e
WHERE r.landed > $2 AND r.landed <= $3 AND r.event ->> 'userId' IS NOT NULL AND e.at IS NOT NULL
