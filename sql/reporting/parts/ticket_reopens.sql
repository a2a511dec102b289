-- How often the ticket of clock c was reopened.
\set starts :ticket_starts_of_all
(
	SELECT count(*)
	FROM (:ticket_openings) AS o
	WHERE o.ticket_id = c.ticket_id AND o.event = 'reopened'
)
