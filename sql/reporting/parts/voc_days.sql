-- Counts of answers of :survey_span by :voc_by, month and local day, of those who were asked as :voc_asked.  Who gives
-- answers about several days is counted on each.
SELECT :voc_by, month, day,
	:voc_counts
FROM (
	SELECT *,
		date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
		(contact_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day
	FROM (:survey_answers_of_all) AS r
	WHERE :survey_span AND :voc_asked AND item <> 'employee_satisfaction'
) AS r
GROUP BY :voc_by, month, day
