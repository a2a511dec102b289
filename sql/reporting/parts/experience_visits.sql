-- A contact is what its visits have been, first to last, those of callbacks apart.
SELECT contact_id,
	(array_agg(queued_at ORDER BY visit_no))[1] AS queued_at,
	(array_agg(queue_id ORDER BY visit_no))[1] AS queue_id,
	(array_agg(media ORDER BY visit_no))[1] AS media,
	:experience_sums
FROM ops.valid_visit AS f
WHERE outcome NOT IN ('blocked', 'system_error') AND media IS DISTINCT FROM 'callback' :of_contacts
GROUP BY contact_id
HAVING NOT bool_or(outcome = 'open')
