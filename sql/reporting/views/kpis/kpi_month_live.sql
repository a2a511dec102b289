-- Month by month: a constant name in each branch, so that a filter on kpi leaves out the
-- sources of others.  From month to month with data, by the first instant of each table
-- after the last month; in an array, which the planner takes for short: months are few.
--
-- after  repeat_contact
-- key  month, kpi

:kpi_functions

CREATE VIEW ops.kpi_month_live AS
SELECT m.month, k.kpi, k.numerator, k.denominator,
	k.numerator / nullif(k.denominator, 0) AS value
FROM unnest(ARRAY(
	WITH RECURSIVE m (month) AS (
		SELECT '0001-01-01'::timestamp
		UNION ALL
		SELECT greatest(date_trunc('month', n.at AT TIME ZONE :'zone'::text - :'day_start'::time),
			m.month + '1 month'::interval)
		FROM m,
		LATERAL (
			SELECT least(:kpi_next) AS at
			FROM (SELECT (m.month + '1 month'::interval) AT TIME ZONE :'zone'::text AS at) AS x
			OFFSET 0
		) AS n
		WHERE n.at IS NOT NULL
	)
	SELECT month::date
	FROM m
	WHERE month > '0001-01-01'
)) AS m (month),
LATERAL (
	WITH :kpi_sources
	:kpi_measures
) AS k;

COMMENT ON VIEW ops.kpi_month_live IS
	'every KPI that the tables at hand yield, by local month, with the two sums it is the quotient of; computed '
	'now, month by month';
