-- Any framework beside what the centre measures.
--
-- key  framework, dimension, month, kpi

CREATE VIEW ops.framework_evidence AS
SELECT d.framework, d.dimension, s.month, s.kpi, s.numerator, s.denominator, s.actual AS value, s.target, s.status,
	m.level, m.assessed_on
FROM cc.framework_dimensions() AS d
CROSS JOIN LATERAL unnest(d.kpis) AS e (kpi)
JOIN ops.scorecard AS s ON s.kpi = e.kpi
LEFT JOIN LATERAL (
	SELECT m.level, m.assessed_on
	FROM ops.maturity AS m
	WHERE m.framework = d.framework AND m.dimension = d.dimension
		AND m.assessed_on < (s.month + '1 month'::interval)::date
	ORDER BY m.assessed_on DESC
	LIMIT 1
) AS m ON true;

COMMENT ON VIEW ops.framework_evidence IS
	'dimensions of frameworks by month, with the KPIs that are evidence for each and the level of the last assessment';
