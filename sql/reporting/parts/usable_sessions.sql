-- Sessions of self-service without a problem, each once.
(
	SELECT DISTINCT ON (session_id) *
	FROM ops.self_service_session
	WHERE CASE WHEN (:session_problem) IS NULL THEN true END
	ORDER BY session_id, started_at, ended_at, channel, customer_key, task, outcome, contact_id, context_kept
)
