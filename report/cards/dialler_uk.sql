SELECT pg_temp.card(pg_temp.w('Abandoned by the dialler, as Ofcom counts'), pg_temp.w('Abandoned call rate of each day, all campaigns. The line is 3 %, which was the limit until 2017; no number is safe since.'),
	pg_temp.plot(json_agg(r), lines => '{Abandoned}', levels => '{"3 %"}', dots => true), json_agg(r))
FROM (SELECT pg_temp.day(day) AS "Day", sum(calls_abandoned_uk) / nullif(sum(calls_abandoned_uk + live_contacts), 0) AS "Abandoned|%", 0.03 AS "3 %|%", sum(live_contacts) AS "Live contacts|n", sum(calls_abandoned_uk) AS "Calls abandoned|n1"
	FROM dialler_abandonment_uk WHERE day BETWEEN :'d0' AND :'d1' AND abandoned_call_rate IS NOT NULL GROUP BY day ORDER BY day) AS r HAVING count(*) > 0;
