-- Contacts that came in, and calls in which an agent spoke to a person, with what each brought: how many, how much.
SELECT true AS inbound, month, agent_id, 1::bigint AS contacts, revenue AS amount,
	CASE WHEN revenue IS NOT NULL THEN currency END AS first_currency,
	CASE WHEN revenue IS NOT NULL THEN currency END AS last_currency
FROM (:inbound_revenue) AS i
UNION ALL
\set outbound_by 'campaign_id, agent_id'
\set outbound_grain '''agent'''
SELECT false, month, agent_id, live_contacts, value, first_currency, last_currency
FROM (:outbound_rows) AS r
WHERE live_contacts > 0 OR value IS NOT NULL
