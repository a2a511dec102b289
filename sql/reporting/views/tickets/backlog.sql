-- Each stretch in which a ticket is open meets the days it touches by their numbers, found by bisection among the
-- days' starts: a join on ranges would compare every ticket with every day.
--
-- key  day, queue_id

CREATE VIEW ops.backlog AS
SELECT v.*, queue_name
FROM (
	WITH day AS MATERIALIZED (
		:ticket_days
	)
	SELECT d.day, s.queue_id,
		count(*) FILTER (WHERE s.opened_at >= d.day_start) AS opened,
		count(*) FILTER (WHERE s.closed_at < d.day_end) AS closed,
		count(*) FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS open_tickets,
		percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.day_end - s.opened_at)::float8)
			FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS median_age_s,
		max(extract(epoch FROM d.day_end - s.opened_at)::float8)
			FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS oldest_age_s
	FROM (:ticket_stretch_days) AS s
	JOIN day AS d USING (number)
	WHERE s.opened_at < d.day_end
	GROUP BY d.day, s.queue_id
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.backlog IS
	'tickets open at the end of each local day, whatever events are repeated; never sum over days';
