-- Of what was stored it is looked whether it is still so.
--
-- uses  self_service_session
-- when  quality_day_summary and watched 'quality_day'
SELECT counted, n, first_at
FROM counted AS c
WHERE counted = 'of no known session'
	AND NOT EXISTS (SELECT FROM ops.self_service_session AS s WHERE s.session_id = c.of_id)
UNION ALL
SELECT counted, n, first_at
FROM counted AS c
WHERE counted = 'of no known contact'
	AND NOT EXISTS (SELECT FROM ops.queue_visit AS v WHERE v.contact_id = c.of_id)
