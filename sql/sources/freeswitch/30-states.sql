-- of  callcenter_event
-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code)
SELECT r.event ->> 'CC-Agent', 'status', cc.source_instant(r.event ->> 'Event-Date-Timestamp', 'UTC'),
	CASE r.event ->> 'CC-Agent-Status' WHEN 'Available' THEN 'available' WHEN 'Available (On Demand)' THEN 'available'
		WHEN 'Logged Out' THEN 'offline' WHEN 'On Break' THEN 'unavailable' END,
	r.event ->> 'CC-Agent-Status',
	CASE WHEN r.event ->> 'CC-Agent-Status' = 'On Break' THEN 'On Break' END
FROM raw.callcenter_event AS r
WHERE r.landed > $2 AND r.landed <= $3 AND r.event ->> 'CC-Action' = 'agent-status-change'
	AND r.event ->> 'CC-Agent' IS NOT NULL AND cc.source_instant(r.event ->> 'Event-Date-Timestamp', 'UTC') IS NOT NULL
