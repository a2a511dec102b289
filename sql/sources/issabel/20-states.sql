-- A session without a break is presence, one with it a break.
--
-- of  audit
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code, key)
SELECT r.id_agent, CASE WHEN r.id_break <> '' THEN 'break' ELSE 'session' END || ' '
	|| left(r.id, 90), e.at, e.state_class,
	NULL, e.aux_code, left('audit ' || r.id, 100)
FROM (
	SELECT DISTINCT ON (left('audit ' || r.id, 100)) r.*
	FROM raw.audit AS r
	WHERE left('audit ' || r.id, 100) = ANY ($1)
	ORDER BY left('audit ' || r.id, 100), r.datetime_end DESC NULLS LAST, r::text
) AS r
CROSS JOIN LATERAL (
	VALUES (cc.source_instant(r.datetime_init, :'zone'), CASE WHEN r.id_break <> '' THEN 'paused' ELSE 'available' END,
			nullif(r.id_break, '')),
		(cc.source_instant(nullif(r.datetime_end, ''), :'zone'), NULL, NULL)
) AS e (at, state_class, aux_code)
WHERE r.id_agent <> '' AND e.at IS NOT NULL
