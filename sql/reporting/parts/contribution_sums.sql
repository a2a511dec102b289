-- What contacts in and out brought, where that is of one currency.
\set one_currency 'min(first_currency) IS NOT DISTINCT FROM max(last_currency)'
coalesce(sum(contacts) FILTER (WHERE inbound), 0)::bigint AS inbound_contacts,
CASE WHEN :one_currency THEN sum(amount) FILTER (WHERE inbound) END::float8 AS inbound_revenue,
coalesce(sum(contacts) FILTER (WHERE NOT inbound), 0)::bigint AS live_contacts,
CASE WHEN :one_currency THEN sum(amount) FILTER (WHERE NOT inbound) END::float8 AS sale_value,
CASE WHEN :one_currency THEN sum(amount) END::float8 AS brought,
min(first_currency) AS currency
