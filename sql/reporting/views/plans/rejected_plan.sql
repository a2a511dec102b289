-- What the table takes and no view can use.
--
-- key  queue_id, media, interval_start

CREATE VIEW ops.rejected_plan AS
SELECT queue_id, media, interval_start, problem
FROM (
	SELECT queue_id, interval_start,
		to_jsonb(s) ->> 'media' AS media,
		:staff_plan_problem AS problem
	FROM ops.staff_plan AS s
) AS s
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_plan IS
	'rows of the staff plan that no other view counts, and why';
