-- Reads the intervals once, for four cards.
INSERT INTO pg_temp.half SELECT queue_id, day, local_start, sum(service_met), sum(service_judged)
FROM queue_interval WHERE day BETWEEN :'d0' AND :'d1' AND media <> 'callback' GROUP BY queue_id, day, local_start;
WITH worst AS (
	SELECT DISTINCT ON (queue_id) queue_id, pg_temp.day(day) || to_char(local_start, ' HH24:MI: ') || pg_temp.written((met / judged)::text, '%') AS said
	FROM pg_temp.half WHERE met < :'service_goal'::float8 * judged ORDER BY queue_id, :'service_goal'::float8 * judged - met DESC, local_start
), d AS (
	SELECT queue_id, sum(offered) AS offered, sum(abandoned) AS abandoned, sum(service_met) / nullif(sum(service_judged), 0)::float8 AS level, sum(answer_wait_s) / nullif(sum(answered), 0)::float8 AS asa,
		sum(handle_s) / nullif(sum(answered) FILTER (WHERE handle_s IS NOT NULL), 0)::float8 AS handle
	FROM queue_day WHERE day BETWEEN :'d0' AND :'d1' AND media <> 'callback' GROUP BY queue_id HAVING sum(offered) > 0
)
SELECT pg_temp.card(pg_temp.w('Queues, the worst first: %s of %s below the goal', count(*) FILTER (WHERE r.".missed")::text, count(*)::text), pg_temp.w('All days together, by the share answered within %s s. The worst interval is the one with most contacts answered late or not at all beyond those that the goal, %s, allows.', :'threshold_s', pg_temp.number(100 * :'service_goal'::float8, 0) || ' %'),
	pg_temp.grid(json_agg(r)), class => 'wide')
FROM (SELECT pg_temp.q(queue_id) AS "Queue", level AS "Service level|%", CASE WHEN level < :'service_goal'::float8 THEN '✗ ' || pg_temp.w('missed') WHEN level IS NOT NULL THEN '✓ ' || pg_temp.w('met') END AS "Goal",
		offered AS "Offered|n", abandoned AS "Abandoned|n", abandoned / offered::float8 AS "Abandoned of offered|%", asa AS "ASA|t", handle AS "Handle time|t", said AS "Worst interval", level < :'service_goal'::float8 AS ".missed"
	FROM d LEFT JOIN worst USING (queue_id) ORDER BY level NULLS LAST, queue_id LIMIT 60) AS r HAVING count(*) > 0;
