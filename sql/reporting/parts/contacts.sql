-- Contacts: merged visits.  What comes after the first answer changes nothing, so a
-- contact whose first visit was answered is not followed.  One waits as long as one of its visits does.
SELECT v.contact_id, v.customer_key, v.day, v.queue_id, v.media, v.queued_at, v.outcome, v.wait_s,
	false AS waits
FROM (:first_visits) AS v
WHERE v.answered
UNION ALL
SELECT v.contact_id, v.customer_key, v.day, v.queue_id, v.media, v.queued_at, m.outcome, m.wait_s,
	m.waits
FROM (:first_visits) AS v,
LATERAL (
	SELECT :merged_outcome,
		bool_or(outcome = 'open') AS waits
	FROM (
		SELECT *, :place_in_order
		FROM ops.valid_visit AS n
		WHERE n.contact_id = v.contact_id AND n.visit_no >= v.visit_no AND n.media IS DISTINCT FROM 'callback'
		WINDOW w AS (ORDER BY visit_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
	) AS n
) AS m
WHERE NOT v.answered
