-- A transfer is seen at the visit it leaves.  The visit it leads to is the contact's next, whatever its number, or,
-- where the source gives it a contact of its own, the next of those that name the root of the chain.
--
-- key  day, from_queue_id, to_queue_id, kind

CREATE VIEW ops.transfer_matrix AS
SELECT t.*, f.queue_name AS from_queue_name, n.queue_name AS to_queue_name
FROM (
	SELECT (v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		v.queue_id AS from_queue_id,
		n.queue_id AS to_queue_id,
		v.transfer_out AS kind,
		count(*) AS transfers,
		count(*) FILTER (WHERE n.outcome = 'answered') AS answered
	FROM ops.valid_visit AS v
	LEFT JOIN LATERAL (
		SELECT queue_id, outcome
		FROM (
			(
				SELECT o.queue_id, o.outcome, o.queued_at, o.contact_id, o.visit_no
				FROM ops.valid_visit AS o
				WHERE o.contact_id = v.contact_id AND o.visit_no > v.visit_no
				ORDER BY o.visit_no
				LIMIT 1
			)
			UNION ALL
			SELECT o.queue_id, o.outcome, o.queued_at, o.contact_id, o.visit_no
			FROM ops.valid_visit AS o
			WHERE o.origin_contact_id = coalesce(v.origin_contact_id, v.contact_id) AND o.contact_id <> v.contact_id
				AND o.transfer_in AND o.queued_at >= v.queued_at
		) AS o
		ORDER BY o.queued_at, o.contact_id, o.visit_no
		LIMIT 1
	) AS n ON true
	WHERE v.outcome = 'answered' AND v.transfer_out IN ('blind', 'attended')
	GROUP BY day, v.queue_id, n.queue_id, v.transfer_out
) AS t
LEFT JOIN ops.present_queue AS f ON f.queue_id = t.from_queue_id
LEFT JOIN ops.present_queue AS n ON n.queue_id = t.to_queue_id;

COMMENT ON VIEW ops.transfer_matrix IS
	'transfers from queue to queue by local day of the first queue''s entry';
COMMENT ON COLUMN ops.transfer_matrix.answered IS
	'transferred visits that the target queue answered';
