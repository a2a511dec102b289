-- What contacts in and out brought, where that is of one currency.
\set one_currency 'min(currency) IS NOT DISTINCT FROM max(currency)'
count(*) FILTER (WHERE inbound) AS inbound_contacts,
CASE WHEN :one_currency THEN sum(amount) FILTER (WHERE inbound) END::float8 AS inbound_revenue,
count(*) FILTER (WHERE NOT inbound) AS live_contacts,
CASE WHEN :one_currency THEN sum(amount) FILTER (WHERE NOT inbound) END::float8 AS sale_value,
CASE WHEN :one_currency THEN sum(amount) END::float8 AS brought,
min(currency) AS currency
