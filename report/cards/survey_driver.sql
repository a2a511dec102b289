SELECT pg_temp.card(pg_temp.w('Which questions go with satisfaction and recommendation'), pg_temp.w('Points of the outcome for one point of the question, all else equal (0 to 100), with the 95 % interval. Of all answers.'),
	pg_temp.ranges(json_agg(r), 'Points', '{from,to}'), json_agg(r))
FROM (SELECT driver || ' → ' || upper(outcome) AS "Question", estimate AS "Points|n2", lower AS "from|n2", upper AS "to|n2", share AS "Share of what is explained|%", performance AS "Mean answer|*", answers AS "Answers|n"
	FROM survey_driver WHERE estimate IS NOT NULL ORDER BY outcome, rank) AS r HAVING count(*) > 0;
