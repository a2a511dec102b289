SELECT pg_temp.card(pg_temp.w('Service level by day and time of day'), pg_temp.w('Per cent answered within %s s, all queues together; the last %s days at most.', :'threshold_s', '31'),
	pg_temp.heat(d, :'service_goal'::float8), d, 'wide')
FROM (SELECT json_agg(r) AS d FROM (
	SELECT pg_temp.day(day) AS "Day", to_char(local_start, 'HH24:MI') AS "Time", sum(met) / nullif(sum(judged), 0) AS "Service level|%", sum(judged) AS "Contacts judged|n"
	FROM pg_temp.half WHERE day > :'d1'::date - 31
	GROUP BY day, to_char(local_start, 'HH24:MI') ORDER BY day, 2) AS r) AS x WHERE d IS NOT NULL;
