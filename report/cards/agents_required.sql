SELECT pg_temp.card(pg_temp.w('Agents required and scheduled'), pg_temp.w('Agents by interval in the last seven days of the span, for %s answered within %s s by the newest forecast (Erlang A); queues that share agents are one pool, pools add.', pg_temp.number(100 * :'service_goal'::float8, 0) || ' %', :'threshold_s'),
	pg_temp.plot(d, steps => '{Scheduled,Required}'), d, 'wide')
FROM (SELECT json_agg(r) AS d FROM (
	SELECT pg_temp.day(local_start::date) || to_char(local_start, ' HH24:MI') AS "Time", sum(scheduled) AS "Scheduled|n1", sum(required_erlang_a) AS "Required|n1", sum(scheduled) - sum(required_erlang_a) AS "More than required|+",
		sum(volume) AS "Forecast|n",
		CASE WHEN row_number() OVER (PARTITION BY local_start::date ORDER BY bucket_start) = 1 THEN pg_temp.day(local_start::date) END AS ".tick"
	FROM staffing_gap_pool WHERE bucket_start >= :'wt0' AND bucket_start < :'t1' AND media <> 'callback'
	GROUP BY bucket_start, local_start HAVING coalesce(sum(scheduled), 0) + coalesce(sum(required_erlang_a), 0) > 0 ORDER BY bucket_start) AS r) AS x WHERE d IS NOT NULL;
