-- An attempt that reached no agent is of nobody.
--
-- key  agent_id, campaign_id, day

CREATE VIEW ops.outbound_agent_day AS
SELECT agent_id, campaign_id, day,
	:outbound_figures,
	agent_name
FROM (
	SELECT agent_id, campaign_id, day,
		:outbound_sums
	FROM (:attempts) AS a
	WHERE agent_id IS NOT NULL
	GROUP BY day, agent_id, campaign_id
) AS x
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.outbound_agent_day IS
	'outbound calls by the agent who dialled or took them, campaign and local day';
