-- By month and queue, the newest month of the span.
SELECT pg_temp.card(pg_temp.w('Recommendation (NPS) by queue'), pg_temp.w('Promoters less detractors, with the 95 % interval; the newest month with answers.'), pg_temp.ranges(json_agg(r), 'NPS', '{from,to}', 'Target'), json_agg(r))
FROM (SELECT pg_temp.q(queue_id) AS "Queue", nps AS "NPS|+%", nps_lower AS "from|+%", nps_upper AS "to|+%", nps_answers AS "Answers|n", pg_temp.goal('nps') AS "Target|%"
	FROM voc_queue WHERE month = (SELECT max(month) FROM voc_queue WHERE month <= :'d1' AND responses > 0) AND nps IS NOT NULL ORDER BY nps DESC, queue_id LIMIT 24) AS r HAVING count(*) > 0;
