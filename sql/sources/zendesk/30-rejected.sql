-- of  ticket_metric_event
INSERT INTO new_rejection (key, reason, event)
SELECT cc.source_key(r.event ->> 'ticket_id'), c.reason, left(r.event::text, 1000)
FROM raw.ticket_metric_event AS r
CROSS JOIN LATERAL (
	SELECT CASE WHEN cc.source_key(r.event ->> 'ticket_id') IS NULL THEN 'no ticket_id'
		WHEN cc.source_instant(r.event ->> 'time', 'UTC') IS NULL THEN 'no time'
		WHEN coalesce(r.event ->> 'metric', '') NOT IN ('reply_time', 'agent_work_time', 'requester_wait_time',
			'periodic_update_time', 'pausable_update_time', 'resolution_time', 'group_ownership_time')
				THEN 'unknown metric'
		WHEN coalesce(r.event ->> 'type', '') NOT IN ('activate', 'pause', 'fulfill', 'apply_sla', 'apply_group_sla',
			'breach',
			'update_status', 'measure') THEN 'unknown event' END AS reason
) AS c
WHERE (left(r.event ->> 'ticket_id', 100) = ANY ($1) OR r.landed > $2 AND r.landed <= $3)
	AND r.event IS NOT NULL AND c.reason IS NOT NULL
