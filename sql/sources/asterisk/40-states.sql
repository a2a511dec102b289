-- Membership and pauses of each queue; a restart ends all.  PAUSEALL comes beside a PAUSE for each queue, or alone;
-- a pause of another reason is written as Auto-Unpause and PAUSE.
--
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code)
SELECT s.agent_id, s.track, s.at, s.state_class, s.state, s.aux_code
FROM (
	SELECT r.event, coalesce(r.queuename, 'NONE') AS queuename, r.agent, cc.source_instant(r.time, :'zone') AS at,
		nullif(split_part(p.rest, '|', 1), '') AS word, split_part(p.rest, '|', 2) AS word2
	FROM raw.queue_log AS r
	CROSS JOIN LATERAL (SELECT :rest AS rest) AS p
	WHERE r.landed > $2 AND r.landed <= $3
		AND r.event IN ('QUEUESTART', 'ADDMEMBER', 'REMOVEMEMBER', 'PAUSE', 'UNPAUSE', 'PAUSEALL', 'UNPAUSEALL',
			'AGENTLOGIN', 'AGENTLOGOFF', 'AGENTCALLBACKLOGIN', 'AGENTCALLBACKLOGOFF', 'WRAPUPSTART', 'OUTCALL')
) AS r
CROSS JOIN LATERAL (
	SELECT '*' AS agent_id, '*' AS track, r.at, NULL AS state_class, NULL AS state, NULL AS aux_code
	WHERE r.event = 'QUEUESTART'
	UNION ALL
	SELECT r.agent, 'queue ' || r.queuename, r.at,
		CASE WHEN r.event = 'PAUSE' OR r.event = 'ADDMEMBER' AND r.word = 'PAUSED' THEN 'unavailable'
			WHEN r.event = 'REMOVEMEMBER' THEN 'offline' ELSE 'available' END,
		NULL, CASE WHEN r.event = 'PAUSE' THEN r.word END
	WHERE r.event IN ('ADDMEMBER', 'REMOVEMEMBER', 'PAUSE')
		OR r.event = 'UNPAUSE' AND r.word IS DISTINCT FROM 'Auto-Unpause'
	UNION ALL
	SELECT r.agent, 'all', r.at, CASE WHEN r.event = 'PAUSEALL' THEN 'paused' END, NULL, r.word
	WHERE r.event IN ('PAUSEALL', 'UNPAUSEALL', 'PAUSE', 'UNPAUSE') AND r.word IS DISTINCT FROM 'Auto-Unpause'
	UNION ALL
	SELECT r.agent, 'login', r.at, CASE WHEN r.event LIKE '%LOGIN' THEN 'available' ELSE 'offline' END, NULL, NULL
	WHERE r.event LIKE 'AGENT%LOG%'
	UNION ALL
	SELECT r.agent, '~wrap', w.at, w.state_class, NULL, NULL
	FROM (VALUES (r.at, 'acw'),
		(r.at + least(cc.source_seconds(r.word), 86400) * '1 second'::interval, NULL)) AS w (at, state_class)
	WHERE r.event = 'WRAPUPSTART'
	UNION ALL
	SELECT r.agent, '~outcall', w.at, w.state_class, NULL, NULL
	FROM (VALUES (r.at - least(cc.source_seconds(r.word2), 86400) * '1 second'::interval, 'handling'),
		(r.at, NULL)) AS w (at, state_class)
	WHERE r.event = 'OUTCALL'
) AS s
WHERE s.agent_id IS NOT NULL AND s.agent_id <> 'NONE' AND s.at IS NOT NULL
