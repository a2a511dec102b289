-- Messages and steps in :counted_span, by :counted_day, that belong to no contact or session that is known.
--
-- uses  message, self_service_step, self_service_session
\set counted_at at
SELECT subject, day, counted, of_id, count(*) AS n, min(at) AS first_at, NULL::timestamptz AS last_at,
	NULL::timestamptz AS final_at
FROM (
	SELECT 'message'::text AS subject, :counted_day AS day, 'of no known contact'::text AS counted, contact_id AS of_id,
		at
	FROM ops.message AS m
	WHERE :counted_span
		AND NOT EXISTS (SELECT FROM ops.queue_visit AS v WHERE v.contact_id = m.contact_id :counted_look)
	UNION ALL
	SELECT 'self_service_step', :counted_day, 'of no known session', session_id, at
	FROM ops.self_service_step AS p
	WHERE :counted_span
		AND NOT EXISTS (SELECT FROM ops.self_service_session AS s WHERE s.session_id = p.session_id :counted_look)
) AS r
GROUP BY subject, day, counted, of_id
