-- The finest grain, where most is suppressed: read voc_queue and voc_agent for the wider ones.
--
-- key  queue_id, agent_id, month

CREATE VIEW ops.voc_queue_agent AS
SELECT queue_id, agent_id, month,
	:voc_figures,
	queue_name, agent_name
FROM (
	SELECT queue_id, agent_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
		:voc_counts
	FROM (:survey_answers) AS r
	WHERE item <> 'employee_satisfaction'
	GROUP BY queue_id, agent_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date
) AS x
LEFT JOIN ops.present_queue USING (queue_id)
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.voc_queue_agent IS
	'voice of the customer by queue, agent and local month of the contact; with fewer than min_answers nothing '
	'but the count is shown';
