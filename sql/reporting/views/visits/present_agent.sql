-- As present_queue.
--
-- uses  agent
-- key  agent_id

CREATE VIEW ops.present_agent AS
SELECT DISTINCT ON (agent_id) agent_id,
	name AS agent_name, team, site_id
FROM ops.agent
ORDER BY agent_id, valid @> now() DESC, lower(valid) > now() NULLS FIRST, upper(valid) DESC NULLS FIRST, lower(valid);

COMMENT ON VIEW ops.present_agent IS
	'agents with their present names and teams, a row each: to join on agent_id';
