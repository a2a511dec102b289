-- Visits of :unit_span as a service level of contacts or customers counts them.
SELECT contact_id, visit_no, customer_key, queue_id, media, queued_at,
	(queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	coalesce(outcome, 'open') AS outcome, outcome IS NOT DISTINCT FROM 'answered' AS answered,
	:visit_wait AS wait_s
FROM ops.queue_visit AS v
WHERE :unit_span AND is_test IS NOT TRUE AND media IS DISTINCT FROM 'callback'
	AND CASE WHEN (:visit_problem) IS NULL THEN true END
