-- Up to a month as rows, more as a line.
SELECT pg_temp.card(pg_temp.w('Service level by day'), pg_temp.w('Per cent answered within %s s, all queues together; the line is the goal, what is below it orange and underlined.', :'threshold_s'),
	CASE WHEN count(*) <= 31 THEN pg_temp.ranges(json_agg(r), 'Service level', against => 'Goal', bars => true, up_to => 1, miss => 'below') ELSE pg_temp.plot(json_agg(r), lines => '{Service level}', levels => '{Goal}', zero => false) END, json_agg(r))
FROM (SELECT pg_temp.day(day) AS "Day", sum(service_met) / nullif(sum(service_judged), 0)::float8 AS "Service level|%", :'service_goal'::float8 AS "Goal|%", sum(offered) AS "Offered|n",
		sum(abandoned) / nullif(sum(offered), 0)::float8 AS "Abandoned|%", sum(answer_wait_s) / nullif(sum(answered), 0)::float8 AS "ASA|t",
		sum(handle_s) / nullif(sum(answered) FILTER (WHERE handle_s IS NOT NULL), 0)::float8 AS "Handle time|t"
	FROM queue_day WHERE day BETWEEN :'d0' AND :'d1' AND media <> 'callback' GROUP BY day HAVING sum(offered) > 0 ORDER BY day) AS r HAVING count(*) > 0;
