SELECT pg_temp.card(pg_temp.w('Conversations in writing'), pg_temp.w('How long customers wait for an agent''s message.'), pg_temp.grid(json_agg(r)), class => 'wide')
FROM (SELECT pg_temp.q(queue_id) || CASE WHEN media = 'chat' THEN '' ELSE format(' (%s)', pg_temp.w(media)) END AS "Queue", sum(conversations) AS "Conversations|n", sum(first_response_s) / nullif(sum(first_responses), 0)::float8 AS "First response|t", sum(response_s) / nullif(sum(responses), 0)::float8 AS "Any response|t",
		sum(left_waiting) AS "Left waiting|n", sum(idle_closed) / nullif(sum(end_known), 0)::float8 AS "Closed as idle|%"
	FROM conversation_day WHERE day BETWEEN :'d0' AND :'d1' GROUP BY queue_id, media ORDER BY sum(conversations) DESC, queue_id LIMIT 12) AS r HAVING count(*) > 0;
