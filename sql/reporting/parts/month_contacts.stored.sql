-- Contacts with a usable revenue in month m.month: stored by day.
--
-- when  contact_day_summary and btree contact(contact_id)
SELECT inbound, contacts, revenue, first_currency, last_currency
FROM (:contact_rows) AS c
WHERE month = m.month
