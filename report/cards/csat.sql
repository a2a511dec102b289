SELECT pg_temp.card(pg_temp.w('Satisfied customers (CSAT): %s', coalesce((SELECT pg_temp.written(v ->> 'CSAT|%', '%') FROM json_array_elements(json_agg(r)) AS v WHERE v ->> '.all' = 'true'), '–')), pg_temp.w('Share of satisfied answers, with the 95 % interval; the newest month with answers.'), pg_temp.ranges(json_agg(r), 'CSAT', '{from,to}', 'Target'), json_agg(r))
FROM (SELECT coalesce(pg_temp.q(queue_id), pg_temp.w('all queues')) AS "Queue", csat AS "CSAT|%", csat_lower AS "from|%", csat_upper AS "to|%", csat_answers AS "Answers|n", pg_temp.goal('csat') AS "Target|%", queue_id IS NULL AS ".all"
	FROM pg_temp.voc
	WHERE csat IS NOT NULL ORDER BY queue_id IS NOT NULL, csat DESC, queue_id LIMIT 25) AS r HAVING count(*) > 0;
