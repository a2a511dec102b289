-- A contact is its first visit, and what is looked up of all: who asks for a time reads the visits of that time.
--
-- when  unique queue_visit(contact_id, visit_no)
SELECT f.contact_id, f.queued_at, f.queue_id, f.media, v.*
FROM ops.valid_visit AS f
CROSS JOIN LATERAL (
	SELECT min(visit_no) AS first_no, bool_or(outcome = 'open') AS open,
		:experience_sums
	FROM ops.valid_visit AS v
	WHERE v.contact_id = f.contact_id
		AND v.outcome NOT IN ('blocked', 'system_error') AND v.media IS DISTINCT FROM 'callback'
) AS v
WHERE f.outcome NOT IN ('blocked', 'system_error') AND f.media IS DISTINCT FROM 'callback' :of_contacts
	AND CASE WHEN f.visit_no = v.first_no AND NOT v.open THEN true END
