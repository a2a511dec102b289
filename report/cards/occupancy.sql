SELECT pg_temp.card(pg_temp.w('Occupancy: %s', pg_temp.written((sum(r.".h") / nullif(sum(r.".b"), 0))::text, '%')), pg_temp.w('Time handling contacts, of handling and available time, by day. Higher is not better: people need to breathe.'),
	pg_temp.plot(json_agg(r), lines => '{Occupancy}', levels => '{Target}', dots => true), json_agg(r))
FROM (SELECT pg_temp.day(day) AS "Day", sum(handling_s) / nullif(sum(handling_s + available_s), 0) AS "Occupancy|%", sum(handling_s) / nullif(sum(paid_s), 0) AS "Utilisation|%", sum(logged_in_s) / 3600 AS "Hours logged in|n1",
		pg_temp.goal('occupancy') AS "Target|%", sum(handling_s) AS ".h", sum(handling_s + available_s) AS ".b"
	FROM agent_day WHERE day BETWEEN :'d0' AND :'d1' GROUP BY day ORDER BY day) AS r HAVING count(*) > 0;
