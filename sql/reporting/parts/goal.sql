-- The newest target t of :scope for the KPI and month of k; one for another threshold than the views' is none.
--
-- uses  target
LEFT JOIN LATERAL (
	SELECT t.goal
	FROM ops.target AS t
	WHERE t.kpi = k.kpi AND :scope AND t.valid @> k.month AND CASE WHEN (:target_problem) IS NULL THEN true END
		AND (t.threshold_s IS NULL OR t.threshold_s = :'threshold'::float8)
	ORDER BY t.scope = 'all', lower(t.valid) DESC NULLS LAST, upper(t.valid), t.goal
	LIMIT 1
) AS t ON true
