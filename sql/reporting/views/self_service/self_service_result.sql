-- What is looked up in a join is looked up once, however often it is read.
--
-- uses  self_service_step
-- key  session_id
-- role  steps | figure

CREATE VIEW ops.self_service_result AS
SELECT v.*, queue_name
FROM (
	SELECT s.session_id, s.day, s.channel, s.task, s.started_at, s.ended_at, s.outcome, s.self_service_s,
		(
			SELECT count(*)
			FROM ops.self_service_step AS p
			WHERE p.session_id = s.session_id AND CASE WHEN (:step_problem) IS NULL THEN true END
		) AS steps,
		CASE WHEN s.outcome = 'escalated' THEN false
			WHEN s.customer_key IS NOT NULL AND s.ended_at IS NOT NULL
			THEN NOT cc.repeat_contact(s.started_at, n.next_at,
				least(:'containment_days'::float8 + s.self_service_s / 86400, 36500), now()) END AS contained,
		s.contact_id,
		CASE WHEN s.outcome = 'escalated' THEN s.context_kept END AS context_kept,
		v.queue_id, v.misrouted
	FROM (:self_service_sessions) AS s
	LEFT JOIN LATERAL (
		SELECT min(c.started_at) AS next_at
		FROM ops.contact AS c
		WHERE s.outcome IS DISTINCT FROM 'escalated'
			AND c.customer_key = s.customer_key AND c.started_at > s.started_at
			AND c.direction IS DISTINCT FROM 'outbound' AND CASE WHEN (:contact_problem) IS NULL THEN true END
	) AS n ON true
	LEFT JOIN LATERAL (
		SELECT v.queue_id,
			CASE WHEN v.outcome = 'answered' AND v.transfer_out IS NOT NULL THEN v.transfer_out <> 'none'
				AND coalesce(v.ended_at <= v.answered_at + '1 minute'::interval, v.talk_s <= 60, false) END AS misrouted
		FROM ops.valid_visit AS v
		WHERE s.contact_id IS NOT NULL AND v.contact_id = s.contact_id
		ORDER BY v.visit_no
		LIMIT 1
	) AS v ON true
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.self_service_result IS
	'sessions of self-service and what became of each: contained, escalated with or without what the customer had '
	'entered, routed right or not; no customer key';
COMMENT ON COLUMN ops.self_service_result.contained IS
	'ended in self-service, and the customer did not come by any channel until containment_days after; NULL: not '
	'known, or too early to know';
COMMENT ON COLUMN ops.self_service_result.outcome IS
	'completed, abandoned or escalated; NULL: still open, or not known';
COMMENT ON COLUMN ops.self_service_result.started_at IS
	'start of the session';
COMMENT ON COLUMN ops.self_service_result.ended_at IS
	'end of the session; NULL: still open';
COMMENT ON COLUMN ops.self_service_result.queue_id IS
	'first queue of the contact it was escalated to';
COMMENT ON COLUMN ops.self_service_result.contact_id IS
	'contact that it was escalated to';
