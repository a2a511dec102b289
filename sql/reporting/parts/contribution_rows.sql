-- Contacts that came in, and calls in which an agent spoke to a person, with what each brought: how many, how much.
SELECT inbound, month, agent_id, contacts, revenue AS amount, first_currency, last_currency
FROM (:contact_rows) AS c
WHERE inbound
UNION ALL
\set outbound_by 'campaign_id, agent_id'
\set outbound_grain '''agent'''
SELECT false, month, agent_id, live_contacts, value, first_currency, last_currency
FROM (:outbound_rows) AS r
WHERE live_contacts > 0 OR value IS NOT NULL
