-- agent_day by the team that an agent was in at the start of the day; without one: NULL.
--
-- uses  agent
-- key  day, team

CREATE VIEW ops.team_day AS
SELECT day, team, agents, logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s,
	cc.occupancy(handling_s, available_s) AS occupancy,
	handling_s / nullif(paid_s, 0) AS utilisation,
	available_s / nullif(logged_in_s, 0) AS availability
FROM (
	SELECT d.day, a.team,
		count(*) AS agents,
		sum(d.logged_in_s::numeric)::float8 AS logged_in_s,
		sum(d.paid_s::numeric)::float8 AS paid_s,
		sum(d.handling_s::numeric)::float8 AS handling_s,
		sum(d.available_s::numeric)::float8 AS available_s,
		sum(d.other_work_s::numeric)::float8 AS other_work_s,
		sum(d.unavailable_s::numeric)::float8 AS unavailable_s
	FROM ops.agent_day AS d
	LEFT JOIN ops.agent AS a ON a.agent_id = d.agent_id
		AND a.valid @> ((d.day::timestamp + :'day_start'::time) AT TIME ZONE :'zone'::text)
	GROUP BY d.day, a.team
) AS x;

COMMENT ON VIEW ops.team_day IS
	'teams by local day: the seconds of their agents, who add up to all of them';
COMMENT ON COLUMN ops.team_day.agents IS
	'agents with any such time';
