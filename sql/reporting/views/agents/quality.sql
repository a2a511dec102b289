-- Items to evaluations, evaluations to months.  An item that does not apply, or has no usable points, is out of both
-- sums; a critical error fails the whole evaluation.
--
-- key  agent_id, month

CREATE VIEW ops.quality AS
SELECT agent_id, month, evaluations, points, max_points,
	points / nullif(max_points, 0) AS score,
	critical_errors,
	1 - critical_errors::float8 / nullif(evaluations, 0) AS critical_accuracy,
	sum_score,
	sum_score / nullif(scored, 0) AS mean_score_critical_zero,
	scored,
	agent_name
FROM (
	SELECT agent_id, month,
		count(*) AS evaluations,
		sum(points)::float8 AS points,
		sum(max_points)::float8 AS max_points,
		count(*) FILTER (WHERE failed) AS critical_errors,
		count(max_points) FILTER (WHERE max_points > 0) AS scored,
		sum(CASE WHEN failed THEN 0 ELSE points / nullif(max_points, 0) END)::float8 AS sum_score
	FROM (
		SELECT agent_id,
			date_trunc('month', evaluated_at AT TIME ZONE :'zone'::text)::date AS month,
			contact_id, evaluator, evaluated_at,
			sum(weight::numeric * points::numeric) FILTER (WHERE counts) AS points,
			sum(weight::numeric * max_points::numeric) FILTER (WHERE counts AND points IS NOT NULL) AS max_points,
			coalesce(bool_or(critical AND points = 0) FILTER (WHERE counts), false) AS failed
		FROM (
			SELECT *,
				applicable AND (:quality_problem) IS NULL AS counts
			FROM ops.quality_evaluation
			WHERE evaluated_at >= :first_instant AND evaluated_at < :last_instant
		) AS e
		GROUP BY agent_id, contact_id, evaluator, evaluated_at
	) AS e
	GROUP BY agent_id, month
) AS x
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.quality IS
	'quality evaluations by agent and local month';
