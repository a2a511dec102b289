-- The complement of valid_visit, test visits aside.  The tables of the model refuse most of these; mapped ones may not.
--
-- key  contact_id, visit_no

CREATE VIEW ops.rejected_visit AS
SELECT contact_id, visit_no, source, queue_id, queued_at, problem
FROM (
	SELECT contact_id, visit_no, source, queue_id, queued_at,
		:visit_problem AS problem
	FROM ops.queue_visit AS v
	WHERE is_test IS NOT TRUE
) AS v
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_visit IS
	'visits that no other view counts, and why';
