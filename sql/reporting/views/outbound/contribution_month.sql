-- Revenue of what came in beside the value of what went out, less what the centre cost.
--
-- key  month

\set stale_from '((month + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((month + ''1 month''::interval + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.contribution_month AS
SELECT month, inbound_contacts, inbound_revenue, live_contacts, sale_value, all_contacts, centre_cost, contribution,
	contribution / nullif(all_contacts, 0) AS contribution_per_contact,
\set stale_what '''contact_day'''
	(:is_stale
\set stale_what '''outbound_day'''
	OR :is_stale) AS is_stale
FROM (
	SELECT x.*, c.centre_cost,
		inbound_contacts + live_contacts AS all_contacts,
		CASE WHEN x.currency = c.currency THEN x.brought - c.centre_cost END AS contribution
	FROM (
		SELECT month,
			:contribution_sums
		FROM (:contribution_rows) AS r
		GROUP BY month
	) AS x
	LEFT JOIN :centre_cost AS c USING (month)
) AS y;

COMMENT ON VIEW ops.contribution_month IS
	'what the centre brings by local month: revenue of contacts that came in and value sold by outbound calls, less '
	'its cost (scope all)';
COMMENT ON COLUMN ops.contribution_month.contribution IS
	'revenue and value less cost; NULL: nothing is known of either, or they are of different currencies';
COMMENT ON COLUMN ops.contribution_month.contribution_per_contact IS
	'the same for each contact, in or out';
