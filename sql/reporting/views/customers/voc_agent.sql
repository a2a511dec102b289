-- From the answers, not from voc_queue_agent: what that suppresses counts here.
--
-- key  agent_id, month

CREATE VIEW ops.voc_agent AS
SELECT agent_id, month,
	:voc_figures,
	agent_name
FROM (
	SELECT agent_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
		:voc_counts
	FROM (:survey_answers) AS r
	WHERE item <> 'employee_satisfaction'
	GROUP BY agent_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date
) AS x
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.voc_agent IS
	'voice of the customer by agent and local month of the contact; with fewer than min_answers nothing but the '
	'count is shown';
