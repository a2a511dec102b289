-- A clock starts when a ticket is created, and again when it is reopened; a reply stops it, and so does its end.
--
-- key  ticket_id, started_at

CREATE VIEW ops.ticket_response AS
WITH :opening_hours
SELECT s.ticket_id, s.queue_id, s.calendar_id,
	s.event AS started_by,
	s.opened_at AS started_at,
	r.replied_at, x.response_s,
	CASE WHEN x.response_s <= :'response_target'::float8 THEN 'met'
		WHEN x.response_s > :'response_target'::float8 THEN 'missed'
		WHEN r.replied_at IS NOT NULL THEN NULL
		WHEN s.closed_at <= now() THEN 'closed'
		WHEN x.open_s > :'response_target'::float8 THEN 'overdue'
		WHEN x.open_s IS NOT NULL THEN 'not due' END AS status,
	x.open_s
FROM (:ticket_stretches) AS s
LEFT JOIN hours AS h USING (calendar_id)
LEFT JOIN LATERAL (
	SELECT min(e.at) AS replied_at
	FROM ops.ticket_event AS e
	WHERE e.ticket_id = s.ticket_id
		AND e.event = 'comment' AND e.actor_kind = 'agent' AND e.public
		AND e.at >= s.opened_at AND e.at <= coalesce(s.closed_at, '9999-12-31 00:00+00')
) AS r ON true
CROSS JOIN LATERAL (
	SELECT coalesce(r.replied_at, greatest(least(s.closed_at, now()), s.opened_at)) AS ends_at
) AS e
CROSS JOIN LATERAL (
	SELECT CASE WHEN h.known @>
			daterange((s.opened_at AT TIME ZONE h.tz)::date, (e.ends_at AT TIME ZONE h.tz)::date, '[]')
			THEN cc.business_seconds(h.hours, s.opened_at, e.ends_at) END AS open_s
) AS o
CROSS JOIN LATERAL (
	SELECT CASE WHEN r.replied_at IS NOT NULL THEN o.open_s END AS response_s,
		CASE WHEN r.replied_at IS NULL THEN o.open_s END AS open_s
) AS x;

COMMENT ON VIEW ops.ticket_response IS
	'tickets from creation (or reopening) to the first public reply of a person, or their end, in business hours';
COMMENT ON COLUMN ops.ticket_response.status IS
	'met, missed, overdue (open past the target), not due, or closed (solved or closed without a reply: not judged); '
	'NULL: the business hours are not known';
