-- Repeats in month m.month: stored by day.
--
-- when  repeat_day_summary and btree contact(contact_id) and contact_next_of_customer
SELECT sum(eligible) AS eligible,
	sum(repeated) AS repeated
FROM ops.repeat_contact
WHERE :days_of_month
HAVING count(*) > 0
