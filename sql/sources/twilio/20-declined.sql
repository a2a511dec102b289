-- Offers that came to nothing; those taken by another agent or withdrawn are rings as well, and no declines.
--
-- for  segment
INSERT INTO new_segment (key, kind, from_at, to_at, queue_id, agent_id)
SELECT key, 'ring', min(at) FILTER (WHERE type = 'reservation.created'),
	min(at) FILTER (WHERE type IN ('reservation.rejected', 'reservation.timeout', 'reservation.canceled',
		'reservation.rescinded', 'reservation.failed')),
	min(queue_id), left(min(worker), 200)
FROM (:happened
	WHERE left(coalesce(r.event #>> '{data,payload,task_sid}', r.event ->> 'TaskSid'), 100) = ANY ($1)) AS e
WHERE reservation IS NOT NULL AND at IS NOT NULL
GROUP BY key, reservation
HAVING bool_or(type = 'reservation.created') AND bool_or(type IN ('reservation.rejected', 'reservation.timeout',
	'reservation.canceled', 'reservation.rescinded', 'reservation.failed'))
	AND NOT bool_or(type = 'reservation.accepted')
