-- Sessions without a problem, which their key has once.
--
-- when  unique self_service_session(session_id)
(SELECT * FROM ops.self_service_session WHERE CASE WHEN (:session_problem) IS NULL THEN true END)
