-- Stretches in which tickets are open.  A ticket is open or not: created again, reopened while open or solved when
-- closed, it stays as it is.
SELECT ticket_id, event, queue_id, calendar_id,
	at AS opened_at,
	closed_at
FROM (
	SELECT *,
		lead(at) OVER (PARTITION BY ticket_id ORDER BY at, event_no) AS closed_at
	FROM (
		SELECT *,
			lag(opens, 1, false) OVER (PARTITION BY ticket_id ORDER BY at, event_no) AS was_open
		FROM (
			SELECT ticket_id, event_no, at, event, queue_id, calendar_id,
				event IN ('created', 'reopened') AS opens,
				event = 'created' AND bool_or(event = 'created') OVER (PARTITION BY ticket_id ORDER BY at, event_no
					ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS again
			FROM ops.ticket_event
			WHERE event IN ('created', 'reopened', 'solved', 'closed') AND :ticket_event_usable
		) AS e
		WHERE again IS NOT TRUE
	) AS e
	WHERE opens <> was_open
) AS e
WHERE opens
