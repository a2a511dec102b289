-- Looked for only where the caller's table does not refuse it.
--
-- uses  contact, self_service_session, segment, outbound_attempt, agent_state, schedule, queue, agent
-- key  subject, problem

CREATE VIEW ops.repeated_row AS
\set table ops.queue_visit
\set key 'contact_id, visit_no'
\set at queued_at
\set constraint 'unique queue_visit(contact_id, visit_no)'
SELECT 'queue_visit'::text AS subject, 'the same visit again'::text AS problem, rows_affected, first_at
FROM (:repeated) AS r

\set table ops.contact
\set key contact_id
\set at started_at
\set constraint 'unique contact(contact_id)'
UNION ALL
SELECT 'contact', 'the same contact again', rows_affected, first_at
FROM (:repeated) AS r

\set table ops.self_service_session
\set key session_id
\set at started_at
\set constraint 'unique self_service_session(session_id)'
UNION ALL
SELECT 'self_service_session', 'the same session again', rows_affected, first_at
FROM (:repeated) AS r

\set table ops.segment
\set key 'contact_id, seg_no'
\set at lower(during)
\set constraint 'unique segment(contact_id, seg_no)'
UNION ALL
SELECT 'segment', 'the same leg again', rows_affected, first_at
FROM (:repeated) AS r

\set table ops.outbound_attempt
\set key attempt_id
\set at dialled_at
\set constraint 'unique outbound_attempt(attempt_id)'
UNION ALL
SELECT 'outbound_attempt', 'the same attempt again', rows_affected, first_at
FROM (:repeated) AS r

\set range during
\set table ops.agent_state
\set key 'agent_id, media'
\set constraint agent_state_one_at_a_time
UNION ALL
SELECT 'agent_state', 'several states at a time', rows_affected, first_at
FROM (:overlapping) AS r

\set table ops.schedule
\set key 'agent_id, version_no'
\set constraint schedule_one_at_a_time
UNION ALL
SELECT 'schedule', 'several activities at a time', rows_affected, first_at
FROM (:overlapping) AS r

\set range valid
\set table ops.queue
\set key queue_id
\set constraint queue_one_at_a_time
UNION ALL
SELECT 'queue', 'several rows valid at a time', rows_affected, first_at
FROM (:overlapping) AS r

\set table ops.agent
\set key agent_id
\set constraint agent_one_at_a_time
UNION ALL
SELECT 'agent', 'several rows valid at a time', rows_affected, first_at
FROM (:overlapping) AS r;

COMMENT ON VIEW ops.repeated_row IS
	'rows that are there again, and rows valid at a time of which one is to be, counted';
