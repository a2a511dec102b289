-- What is between the first and the last stored day is read, but for those who waited when it was stored; they are
-- computed, and the rest.  Bounded on both sides, so that the planner expects few rows and takes the index.
--
-- when  unit_day_summary and btree queue_visit(contact_id)
\set stored_day '(s.bucket_start AT TIME ZONE :''zone''::text - :''day_start''::time)::date'
SELECT s.per, :stored_day AS day, s.queue_id, s.media, s.summary
FROM ops.unit_day_summary AS s
WHERE s.contact_ids IS NULL
UNION ALL
\set unit_span :unit_not_stored
:unit_sums
UNION ALL
\set unit_span 'contact_id = ANY (s.contact_ids)'
SELECT s.per, :stored_day, s.queue_id, s.media, cc.queue_summary(u.outcome, u.wait_s)
FROM ops.unit_day_summary AS s
CROSS JOIN LATERAL (
	SELECT :merged_outcome
	FROM (
		SELECT *, :place_in_order
		FROM (:contacts) AS c
		WINDOW w AS (ORDER BY queued_at, contact_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
	) AS c
	HAVING count(*) > 0
) AS u
WHERE s.contact_ids IS NOT NULL
GROUP BY s.per, :stored_day, s.queue_id, s.media
