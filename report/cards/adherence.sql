SELECT pg_temp.card(pg_temp.w('Adherence: %s of scheduled time', pg_temp.written((max(r.".all"))::text, '%')), pg_temp.w('Scheduled time in which the agent did what the schedule says; the twelve lowest of %s agents with four hours or more.', max(r.".n")::text),
	pg_temp.ranges(json_agg(r), 'Adherence', against => 'Target', bars => true, up_to => 1, miss => 'below'), json_agg(r))
FROM (SELECT agent_id AS "Agent", sum(adherent_s) / sum(scheduled_s) AS "Adherence|%", sum(scheduled_s) / 3600 AS "Hours scheduled|n1", pg_temp.goal('adherence') AS "Target|%", count(*) OVER () AS ".n",
		sum(sum(adherent_s)) OVER () / sum(sum(scheduled_s)) OVER () AS ".all"
	FROM agent_adherence WHERE bucket_start >= :'t0' AND bucket_start < :'t1' GROUP BY agent_id HAVING sum(scheduled_s) >= 14400 ORDER BY 2, 1 LIMIT 12) AS r HAVING count(*) > 0;
