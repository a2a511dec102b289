-- An attended transfer into another queue while waiting there: app_queue has swapped the ids of agent and customer, and
-- the transfer closes the visit of the same queue and agent that was connected just its talk time ago.
SELECT DISTINCT ON (t.callid) t.callid AS alias, left(c.callid, 100) AS contact
FROM (
	SELECT r.callid, r.queuename, r.agent, cc.source_instant(r.time, :'zone') AS at,
		cc.source_seconds(:talk_text) AS talk_s
	FROM (
		SELECT left(r.callid, 100) AS callid, r.queuename, r.agent, r.time, r.event, :rest AS rest
		FROM raw.queue_log AS r
		WHERE left(r.callid, 100) = ANY ($1) AND r.event = 'ATTENDEDTRANSFER'
	) AS r
) AS t
JOIN raw.queue_log AS c ON c.event = 'CONNECT' AND left(c.queuename, 100) = left(t.queuename, 100)
	AND left(c.agent, 100) = left(t.agent, 100) AND left(c.callid, 100) <> t.callid
	AND cc.source_instant(c.time, :'zone') BETWEEN t.at - (t.talk_s + 1) * '1 second'::interval
		AND t.at - (t.talk_s - 1) * '1 second'::interval
WHERE NOT EXISTS (
	SELECT FROM raw.queue_log AS o
	WHERE left(o.callid, 100) = t.callid AND o.event = 'CONNECT' AND o.queuename = t.queuename
		AND o.agent = t.agent)
ORDER BY t.callid, cc.source_instant(c.time, :'zone') DESC, c.callid
