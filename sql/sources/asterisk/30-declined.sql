-- A member that was rung and did not take the call.
--
-- for  segment
INSERT INTO new_segment (key, kind, from_at, to_at, queue_id, agent_id)
SELECT DISTINCT coalesce(l.contact, left(r.callid, 100)), 'ring',
	i.at - greatest(coalesce(cc.source_seconds(split_part(r.rest, '|', 1)), 0), 1) * '1 millisecond'::interval,
	i.at, r.queuename, r.agent
FROM (
	SELECT r.callid, r.queuename, r.agent, r.time, :rest AS rest
	FROM raw.queue_log AS r
	WHERE left(r.callid, 100) = ANY ($1) AND r.event IN ('RINGNOANSWER', 'RINGCANCELED', 'AGENTDUMP')
		AND length(r.callid) < 100
	OFFSET 0
) AS r
CROSS JOIN LATERAL (
	SELECT cc.source_instant(r.time, :'zone',
		to_timestamp(substring(r.callid FROM '([0-9]{9,10})[.][0-9]+$')::float8)) AS at
) AS i
LEFT JOIN ops.source_link AS l ON l.source = :'name' AND l.alias = left(r.callid, 100)
WHERE i.at IS NOT NULL
