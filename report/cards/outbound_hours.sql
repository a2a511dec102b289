SELECT pg_temp.card(pg_temp.w('When people are reached'), pg_temp.w('Contact rate by hour of the day, all campaigns.'), pg_temp.plot(json_agg(r), bars => '{Contact rate}'), json_agg(r))
FROM (SELECT to_char(hour, 'FM00":00"') AS "Hour", sum(live_contacts) / nullif(sum(attempts), 0)::float8 AS "Contact rate|%", sum(attempts) AS "Attempts|n", sum(live_contacts) AS "Contacts|n"
	FROM outbound_hour WHERE day BETWEEN :'d0' AND :'d1' GROUP BY hour HAVING sum(attempts) > 0 ORDER BY hour) AS r HAVING count(*) > 0;
