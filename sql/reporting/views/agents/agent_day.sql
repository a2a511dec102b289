-- Sums of agent_interval, of whole microseconds again, whatever the order they were added in.
--
-- key  agent_id, day

\set stale_what '''agent_interval'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + ''1 day''::interval + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.agent_day AS
SELECT agent_id, day, logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s,
	cc.occupancy(handling_s, available_s) AS occupancy,
	handling_s / nullif(paid_s, 0) AS utilisation,
	available_s / nullif(logged_in_s, 0) AS availability,
	:is_stale AS is_stale,
	agent_name
FROM (
	SELECT agent_id, day,
		round(sum(logged_in_s) * 1e6) / 1e6 AS logged_in_s,
		round(sum(paid_s) * 1e6) / 1e6 AS paid_s,
		round(sum(handling_s) * 1e6) / 1e6 AS handling_s,
		round(sum(available_s) * 1e6) / 1e6 AS available_s,
		round(sum(other_work_s) * 1e6) / 1e6 AS other_work_s,
		round(sum(unavailable_s) * 1e6) / 1e6 AS unavailable_s
	FROM ops.agent_interval
	GROUP BY agent_id, day
) AS d
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.agent_day IS
	'agents by local day';
