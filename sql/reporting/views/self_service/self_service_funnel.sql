-- A step that a session comes to twice is came_there once, and left where it was the last.
--
-- key  day, channel, task, step
-- role  escalation_rate | ratio escalated / came_there

CREATE VIEW ops.self_service_funnel AS
SELECT day, channel, task, step, came_there, place_sum,
	place_sum::float8 / came_there AS mean_place,
	ended_here, completed, abandoned, escalated,
	abandoned::float8 / came_there AS drop_off_rate,
	escalated::float8 / came_there AS escalation_rate
FROM (
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
	GROUP BY day, channel, task, step
) AS x;

COMMENT ON VIEW ops.self_service_funnel IS
	'steps of self-service by channel, task and local day of the session''s start: how many sessions came there, and '
	'how many ended there, and how';
COMMENT ON COLUMN ops.self_service_funnel.completed IS
	'sessions that ended there with what the customer came for';
COMMENT ON COLUMN ops.self_service_funnel.abandoned IS
	'sessions that the customer left there';
COMMENT ON COLUMN ops.self_service_funnel.escalated IS
	'sessions that were escalated from there';
COMMENT ON COLUMN ops.self_service_funnel.escalation_rate IS
	'escalated of those that came there';
