-- An attempt that reached no agent is of nobody.
--
-- key  agent_id, campaign_id, day

\set outbound_by 'campaign_id, agent_id'
\set outbound_grain '''agent'''
CREATE VIEW ops.outbound_agent_day AS
SELECT agent_id, campaign_id, day,
	:outbound_figures,
	agent_name
FROM (SELECT *, :outbound_worth FROM (:outbound_rows) AS r WHERE agent_id IS NOT NULL) AS x
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.outbound_agent_day IS
	'outbound calls by the agent who dialled or took them, campaign and local day';
