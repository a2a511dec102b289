SELECT pg_temp.card(pg_temp.w('Adherence by team'), pg_temp.w('Scheduled time in which agents did what the schedule says; lowest first.'), pg_temp.ranges(json_agg(r), 'Adherence', against => 'Target', bars => true, up_to => 1, miss => 'below'), json_agg(r))
FROM (SELECT coalesce(p.team, pg_temp.w('no team')) AS "Team", sum(a.adherent_s) / sum(a.scheduled_s) AS "Adherence|%", sum(a.scheduled_s) / 3600 AS "Hours scheduled|n1", pg_temp.goal('adherence') AS "Target|%"
	FROM agent_adherence AS a LEFT JOIN present_agent AS p USING (agent_id) WHERE a.bucket_start >= :'t0' AND a.bucket_start < :'t1'
	GROUP BY p.team HAVING sum(a.scheduled_s) >= 14400 ORDER BY 2, 1 LIMIT 12) AS r HAVING count(*) > 0;
