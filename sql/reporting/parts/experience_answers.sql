-- What customers answered, by contact.
LEFT JOIN (
	SELECT contact_id, :answer_sums
	FROM (
		SELECT contact_id, item, :answer_of_item
		FROM (:survey_answers) AS r
		WHERE contact_id IS NOT NULL AND item <> 'employee_satisfaction'
		GROUP BY contact_id, item
	) AS r
	GROUP BY contact_id
) AS a ON a.contact_id = v.contact_id
