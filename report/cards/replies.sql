SELECT pg_temp.card(pg_temp.w('Replies in time'), pg_temp.w('First and next replies within their targets, in business hours, of those that are due; by queue and day on which the clock started.'), pg_temp.ranges(json_agg(r), 'In time', against => 'Target', bars => true, up_to => 1), json_agg(r))
FROM (SELECT pg_temp.q(queue_id) || ': ' || pg_temp.w(clock) AS "Queue", sum(met) / nullif(sum(met + missed + overdue), 0)::float8 AS "In time|%", sum(clock_s) / nullif(sum(clocked), 0)::float8 AS "Mean reply|t", sum(clocks) AS "Clocks|n", sum(overdue) AS "Overdue|n",
		pg_temp.goal('response_service_level') AS "Target|%"
	FROM reply_day WHERE day BETWEEN :'d0' AND :'d1' GROUP BY queue_id, clock HAVING sum(met + missed + overdue) > 0 ORDER BY queue_id, clock LIMIT 16) AS r HAVING count(*) > 0;
