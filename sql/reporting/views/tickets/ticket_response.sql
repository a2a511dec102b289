-- A ticket starts when it is created, and again when it is reopened; a reply counts for the start before it.

CREATE VIEW ops.ticket_response AS
WITH :opening_hours,
started AS (
	SELECT ticket_id, event, at, queue_id, calendar_id,
		lead(at) OVER (PARTITION BY ticket_id ORDER BY at, event_no) AS next_at
	FROM ops.ticket_event
	WHERE event IN ('created', 'reopened')
)
SELECT s.ticket_id, s.queue_id, s.calendar_id,
	s.event AS started_by,
	s.at AS started_at,
	r.replied_at, x.response_s,
	CASE WHEN x.response_s <= :'response_target'::float8 THEN 'met'
		WHEN x.response_s > :'response_target'::float8 THEN 'missed'
		WHEN x.open_s > :'response_target'::float8 THEN 'overdue'
		WHEN x.open_s IS NOT NULL THEN 'not due' END AS status,
	x.open_s
FROM started AS s
LEFT JOIN hours AS h ON h.calendar_id = s.calendar_id
	AND h.valid @> (s.at AT TIME ZONE :'zone'::text)::date
LEFT JOIN LATERAL (
	SELECT min(e.at) AS replied_at
	FROM ops.ticket_event AS e
	WHERE e.ticket_id = s.ticket_id
		AND e.event = 'comment' AND e.actor_kind = 'agent' AND e.public
		AND e.at >= s.at AND (s.next_at IS NULL OR e.at < s.next_at)
) AS r ON true
LEFT JOIN LATERAL (
	SELECT cc.business_seconds(h.hours, s.at, r.replied_at) AS response_s,
		CASE WHEN r.replied_at IS NULL
			THEN cc.business_seconds(h.hours, s.at, greatest(coalesce(s.next_at, now()), s.at)) END AS open_s
) AS x ON true;

COMMENT ON VIEW ops.ticket_response IS
	'tickets from creation (or reopening) to the first public reply of a person, in business hours';
COMMENT ON COLUMN ops.ticket_response.status IS
	'met, missed, overdue (open past the target) or not due; NULL: no business hours are known';
