SELECT pg_temp.card(pg_temp.w('Containment by channel'), pg_temp.w('Sessions after which the customer did not come to an agent, of those that can be judged.'), pg_temp.ranges(json_agg(r), 'Containment', bars => true, up_to => 1), json_agg(r))
FROM (SELECT pg_temp.w(channel) AS "Channel", sum(contained) / nullif(sum(containment_judged), 0)::float8 AS "Containment|%", sum(completed) / nullif(sum(outcomes_known), 0)::float8 AS "Completed|%",
		sum(escalated) / nullif(sum(outcomes_known), 0)::float8 AS "Escalated|%", sum(sessions) AS "Sessions|n"
	FROM self_service_day WHERE day BETWEEN :'d0' AND :'d1' GROUP BY channel HAVING sum(containment_judged) > 0 ORDER BY 2 DESC, 1) AS r HAVING count(*) > 0;
