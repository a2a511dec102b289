-- A row is a pause, a wait, a talk and a disposition, in this order; dead time is in the talk.  The seconds are of 16
-- bits: at their top they are not known.
--
-- of  vicidial_agent_log
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code, key)
SELECT r.user, '~log ' || left(r.agent_log_id, 90), p.at, p.state_class, NULL, p.aux_code, left('log '
	|| r.agent_log_id, 100)
FROM (
	SELECT DISTINCT ON (left('log ' || r.agent_log_id, 100)) r.*
	FROM raw.vicidial_agent_log AS r
	WHERE left('log ' || r.agent_log_id, 100) = ANY ($1)
	ORDER BY left('log ' || r.agent_log_id, 100), r.dispo_epoch DESC NULLS LAST, r.talk_epoch DESC NULLS LAST,
		r.wait_epoch DESC NULLS LAST, cc.source_seconds(r.pause_sec) DESC NULLS LAST, r::text
) AS r
CROSS JOIN LATERAL (
	SELECT e.at, e.state_class, e.aux_code
	FROM (VALUES (r.pause_epoch, r.pause_sec, 'unavailable', nullif(r.sub_status, '')),
		(r.wait_epoch, r.wait_sec, 'available', NULL), (r.talk_epoch, r.talk_sec, 'handling', NULL),
		(r.dispo_epoch, r.dispo_sec, 'acw', NULL)) AS v (epoch, sec, state_class, aux_code)
	CROSS JOIN LATERAL (
		SELECT cc.source_instant(v.epoch, 'UTC') AS from_at, cc.source_seconds(v.sec) AS s
	) AS s
	CROSS JOIN LATERAL (
		VALUES (s.from_at, v.state_class, v.aux_code), (s.from_at + s.s * '1 second'::interval, NULL, NULL)
	) AS e (at, state_class, aux_code)
	WHERE s.s > 0 AND s.s < 65535
) AS p
WHERE p.at IS NOT NULL AND r.user IS NOT NULL
