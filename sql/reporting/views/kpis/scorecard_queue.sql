-- The KPIs that queue_month yields, of the same sums as those of the centre; callbacks left out, as there.
--
-- key  queue_id, month, kpi
-- role  actual | ratio numerator / denominator; as the KPI
\set scope 't.scope IN (''all'', k.queue_id)'

CREATE VIEW ops.scorecard_queue AS
SELECT v.*, queue_name
FROM (
	SELECT k.queue_id, k.month, c.kpi,
		:scored
	FROM (
		SELECT q.queue_id, q.month, v.kpi, v.numerator, v.denominator,
			v.numerator / nullif(v.denominator, 0) AS value
		FROM (
			SELECT queue_id, month,
				:queue_sums
			FROM ops.queue_month
			WHERE media IS DISTINCT FROM 'callback'
			GROUP BY queue_id, month
		) AS q,
		LATERAL (VALUES :queue_kpis) AS v (kpi, numerator, denominator)
	) AS k
	JOIN cc.kpi_catalog() AS c USING (kpi)
	:goal
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.scorecard_queue IS
	'KPIs by queue and month, against the target of the queue, or else of all';
COMMENT ON COLUMN ops.scorecard_queue.actual IS
	'value reached';
