-- KPIs that have a benchmark.  Handle time has none of its own: benchmark_gap makes it of those of talk and
-- after-contact work.
--
-- key  month, kpi

CREATE VIEW ops.benchmark_comparison AS
SELECT k.month, k.kpi, b.unit, k.numerator, k.denominator, k.value,
	g.median, g.mean, g.sd, g.gap, g.gap_to_median, g.ratio_to_median, g.z, g.status
FROM ops.kpi_month AS k
LEFT JOIN cc.benchmark() AS b ON b.metric = k.kpi
CROSS JOIN LATERAL cc.benchmark_gap(k.kpi, k.value) AS g
WHERE (b.metric IS NOT NULL OR k.kpi = 'aht') AND k.value >= 0;

COMMENT ON VIEW ops.benchmark_comparison IS
	'KPIs by month against the benchmark (Purdue University 1999)';
COMMENT ON COLUMN ops.benchmark_comparison.gap IS
	'value less the benchmark''s mean';
COMMENT ON COLUMN ops.benchmark_comparison.mean IS
	'mean of the benchmark';
COMMENT ON COLUMN ops.benchmark_comparison.status IS
	'better or worse than the mean; NULL: neither direction is';
