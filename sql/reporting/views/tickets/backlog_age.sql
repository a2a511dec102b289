-- As backlog, each ticket in a band by its age at the end of the day; every band has a row.
--
-- key  day, queue_id, band_no

CREATE VIEW ops.backlog_age AS
SELECT v.*, queue_name
FROM (
	WITH day AS MATERIALIZED (
		:ticket_days
	)
	SELECT s.day, s.queue_id, b.band_no, b.band, b.open_tickets,
		s.bands[1] + s.bands[2] + s.bands[3] + s.bands[4] + s.bands[5] + s.bands[6] AS open_in_queue,
		b.open_tickets::float8
			/ nullif(s.bands[1] + s.bands[2] + s.bands[3] + s.bands[4] + s.bands[5] + s.bands[6], 0) AS band_share
	FROM (
		SELECT day, queue_id, ARRAY[
				count(*) FILTER (WHERE age < 14400),
				count(*) FILTER (WHERE age >= 14400 AND age < 86400),
				count(*) FILTER (WHERE age >= 86400 AND age < 259200),
				count(*) FILTER (WHERE age >= 259200 AND age < 604800),
				count(*) FILTER (WHERE age >= 604800 AND age < 2592000),
				count(*) FILTER (WHERE age >= 2592000)] AS bands
		FROM (
			SELECT d.day, s.queue_id,
				CASE WHEN s.closed_at IS NULL OR s.closed_at >= d.day_end
					THEN extract(epoch FROM d.day_end - s.opened_at) END AS age
			FROM (:ticket_stretch_days) AS s
			JOIN day AS d USING (number)
			WHERE s.opened_at < d.day_end
		) AS s
		GROUP BY day, queue_id
	) AS s
	CROSS JOIN LATERAL (
		VALUES (1, 'below 4 hours'::text, s.bands[1]), (2, 'to 1 day', s.bands[2]), (3, 'to 3 days', s.bands[3]),
			(4, 'to 7 days', s.bands[4]), (5, 'to 30 days', s.bands[5]), (6, 'older', s.bands[6])
	) AS b (band_no, band, open_tickets)
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.backlog_age IS
	'tickets open at the end of each local day, by age since the opening (or reopening) in bands; never sum over days';
COMMENT ON COLUMN ops.backlog_age.open_in_queue IS
	'tickets of the queue open at the end of the day, of all bands';
