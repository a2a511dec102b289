-- Sessions without a problem, which their key has once.
--
-- when  self_service_session_pkey
(SELECT * FROM ops.self_service_session WHERE CASE WHEN (:session_problem) IS NULL THEN true END)
