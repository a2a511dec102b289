-- Visits of :counted_span, by :counted_day: all, what is wrong with them, those that can be used by queue, and what is
-- to be looked at of these.  OFFSET 0 as the planner would expect as many problems as visits, and sort them.
\set counted_at queued_at
\set of_usable 'CASE WHEN problem IS NULL AND NOT is_test THEN'
SELECT 'queue_visit'::text AS subject, v.day, c.counted, c.of_id, sum(c.n)::bigint AS n, min(c.first_at) AS first_at,
	max(c.last_at) AS last_at, min(c.final_at) AS final_at
FROM (
	SELECT day, problem, is_test, queue_id,
		count(*) AS n, min(queued_at) AS first_at, max(queued_at) AS last_at, min(final_at) AS final_at,
		count(*) FILTER (WHERE stale) AS stale, min(queued_at) FILTER (WHERE stale) AS stale_at,
		count(*) FILTER (WHERE answered) AS answered,
		count(*) FILTER (WHERE unhandled) AS unhandled, min(queued_at) FILTER (WHERE unhandled) AS unhandled_at,
		count(*) FILTER (WHERE nobody) AS nobody, min(queued_at) FILTER (WHERE nobody) AS nobody_at
	FROM (
		SELECT :counted_day AS day, v.queued_at, v.queue_id, coalesce(v.is_test, false) AS is_test,
			:visit_problem AS problem,
			coalesce(v.outcome, 'open') = 'open' AND v.queued_at < now() - '24 hours'::interval AS stale,
			v.outcome = 'answered' AS answered,
			v.outcome = 'answered' AND (:visit_talk) IS NULL AS unhandled,
			v.outcome = 'answered' AND v.agent_id IS NULL AS nobody,
			CASE WHEN :counted_for_good THEN :visit_final END AS final_at
		FROM ops.queue_visit AS v
		WHERE :counted_span
		OFFSET 0
	) AS v
	GROUP BY day, problem, is_test, queue_id
) AS v
CROSS JOIN LATERAL (
	VALUES ('all'::text, NULL, n, first_at, NULL, final_at),
		(CASE WHEN NOT is_test THEN problem END, NULL, n, first_at, NULL, NULL),
		(:of_usable 'usable' END, queue_id, n, first_at, last_at, NULL),
		(:of_usable 'answered' END, NULL, answered, NULL, NULL, NULL),
		(:of_usable 'open for more than a day' END, NULL, stale, stale_at, NULL, NULL),
		(:of_usable 'answered without handle time' END, NULL, unhandled, unhandled_at, NULL, NULL),
		(:of_usable 'answered without agent' END, NULL, nobody, nobody_at, NULL, NULL)
) AS c (counted, of_id, n, first_at, last_at, final_at)
WHERE c.n > 0 AND c.counted IS NOT NULL
GROUP BY v.day, c.counted, c.of_id
