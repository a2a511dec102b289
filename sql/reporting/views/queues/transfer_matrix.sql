-- A transfer is seen at the visit it leaves; the visit it leads to is the contact's next.

CREATE VIEW ops.transfer_matrix AS
SELECT (v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	v.queue_id AS from_queue_id,
	n.queue_id AS to_queue_id,
	v.transfer_out AS kind,
	count(*) AS transfers,
	count(*) FILTER (WHERE n.outcome = 'answered') AS answered
FROM ops.valid_visit AS v
LEFT JOIN ops.valid_visit AS n ON n.contact_id = v.contact_id AND n.visit_no = v.visit_no + 1
WHERE v.outcome = 'answered' AND v.transfer_out IN ('blind', 'attended')
GROUP BY day, v.queue_id, n.queue_id, v.transfer_out;

COMMENT ON VIEW ops.transfer_matrix IS
	'transfers from queue to queue by local day of the first queue''s entry';
COMMENT ON COLUMN ops.transfer_matrix.answered IS
	'transferred visits that the target queue answered';
