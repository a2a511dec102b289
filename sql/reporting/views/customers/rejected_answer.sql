-- What the table takes and no view can use; that the question was asked counts.
--
-- key  response_id, item

CREATE VIEW ops.rejected_answer AS
SELECT response_id, item, contact_at, problem
FROM (
	SELECT response_id, item, contact_at,
		:survey_problem AS problem
	FROM ops.survey_response AS r
) AS r
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_answer IS
	'answers that no other view counts, and why';
