-- What the KPIs of the satisfaction of employees are made of, in month m.month.
SELECT sum(top_box) AS top_box,
	sum(answers) AS answers
FROM ops.survey_item
WHERE item = 'employee_satisfaction' AND month = m.month AND NOT suppressed
HAVING count(*) > 0;

-- kpi  employee_satisfaction | top_box | answers
