SELECT pg_temp.card(pg_temp.w('Service level by queue and time of day'), pg_temp.w('Per cent answered within %s s, of the contacts that came in each interval, all days together. Underlined: below the goal.', :'threshold_s'),
	pg_temp.heat(d, :'service_goal'::float8), d, 'wide')
FROM (SELECT json_agg(r) AS d FROM (
	SELECT pg_temp.q(queue_id) AS "Queue", to_char(local_start, 'HH24:MI') AS "Time", sum(met) / nullif(sum(judged), 0) AS "Service level|%", sum(judged) AS "Contacts judged|n"
	FROM pg_temp.half
	GROUP BY queue_id, to_char(local_start, 'HH24:MI') ORDER BY queue_id, 2) AS r) AS x WHERE d IS NOT NULL;
