-- From the answers, not from voc_queue_agent: what that suppresses counts here.
--
-- key  queue_id, month

CREATE VIEW ops.voc_queue AS
SELECT queue_id, month,
	:voc_figures,
	queue_name
FROM (
	SELECT queue_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
		:voc_counts
	FROM (:survey_answers) AS r
	WHERE item <> 'employee_satisfaction'
	GROUP BY queue_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.voc_queue IS
	'voice of the customer by queue and local month of the contact; with fewer than min_answers nothing but the '
	'count is shown';
