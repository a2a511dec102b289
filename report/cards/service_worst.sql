-- Where most customers waited too long: of these the goal would have had fewer.
SELECT pg_temp.card(pg_temp.w('Where the goal was missed most'), pg_temp.w('Queues and times of day by the contacts that were answered late or not at all, beyond those that the goal allows.'),
	pg_temp.ranges(json_agg(r), 'Contacts too many', bars => true), json_agg(r))
FROM (SELECT pg_temp.q(queue_id) || to_char(local_start, ' HH24:MI') AS "Queue and time", sum(judged) * (1 - :'service_goal'::float8) AS ".allowed", sum(judged) * :'service_goal'::float8 - sum(met) AS "Contacts too many|n",
		sum(met) / nullif(sum(judged), 0) AS "Service level|%", sum(judged) AS "Contacts judged|n"
	FROM pg_temp.half
	GROUP BY queue_id, to_char(local_start, ' HH24:MI') HAVING sum(judged) * :'service_goal'::float8 - sum(met) >= 0.5 ORDER BY 3 DESC, 1 LIMIT 10) AS r HAVING count(*) > 0;
