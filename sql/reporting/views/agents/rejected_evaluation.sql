-- What the table takes and no view can use.
--
-- key  contact_id, agent_id, evaluator, evaluated_at, item

CREATE VIEW ops.rejected_evaluation AS
SELECT contact_id, agent_id, evaluator, evaluated_at, item, problem
FROM (
	SELECT contact_id, agent_id, evaluator, evaluated_at, item,
		:quality_problem AS problem
	FROM ops.quality_evaluation
) AS e
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_evaluation IS
	'items of quality evaluations that no other view counts, and why';
