-- for  agent_state
INSERT INTO new_state (agent_id, track, at, state_class, state, aux_code)
SELECT worker, 'activity', at,
	CASE WHEN type = 'worker.deleted' OR activity ~* 'off ?line|logged ?out' THEN 'offline'
		WHEN activity ~* '^(available|idle|ready|reserved|busy)$' THEN 'available' ELSE 'unavailable' END,
	activity,
	CASE WHEN activity !~* 'off ?line|logged ?out|^(available|idle|ready|reserved|busy)$' THEN activity END
FROM (:happened WHERE r.landed > $2 AND r.landed <= $3) AS e
WHERE type IN ('worker.activity.update', 'worker.created', 'worker.deleted') AND worker IS NOT NULL AND at IS NOT NULL
	AND (activity IS NOT NULL OR type = 'worker.deleted')
