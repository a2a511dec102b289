SELECT pg_temp.card(pg_temp.w('%s agents are logged in', sum(r."Agents|n")::text), pg_temp.w('What they do now, by class of state.'), pg_temp.ranges(json_agg(r), 'Agents', bars => true), json_agg(r))
FROM (SELECT pg_temp.w(replace(state_class, '_', ' ')) AS "State", count(DISTINCT agent_id) AS "Agents|n", avg(seconds) AS "Mean time in it|t"
	FROM agent_realtime_at(:'at') GROUP BY state_class ORDER BY count(*) DESC, state_class) AS r HAVING count(*) > 0;
