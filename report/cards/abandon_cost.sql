-- The newest month of the span with contacts given up, of which there may be some days only, or the month before; a
-- currency where there is but one.
SELECT '' AS money \gset
SELECT coalesce(has_table_privilege(to_regclass(format('%I.contact', :'schema')), 'SELECT'), false) AS money_told \gset
\if :money_told
SELECT coalesce(CASE WHEN min(currency) = max(currency) THEN ' ' || min(currency) END, '') AS money FROM contact WHERE revenue > 0 AND started_at >= :'month0'::timestamp AT TIME ZONE :'zone' AND started_at < :'t1' \gset
\endif
WITH c AS MATERIALIZED (SELECT * FROM (SELECT *, max(month) OVER () AS newest FROM abandon_cost WHERE month BETWEEN :'month0' AND :'month' AND cost > 0) AS a WHERE month = newest)
SELECT pg_temp.card(pg_temp.w('Abandoned contacts may have cost %s', pg_temp.number(sum(r."Cost|n"), 0) || :'money'),
	pg_temp.w('%s to %s, in money of your records: those who did not come back would have brought what the answered did. It is the revenue of one contact each, not what a customer is worth.', pg_temp.day(min(r.".first")), pg_temp.day(max(r.".last"))),
	pg_temp.ranges(json_agg(r), 'Cost', bars => true), json_agg(r))
FROM (SELECT pg_temp.q(queue_id) AS "Queue", cost AS "Cost|n", abandoned_contacts AS "Abandoned|n", return_rate AS "Came back|%", revenue_per_contact AS "Revenue of one answered|n2", first AS ".first", last AS ".last"
	FROM c, (SELECT min(day) AS first, max(day) AS last FROM queue_day, (SELECT min(month) AS month FROM c) AS m WHERE day >= m.month AND day < m.month + interval '1 month') AS d
	ORDER BY cost DESC, queue_id LIMIT 12) AS r HAVING count(*) > 0;
