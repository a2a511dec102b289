-- of  callcenter_event
INSERT INTO new_rejection (key, reason, event)
SELECT cc.source_key(r.event ->> 'CC-Member-Session-UUID'), c.reason, left(r.event::text, 1000)
FROM raw.callcenter_event AS r
CROSS JOIN LATERAL (
	SELECT CASE
		WHEN coalesce(r.event ->> 'CC-Action', '') NOT IN ('member-queue-start', 'member-queue-resume',
			'member-queue-end',
			'agent-offering', 'bridge-agent-start', 'bridge-agent-end', 'bridge-agent-fail', 'agent-status-change',
			'agent-state-change', 'agent-max-no-answer', 'agent-add', 'agent-contact-change', 'members-count')
			THEN 'unknown event'
		WHEN cc.source_instant(r.event ->> 'Event-Date-Timestamp', 'UTC') IS NULL THEN 'no instant'
		WHEN r.event ->> 'CC-Action' LIKE 'member-queue-%'
			AND cc.source_key(r.event ->> 'CC-Member-Session-UUID') IS NULL
			THEN 'no session' END AS reason
) AS c
WHERE (left(r.event ->> 'CC-Member-Session-UUID', 100) = ANY ($1) OR r.landed > $2 AND r.landed <= $3)
	AND r.event IS NOT NULL AND c.reason IS NOT NULL
