-- The starts of ticket_stretches that are of :starts, found one by one, so that a filter by instant or ticket reads no
-- more than it needs.
SELECT e.ticket_id, e.event_no, e.event, e.queue_id, e.calendar_id, e.day, e.for_clock, e.at AS opened_at,
	c.closed_at
FROM :starts AS e
LEFT JOIN LATERAL (
	SELECT p.event
	FROM :ticket_events AS p
	WHERE p.ticket_id = e.ticket_id AND p.event IN ('created', 'reopened', 'solved', 'closed')
		AND (p.at, p.event_no) < (e.at, e.event_no)
		AND (p.event <> 'created' OR NOT EXISTS (
			SELECT
			FROM :ticket_events AS a
			WHERE a.ticket_id = e.ticket_id AND a.event IN ('created', 'reopened', 'solved', 'closed')
				AND a.event = 'created' AND (a.at, a.event_no) < (p.at, p.event_no)))
	ORDER BY p.at DESC, p.event_no DESC
	LIMIT 1
) AS p ON true
CROSS JOIN LATERAL (
	SELECT min(c.at) AS closed_at
	FROM :ticket_events AS c
	WHERE c.ticket_id = e.ticket_id AND c.event IN ('created', 'reopened', 'solved', 'closed')
		AND c.event IN ('solved', 'closed') AND (c.at, c.event_no) > (e.at, e.event_no)
) AS c
WHERE e.event IN ('created', 'reopened')
	AND CASE WHEN p.event IS NULL THEN true
		WHEN p.event IN ('created', 'reopened') THEN false
		WHEN e.event = 'reopened' THEN true
		ELSE NOT EXISTS (
			SELECT
			FROM :ticket_events AS a
			WHERE a.ticket_id = e.ticket_id AND a.event IN ('created', 'reopened', 'solved', 'closed')
				AND a.event = 'created' AND (a.at, a.event_no) < (e.at, e.event_no)) END
