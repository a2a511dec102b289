-- A month is either stored as a whole or computed as a whole.  Of months PostgreSQL expects one that is NULL where it
-- expects several that are in no list: a plan that is mostly not executed is to look like one, or jit compiles it.
--
-- uses  kpi_month_summary, stored_late
-- key  month, kpi

CREATE VIEW ops.kpi_month AS
SELECT month, kpi, numerator, denominator, numerator / nullif(denominator, 0) AS value,
	month = ANY (ARRAY(
		SELECT m.month
		FROM (SELECT DISTINCT month FROM ops.kpi_month_summary) AS m
		WHERE EXISTS (
			SELECT
			FROM ops.stored_late AS l
			WHERE l.to_at > (m.month + :'day_start'::time) AT TIME ZONE :'zone'::text
				AND l.from_at < (m.month + '1 month'::interval + :'day_start'::time) AT TIME ZONE :'zone'::text)
	)) AS is_stale
FROM ops.kpi_month_summary
UNION ALL
SELECT month, kpi, numerator, denominator, value, false
FROM ops.kpi_month_live
WHERE nullif(month = ANY (ARRAY(SELECT DISTINCT month FROM ops.kpi_month_summary)), false) IS NULL;

COMMENT ON VIEW ops.kpi_month IS
	'every KPI by local month, with the two sums it is the quotient of: as refresh_kpi_month stored it, else as '
	'kpi_month_live has it';
COMMENT ON COLUMN ops.kpi_month.is_stale IS
	'visits, states or schedules of the month came, changed or went since it was stored; refresh_kpi_month takes them, '
	'after the refreshes of intervals';
