-- An XmR chart: limits from the baseline b, signals looked for in the whole series x.
--
-- key  queue_id, media, day

CREATE VIEW ops.control_chart_aht AS
SELECT v.*, queue_name
FROM (
	WITH point AS (
		SELECT queue_id, media, day, answered, handle_s, aht,
			row_number() OVER w AS item,
			:in_baseline AS in_baseline
		FROM ops.queue_day
		WHERE aht IS NOT NULL
		WINDOW w AS (PARTITION BY queue_id, media ORDER BY day)
	),
	series AS (
		SELECT queue_id, media,
			array_agg(aht ORDER BY day) AS x,
			array_agg(aht ORDER BY day) FILTER (WHERE in_baseline) AS b
		FROM point
		GROUP BY queue_id, media
	)
	SELECT p.queue_id, p.media, p.day, p.answered, p.handle_s, p.aht, p.in_baseline,
		l.center, l.lower, l.upper, s.signal
	FROM point AS p
	JOIN series USING (queue_id, media)
	CROSS JOIN LATERAL cc.xmr_limits(series.b, NULL::integer, 'mean'::text) AS l
	LEFT JOIN LATERAL (
		SELECT c.item, c.signal
		FROM cc.control_signals(series.x, l.center, l.sigma) AS c
	) AS s ON s.item = p.item
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.control_chart_aht IS
	'daily average handle time of each queue against 3-sigma limits from the baseline (its days, or else the '
	'first 20)';
