-- All queues and agents.  From the answers, not from voc_queue or voc_agent: what those suppress counts here.
--
-- key  month

CREATE VIEW ops.voc_month AS
SELECT month,
	:voc_figures
FROM (
	SELECT date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
		:voc_counts
	FROM (:survey_answers) AS r
	WHERE item <> 'employee_satisfaction'
	GROUP BY date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date
) AS x;

COMMENT ON VIEW ops.voc_month IS
	'voice of the customer by local month of the contact';
