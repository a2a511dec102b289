-- Who is consulted works, too, though nobody waited for him.
--
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code, key)
SELECT o.agent_id, '~consultation ' || o.key || ' ' || o.begun_at, e.at, e.state_class, NULL, NULL, o.key
FROM (:offers) AS o
JOIN (:calls) AS c ON c.key = o.key AND c.sessionseqnum IS NOT DISTINCT FROM o.sessionseqnum AND c.contacttype = '3'
CROSS JOIN LATERAL (
	VALUES (o.begun_at + coalesce(o.ring_s, 0) * '1 second'::interval, 'handling'),
		(o.over_at - coalesce(o.acw_s, 0) * '1 second'::interval, CASE WHEN o.acw_s > 0 THEN 'acw' END),
		(CASE WHEN o.acw_s > 0 THEN o.over_at END, NULL)
) AS e (at, state_class)
WHERE o.talk_s > 0 AND o.agent_id IS NOT NULL AND o.begun_at IS NOT NULL
	AND o.over_at < o.begun_at + '1 day'::interval AND e.at IS NOT NULL
