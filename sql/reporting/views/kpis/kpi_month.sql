-- A month is either stored as a whole or computed as a whole.
--
-- uses  kpi_month_summary
-- key  month, kpi

CREATE VIEW ops.kpi_month AS
SELECT month, kpi, numerator, denominator, numerator / nullif(denominator, 0) AS value
FROM ops.kpi_month_summary
UNION ALL
SELECT month, kpi, numerator, denominator, value
FROM ops.kpi_month_live
WHERE month <> ALL (ARRAY(SELECT DISTINCT month FROM ops.kpi_month_summary));

COMMENT ON VIEW ops.kpi_month IS
	'every KPI by local month, with the two sums it is the quotient of: as refresh_kpi_month stored it, else as '
	'kpi_month_live has it';
