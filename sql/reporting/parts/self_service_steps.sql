-- Steps of the sessions of :session_span by channel, task and local day.  A step that a session comes to twice is
-- came_there once, and left where it was the last.
SELECT day, channel, task, step,
	count(*) AS came_there,
	sum(place)::bigint AS place_sum,
	count(*) FILTER (WHERE is_last AND outcome IS NOT NULL) AS ended_here,
	count(*) FILTER (WHERE is_last AND outcome = 'completed') AS completed,
	count(*) FILTER (WHERE is_last AND outcome = 'abandoned') AS abandoned,
	count(*) FILTER (WHERE is_last AND outcome = 'escalated') AS escalated
FROM (:self_service_sessions) AS s
CROSS JOIN LATERAL (
	SELECT step, min(place) AS place, bool_or(is_last) AS is_last
	FROM (
		SELECT step,
			row_number() OVER w AS place,
			lead(true) OVER w IS NULL AS is_last
		FROM ops.self_service_step AS p
		WHERE p.session_id = s.session_id AND CASE WHEN (:step_problem) IS NULL THEN true END
		WINDOW w AS (ORDER BY step_no, at)
	) AS p
	GROUP BY step
) AS p
WHERE :session_span
GROUP BY day, channel, task, step
