SELECT pg_temp.card(pg_temp.w('Occupancy by team'), pg_temp.w('Time handling contacts, of handling and available time.'), pg_temp.ranges(json_agg(r), 'Occupancy', against => 'Target', bars => true, up_to => 1, miss => 'beside'), json_agg(r))
FROM (SELECT coalesce(team, pg_temp.w('no team')) AS "Team", sum(handling_s) / nullif(sum(handling_s + available_s), 0) AS "Occupancy|%", sum(logged_in_s) / 3600 AS "Hours logged in|n1", pg_temp.goal('occupancy') AS "Target|%"
	FROM team_day WHERE day BETWEEN :'d0' AND :'d1' GROUP BY team ORDER BY 2 DESC NULLS LAST, 1 LIMIT 24) AS r HAVING count(*) > 0;
