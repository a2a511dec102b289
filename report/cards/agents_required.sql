-- Read once for four cards: the last seven days of the span and the seven that follow.
INSERT INTO pg_temp.gap SELECT pool_id, media, bucket_start, local_start, day, extract(epoch FROM bucket_end - bucket_start) / 3600, scheduled, required_erlang_a, volume
FROM staffing_gap_pool WHERE bucket_start >= :'wt0' AND bucket_start < (:'d1'::date + 8)::timestamp AT TIME ZONE :'zone' AND media <> 'callback';
SELECT pg_temp.card(pg_temp.w('Agents required and scheduled'), pg_temp.w('Agents by interval in the last seven days of the span, for %s answered within %s s by the newest forecast (Erlang A); queues that share agents are one pool, pools add.', pg_temp.number(100 * :'service_goal'::float8, 0) || ' %', :'threshold_s') || pg_temp.unplanned(:'wt0', :'t1'),
	pg_temp.plot(d, steps => '{Scheduled,Required}'), d, 'wide')
FROM (SELECT json_agg(r) AS d FROM (
	SELECT pg_temp.day(local_start::date) || to_char(local_start, ' HH24:MI') AS "Time", scheduled AS "Scheduled|n1", required AS "Required|n1", scheduled - required AS "More than required|+", volume AS "Forecast|n",
		CASE WHEN row_number() OVER (PARTITION BY local_start::date ORDER BY bucket_start) = 1 THEN pg_temp.day(local_start::date) END AS ".tick"
	FROM pg_temp.compared WHERE bucket_start < :'t1' AND coalesce(scheduled, 0) + coalesce(required, 0) > 0 ORDER BY bucket_start) AS r) AS x WHERE d IS NOT NULL;
