WITH v AS (
	SELECT v.*, CASE WHEN net IS NOT NULL THEN 'net' WHEN customers_kept IS NOT NULL THEN 'kept' END AS what FROM (SELECT) AS o LEFT JOIN pg_temp.loyalty AS l ON l.model = 'experience', value_of_service_if(:'ct0', :'t1', agent_hour_cost => nullif(:'agent_hour_cost', '')::float8, outcomes_from => :'ct0', outcomes_to => :'ot1', outcomes_one_in => :one_in,
		staying => l.m, items => l.drivers) AS v WHERE segment IS NULL AND contacts > 0
), d AS (
	SELECT pg_temp.q(queue_id) AS queue, max(contacts) AS n, min(what) AS what,
		json_agg(json_build_object('Level', CASE WHEN is_today THEN pg_temp.w('today: ') ELSE '' END || pg_temp.number(100 * level, 0) || ' % / ' || threshold_s || ' s',
			'Net|n', net, 'net from|n', net_lower, 'net to|n', net_upper, 'Customers kept|+', customers_kept, 'kept from|+', kept_lower, 'kept to|+', kept_upper, 'Gain|n', gain, 'Cost|n', cost,
			'Agent hours|n1', agent_hours, 'Abandoned|%', abandonment_rate, 'Mean wait|t', mean_wait) ORDER BY threshold_s DESC, level) AS d
	FROM v GROUP BY queue_id HAVING min(what) IS NOT NULL ORDER BY max(contacts) DESC, queue_id LIMIT 12
)
SELECT pg_temp.card(pg_temp.w(CASE WHEN bool_or(what = 'net') THEN 'What another service level would be worth' ELSE 'How many customers another service level would keep' END),
	pg_temp.w('By queue, against today: gain less cost of agents, or where costs are not known customers kept, with 95 %% intervals. Share answered / within. A customer kept is worth the mean value of outcomes in your records, in their money: not the revenue of one contact. Of contacts from %s on and what became of their customers; a model over associations, no proof.', pg_temp.day(:'c0')) || pg_temp.one_in(:one_in),
	pg_temp.multi(json_agg(json_build_object('title', queue, 'chart', CASE what WHEN 'net' THEN pg_temp.ranges(d, 'Net', '{net from,net to}') ELSE pg_temp.ranges(d, 'Customers kept', '{kept from,kept to}') END))),
	(SELECT json_agg(r) FROM (SELECT queue AS "Queue", e ->> 'Level' AS "Level", e ->> 'Agent hours|n1' AS "Agent hours|n1", e ->> 'Abandoned|%' AS "Abandoned|%", e ->> 'Mean wait|t' AS "Mean wait|t", e ->> 'Customers kept|+' AS "Customers kept|+",
		e ->> 'kept from|+' AS "kept from|+", e ->> 'kept to|+' AS "kept to|+", e ->> 'Gain|n' AS "Gain|n", e ->> 'Cost|n' AS "Cost|n", e ->> 'Net|n' AS "Net|n", e ->> 'net from|n' AS "net from|n", e ->> 'net to|n' AS "net to|n" FROM d, json_array_elements(d) AS e) AS r), 'wide')
FROM d HAVING count(*) > 0;
