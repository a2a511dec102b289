-- Outbound attempts of :counted_span, by :counted_day: all, what is wrong with them, and what is to be looked at of the
-- others.
\set counted_at dialled_at
\set last_of_it 'greatest(ringing_at, answered_at, greeted_at, connected_at, ended_at, wrap_ended_at)'
SELECT 'outbound_attempt'::text AS subject, v.day, c.counted, NULL::text AS of_id, sum(c.n)::bigint AS n,
	min(c.first_at) AS first_at, NULL::timestamptz AS last_at, min(c.final_at) AS final_at
FROM (
	SELECT day, problem, count(*) AS n, min(dialled_at) AS first_at, min(final_at) AS final_at,
		count(*) FILTER (WHERE promised) AS promised, count(*) FILTER (WHERE spoken) AS spoken,
		count(*) FILTER (WHERE nameless) AS nameless, min(dialled_at) FILTER (WHERE nameless) AS nameless_at,
		count(*) FILTER (WHERE timeless) AS timeless, min(dialled_at) FILTER (WHERE timeless) AS timeless_at
	FROM (
		SELECT :counted_day AS day, dialled_at,
			:attempt_problem AS problem,
			callback_at IS NOT NULL AS promised,
			callback_at IS NOT NULL AND record_id IS NULL AS nameless,
			answered_by = 'person' AND connected_at IS NOT NULL AS spoken,
			answered_by = 'person' AND connected_at IS NOT NULL
				AND coalesce(greeted_at, answered_at) IS NULL AS timeless,
			CASE WHEN :counted_for_good AND :last_of_it > now() + '24 hours'::interval
				THEN :last_of_it - '24 hours'::interval END AS final_at
		FROM ops.outbound_attempt AS a
		WHERE :counted_span
		OFFSET 0
	) AS a
	GROUP BY day, problem
) AS v
CROSS JOIN LATERAL (
	VALUES ('all'::text, n, first_at, final_at),
		(problem, n, first_at, NULL),
		(CASE WHEN problem IS NULL THEN 'promised' END, promised, NULL, NULL),
		(CASE WHEN problem IS NULL THEN 'spoken' END, spoken, NULL, NULL),
		(CASE WHEN problem IS NULL THEN 'promised callbacks that name no entry' END, nameless, nameless_at, NULL),
		(CASE WHEN problem IS NULL THEN 'connected at no known time after the answer' END, timeless, timeless_at, NULL)
) AS c (counted, n, first_at, final_at)
WHERE c.n > 0 AND c.counted IS NOT NULL
GROUP BY v.day, c.counted
