-- Contacts in writing by their first visits, of :conversation_span.
SELECT v.contact_id, (v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	v.queue_id, v.media, v.queued_at
FROM ops.valid_visit AS v
WHERE :conversation_span
	AND EXISTS (SELECT FROM ops.message AS m WHERE m.contact_id = v.contact_id)
	AND NOT EXISTS (
		SELECT
		FROM ops.valid_visit AS n
		WHERE n.contact_id = v.contact_id AND n.visit_no < v.visit_no)
