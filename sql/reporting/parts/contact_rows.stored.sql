-- What is between the first and the last stored day is read, the rest is computed.
--
-- when  contact_day_summary and btree contact(contact_id)
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	date_trunc('month', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
	agent_id, inbound, contacts, revenue, first_currency, last_currency
FROM ops.contact_day_summary
UNION ALL
\set contact_span :contact_not_stored
:contact_sums
