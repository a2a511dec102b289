-- A minute costs what the parameter says, or else the month's costs (of one currency) over its handle time.
--
-- uses  cost
-- key  month, component
-- role  contacts | repeated
-- role  cost | repeated; money
-- role  cost_per_year | repeated; money
\set scope 't.scope = ''all'''

CREATE VIEW ops.gap_cost AS
SELECT month, component, own_s, target_s, target_source,
	own_s - target_s AS gap_s,
	contacts, cost_per_minute,
	cc.cost_of_gap(own_s, target_s, contacts, cost_per_minute) AS cost,
	12 * cc.cost_of_gap(own_s, target_s, contacts, cost_per_minute) AS cost_per_year
FROM (
	SELECT k.month,
		k.kpi AS component,
		k.value AS own_s,
		coalesce(t.goal, g.mean) AS target_s,
		CASE WHEN t.goal IS NULL THEN 'benchmark' ELSE 'target' END AS target_source,
		k.denominator AS contacts,
		coalesce(:'cost_per_minute'::float8, m.amount / nullif(k.handle_s / 60, 0)) AS cost_per_minute
	FROM (
		SELECT month, kpi, value, denominator,
			max(numerator) FILTER (WHERE kpi = 'aht') OVER (PARTITION BY month) AS handle_s
		FROM ops.kpi_month
		WHERE kpi IN ('talk', 'acw', 'aht') AND value IS NOT NULL
	) AS k
	CROSS JOIN LATERAL cc.benchmark_gap(k.kpi, k.value) AS g
	:goal
	LEFT JOIN (
		SELECT month,
			CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS amount
		FROM ops.cost
		WHERE scope = 'all' AND CASE WHEN (:cost_problem) IS NULL THEN true END
		GROUP BY month
	) AS m ON m.month = k.month
) AS x;

COMMENT ON VIEW ops.gap_cost IS
	'what the gap of the handle time to the benchmark costs, by month and component (aht = talk + acw); against a '
	'target for the KPI where there is one';
COMMENT ON COLUMN ops.gap_cost.component IS
	'talk, acw or aht (their sum)';
