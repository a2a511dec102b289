-- An agent who was called and not bridged.
--
-- for  segment
INSERT INTO new_segment (key, kind, from_at, to_at, queue_id, agent_id)
SELECT DISTINCT left(r.event ->> 'CC-Member-Session-UUID', 100), 'ring',
	cc.source_instant(r.event ->> 'CC-Agent-Called-Time', 'UTC'),
		cc.source_instant(r.event ->> 'CC-Agent-Aborted-Time', 'UTC'),
	left(r.event ->> 'CC-Queue', 200), left(r.event ->> 'CC-Agent', 200)
FROM raw.callcenter_event AS r
WHERE left(r.event ->> 'CC-Member-Session-UUID', 100) = ANY ($1) AND r.event ->> 'CC-Action' = 'bridge-agent-fail'
	AND cc.source_instant(r.event ->> 'CC-Agent-Called-Time', 'UTC') IS NOT NULL
	AND cc.source_instant(r.event ->> 'CC-Agent-Aborted-Time', 'UTC') IS NOT NULL
