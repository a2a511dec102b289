-- Read once for two cards: by month and queue, the newest month with answers of the three that end with the span.
INSERT INTO pg_temp.voc SELECT NULL, month, csat, csat_lower, csat_upper, csat_answers, nps, nps_lower, nps_upper, nps_answers
FROM (SELECT *, max(month) OVER () AS newest FROM voc_month WHERE responses > 0 AND month BETWEEN :'month0'::date - interval '1 month' AND :'month') AS v WHERE month = newest;
INSERT INTO pg_temp.voc SELECT queue_id, month, csat, csat_lower, csat_upper, csat_answers, nps, nps_lower, nps_upper, nps_answers
FROM voc_queue WHERE month = (SELECT month FROM pg_temp.voc);
SELECT pg_temp.card(coalesce((SELECT pg_temp.w('Recommendation (NPS): %s points, 95 %% interval %s to %s', pg_temp.written(v ->> 'NPS|+p', '+p'), pg_temp.written(v ->> 'from|+p', '+p'), pg_temp.written(v ->> 'to|+p', '+p')) FROM json_array_elements(json_agg(r)) AS v WHERE v ->> '.all' = 'true'), pg_temp.w('Recommendation (NPS)')),
	pg_temp.w('Points: promoters less detractors, of 100 who answered, with the 95 % interval; the newest month with answers.'), pg_temp.ranges(json_agg(r), 'NPS', '{from,to}', 'Target'), json_agg(r))
FROM (SELECT coalesce(pg_temp.q(queue_id), pg_temp.w('all queues')) AS "Queue", nps AS "NPS|+p", nps_lower AS "from|+p", nps_upper AS "to|+p", nps_answers AS "Answers|n", pg_temp.goal('nps') AS "Target|+p", queue_id IS NULL AS ".all"
	FROM pg_temp.voc
	WHERE nps IS NOT NULL ORDER BY queue_id IS NOT NULL, nps DESC, queue_id LIMIT 25) AS r HAVING count(*) > 0;
