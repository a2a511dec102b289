-- Contacts with a usable revenue in month m.month: of those that are read anyway.
SELECT direction IS DISTINCT FROM 'outbound' AS inbound, 1::bigint AS contacts, revenue,
	CASE WHEN revenue IS NOT NULL THEN currency END AS first_currency,
	CASE WHEN revenue IS NOT NULL THEN currency END AS last_currency
FROM answered_contact
WHERE revenue_usable
