-- Every ratio beside its sums.
--
-- key  day, channel, task, step
-- role  escalation_rate | ratio escalated / came_there

CREATE VIEW ops.self_service_funnel AS
SELECT day, channel, task, step, came_there, place_sum,
	place_sum::float8 / came_there AS mean_place,
	ended_here, completed, abandoned, escalated,
	abandoned::float8 / came_there AS drop_off_rate,
	escalated::float8 / came_there AS escalation_rate
FROM (:self_service_step_rows) AS x;

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
