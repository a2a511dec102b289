-- A ticket of which there are metric events alone: instance 1 of the reply time begins with the requester's first
-- words.
WITH event AS (
	SELECT DISTINCT left(r.event ->> 'ticket_id', 100) AS key, r.event ->> 'metric' AS metric,
		r.event ->> 'type' AS type,
		r.event ->> 'instance_id' AS instance, cc.source_instant(r.event ->> 'time', 'UTC') AS at
	FROM raw.ticket_metric_event AS r
	WHERE left(r.event ->> 'ticket_id', 100) = ANY ($1)
		AND NOT EXISTS (SELECT FROM raw.ticket AS t WHERE left(t.id, 100) = left(r.event ->> 'ticket_id', 100))
),
ended AS (
	SELECT *, bool_or(type = 'fulfill' AND metric IN ('agent_work_time', 'requester_wait_time'))
		OVER (PARTITION BY key, metric ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING
			AND '1 microsecond' PRECEDING) AS was_ended
	FROM event
	WHERE at IS NOT NULL
)
INSERT INTO new_ticket_event (key, at, event, actor_kind, public, status)
SELECT DISTINCT key, at, w.event, w.actor_kind, w.public, w.status
FROM ended AS e
CROSS JOIN LATERAL (
	SELECT 'created' AS event, 'customer' AS actor_kind, NULL::boolean AS public, NULL AS status
	WHERE e.metric = 'reply_time' AND e.type = 'activate' AND e.instance = '1'
	UNION ALL
	SELECT 'comment', CASE e.type WHEN 'fulfill' THEN 'agent' ELSE 'customer' END, true, NULL
	WHERE e.metric = 'reply_time' AND e.type IN ('activate', 'fulfill')
	UNION ALL
	SELECT CASE WHEN e.type = 'fulfill' THEN 'solved' WHEN e.was_ended THEN 'reopened' ELSE 'status' END, NULL, NULL,
		CASE e.type WHEN 'fulfill' THEN 'solved' WHEN 'pause' THEN 'pending' ELSE 'open' END
	WHERE e.metric = 'agent_work_time' AND e.type IN ('activate', 'pause', 'fulfill')
) AS w
WHERE length(key) < 100
