-- What calls in which an agent spoke to a person brought in month m.month: how many, how much.
\set outbound_by 'campaign_id, agent_id'
\set outbound_grain '''agent'''
SELECT sum(live_contacts) AS contacts,
	sum(value)::numeric AS amount,
	min(first_currency)::text AS first_currency,
	max(last_currency)::text AS last_currency
FROM (:outbound_rows) AS r
WHERE month = m.month AND (live_contacts > 0 OR value IS NOT NULL)
HAVING count(*) > 0;
