-- Wazo writes how long the work after a call will last.
UPDATE new_visit AS v
SET wrap_ended_at = w.at + w.seconds * '1 second'::interval, acw_s = w.seconds
FROM (
	SELECT coalesce(l.contact, left(r.callid, 100)) AS key, r.agent, cc.source_instant(r.time, :'zone') AS at,
		cc.source_seconds(split_part(p.rest, '|', 1)) AS seconds
	FROM raw.queue_log AS r
	CROSS JOIN LATERAL (SELECT :rest AS rest) AS p
	LEFT JOIN ops.source_link AS l ON l.source = :'name' AND l.alias = left(r.callid, 100)
	WHERE left(r.callid, 100) = ANY ($1) AND r.event = 'WRAPUPSTART'
) AS w
WHERE v.key = w.key AND v.agent_id = w.agent AND v.answered_at IS NOT NULL
	AND w.at BETWEEN v.ended_at - '2 seconds'::interval AND v.ended_at + '10 seconds'::interval
