-- A p chart of the visits that were not served in time, d of n, so that its limits are turned round: 1 less each.  It
-- takes its limits from the first k of a series, so the days of the baseline are put first.
--
-- key  queue_id, media, day

CREATE VIEW ops.control_chart_service_level AS
SELECT v.*, queue_name
FROM (
	WITH point AS (
		SELECT queue_id, media, day, service_judged, service_met, service_level,
			:in_baseline AS in_baseline
		FROM ops.queue_day
		WHERE service_judged > 0
		WINDOW w AS (PARTITION BY queue_id, media ORDER BY day)
	),
	numbered AS (
		SELECT *,
			row_number() OVER (PARTITION BY queue_id, media ORDER BY NOT coalesce(in_baseline, false), day) AS item
		FROM point
	),
	series AS (
		SELECT queue_id, media,
			array_agg((service_judged - service_met)::float8 ORDER BY item) AS d,
			array_agg(service_judged::float8 ORDER BY item) AS n,
			count(*) FILTER (WHERE in_baseline)::integer AS k
		FROM numbered
		GROUP BY queue_id, media
	)
	SELECT p.queue_id, p.media, p.day, p.service_judged, p.service_met, p.service_level, p.in_baseline,
		1 - c.center AS center,
		1 - c.laney_upper AS lower,
		1 - c.laney_lower AS upper,
		c.sigma_z, c.signal
	FROM series AS s
	CROSS JOIN LATERAL cc.p_chart_limits(s.d, s.n, nullif(s.k, 0)) AS c
	JOIN numbered AS p ON p.queue_id IS NOT DISTINCT FROM s.queue_id
		AND p.media IS NOT DISTINCT FROM s.media
		AND p.item = c.item
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.control_chart_service_level IS
	'daily service level of each queue against p chart limits, corrected for over-dispersion (Laney), from the '
	'baseline (its days, or else the first 20)';
COMMENT ON COLUMN ops.control_chart_service_level.signal IS
	'beyond the limits: not noise';
