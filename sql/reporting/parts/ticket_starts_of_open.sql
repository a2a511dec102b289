-- Events that started the clocks which were not final when their day was stored; looked up one by one, as the planner
-- would rather read all events than so many.
SELECT e.ticket_id, e.event_no, e.at, e.event, e.actor_kind, e.public, e.queue_id, e.calendar_id,
	(o.bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, o.clock AS for_clock
FROM ops.ticket_day_summary AS o
CROSS JOIN LATERAL (
	SELECT *
	FROM ops.ticket_event AS e
	WHERE e.ticket_id = o.ticket_id AND e.event_no = o.event_no
	OFFSET 0
) AS e
WHERE o.grain = 'open' AND e.at >= o.bucket_start AND e.at < o.bucket_end
