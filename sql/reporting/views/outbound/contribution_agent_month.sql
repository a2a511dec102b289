-- An agent's part of what the centre cost is that of the paid time.  A contact that several answered is the last one's.
--
-- key  agent_id, month

\set stale_from '((month + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((month + ''1 month''::interval + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.contribution_agent_month AS
SELECT agent_id, month, inbound_contacts, inbound_revenue, live_contacts, sale_value, all_contacts, paid_s, agent_cost,
	contribution,
	contribution / nullif(all_contacts, 0) AS contribution_per_contact,
	agent_name,
\set stale_what '''contact_day'''
	(:is_stale
\set stale_what '''outbound_day'''
	OR :is_stale
\set stale_what '''agent_interval'''
	OR coalesce(:is_stale, false)) AS is_stale
FROM (
	SELECT x.*, p.paid_s,
		inbound_contacts + live_contacts AS all_contacts,
		c.centre_cost * p.paid_s / nullif(p.all_paid_s, 0) AS agent_cost,
		CASE WHEN x.currency = c.currency
			THEN x.brought - c.centre_cost * p.paid_s / nullif(p.all_paid_s, 0) END AS contribution
	FROM (
		SELECT agent_id, month,
			:contribution_sums
		FROM (:contribution_rows) AS r
		WHERE agent_id IS NOT NULL
		GROUP BY agent_id, month
	) AS x
	LEFT JOIN :centre_cost AS c USING (month)
	LEFT JOIN (:paid_months) AS p USING (agent_id, month)
) AS y
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.contribution_agent_month IS
	'what agents bring by local month: revenue of contacts they answered last and value they sold, less their part of '
	'what the centre cost, by paid time';
COMMENT ON COLUMN ops.contribution_agent_month.contribution IS
	'revenue and value less the agent''s part of the cost; NULL: one is not known, or they are of different currencies';
COMMENT ON COLUMN ops.contribution_agent_month.contribution_per_contact IS
	'the same for each contact, in or out';
