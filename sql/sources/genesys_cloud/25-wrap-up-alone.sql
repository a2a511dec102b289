-- An agent who did not respond may have a wrap-up without any talk: work of his, and no handled contact.
--
-- of  conversation_details
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, key)
SELECT l.person ->> 'userId', '~wrap ' || l.key || ' ' || l.participant || ' ' || l.number, e.at, e.state_class, NULL,
	l.key
FROM (:leg) AS l
CROSS JOIN LATERAL cc.source_elements(l.session -> 'segments') AS g
CROSS JOIN LATERAL (
	VALUES (cc.source_instant(g ->> 'segmentStart', 'UTC'), 'acw'), (cc.source_instant(g ->> 'segmentEnd', 'UTC'), NULL)
) AS e (at, state_class)
WHERE l.purpose = 'agent' AND l.interact_at IS NULL AND g ->> 'segmentType' = 'wrapup' AND e.at IS NOT NULL
	AND cc.source_instant(g ->> 'segmentEnd', 'UTC')
		< cc.source_instant(g ->> 'segmentStart', 'UTC') + '1 day'::interval
