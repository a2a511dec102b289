-- The KPIs of kpi_month with what the catalogue says of them and the target for all.
--
-- key  month, kpi
-- role  actual | ratio numerator / denominator; as the KPI
\set scope 't.scope = ''all'''

CREATE VIEW ops.scorecard AS
SELECT k.month, c.kpi,
	:scored
FROM ops.kpi_month AS k
JOIN cc.kpi_catalog() AS c USING (kpi)
:goal;

COMMENT ON VIEW ops.scorecard IS
	'every KPI by month: value layer, ICMI module, target, actual, status';
COMMENT ON COLUMN ops.scorecard.actual IS
	'value reached';
