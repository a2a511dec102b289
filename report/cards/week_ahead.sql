SELECT pg_temp.card(pg_temp.w('The week ahead: %s contacts forecast', pg_temp.number(sum(r."Contacts|n"), 0)), pg_temp.w('By the newest forecast; agent hours required for the goal, and scheduled. How wrong it may be: see the forecast of this week.') || pg_temp.unplanned(:'t1', 'infinity'),
	pg_temp.grid(json_agg(r)), class => 'two')
FROM (SELECT pg_temp.day(day) AS "Day", sum(volume) AS "Contacts|n", sum(required * hours) AS "Hours required|n1", sum(scheduled * hours) AS "Hours scheduled|n1", sum((scheduled - required) * hours) AS "Hours over or short|+"
	FROM pg_temp.compared WHERE bucket_start >= :'t1' GROUP BY day HAVING sum(volume) > 0 ORDER BY day) AS r HAVING count(*) > 0;
