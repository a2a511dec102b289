-- The newest month with contacts given up.
SELECT pg_temp.card(pg_temp.w('Abandoned contacts may have cost %s', pg_temp.number(sum(r."Cost|n"), 0)), pg_temp.w('%s, in money of your records: those who did not come back would have brought what the answered did.', max(r.".month")),
	pg_temp.ranges(json_agg(r), 'Cost', bars => true), json_agg(r))
FROM (SELECT pg_temp.q(queue_id) AS "Queue", cost AS "Cost|n", abandoned_contacts AS "Abandoned|n", return_rate AS "Came back|%", revenue_per_contact AS "Revenue of one answered|n2", to_char(month, 'YYYY-MM') AS ".month"
	FROM (SELECT *, max(month) OVER () AS newest FROM abandon_cost WHERE month <= :'d1' AND cost > 0) AS a WHERE month = newest ORDER BY cost DESC, queue_id LIMIT 12) AS r HAVING count(*) > 0;
