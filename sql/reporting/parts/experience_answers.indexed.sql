-- Looked up, contact by contact.
--
-- when  survey_response_contact
LEFT JOIN LATERAL (
	SELECT :answer_sums
	FROM (
		SELECT item, :answer_of_item
		FROM (:survey_answers) AS r
		WHERE r.contact_id = v.contact_id AND item <> 'employee_satisfaction'
		GROUP BY item
	) AS r
) AS a ON true
