-- The newest target t of :scope for the KPI and month of k.
--
-- uses  target
LEFT JOIN LATERAL (
	SELECT t.goal
	FROM ops.target AS t
	WHERE t.kpi = k.kpi AND :scope AND t.valid @> k.month AND (:target_problem) IS NULL
	ORDER BY t.scope = 'all', lower(t.valid) DESC NULLS LAST, upper(t.valid), t.goal
	LIMIT 1
) AS t ON true
