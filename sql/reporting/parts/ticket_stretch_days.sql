-- The days on which a ticket was open, by their numbers in day.
SELECT queue_id, opened_at, closed_at,
	generate_series(width_bucket(opened_at, n.starts),
		width_bucket(coalesce(closed_at, now()), n.starts)) AS number
FROM (:ticket_stretches) AS s,
(SELECT array_agg(day_start ORDER BY number) AS starts FROM day) AS n
