-- By month and queue, the newest month of the span.
SELECT pg_temp.card(pg_temp.w('Satisfied customers (CSAT) by queue'), pg_temp.w('Share of satisfied answers, with the 95 % interval; the newest month with answers.'), pg_temp.ranges(json_agg(r), 'CSAT', '{from,to}', 'Target'), json_agg(r))
FROM (SELECT pg_temp.q(queue_id) AS "Queue", csat AS "CSAT|%", csat_lower AS "from|%", csat_upper AS "to|%", csat_answers AS "Answers|n", pg_temp.goal('csat') AS "Target|%"
	FROM voc_queue WHERE month = (SELECT max(month) FROM voc_queue WHERE month <= :'d1' AND responses > 0) AND csat IS NOT NULL ORDER BY csat DESC, queue_id LIMIT 24) AS r HAVING count(*) > 0;
