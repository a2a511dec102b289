INSERT INTO new_rejection (key, reason, event)
SELECT cc.source_key(e.key), c.reason, concat_ws(' ', e.key, e.type, e.at)
FROM (:happened
	WHERE left(coalesce(r.event #>> '{data,payload,task_sid}', r.event ->> 'TaskSid'), 100) = ANY ($1)
		OR r.landed > $2 AND r.landed <= $3 AND r.event IS NOT NULL) AS e
CROSS JOIN LATERAL (
	SELECT CASE WHEN e.type IS NULL THEN 'no event type'
		WHEN e.at IS NULL THEN 'no instant'
		WHEN e.type !~ '^(task|task-queue|reservation|worker|workflow|workspace)[.]' THEN 'unknown event'
		WHEN e.type ~ '^(task|task-queue|reservation)[.]' AND e.type NOT LIKE 'task-queue.%ted'
			AND e.type NOT IN ('task-queue.expression.updated') AND cc.source_key(e.key) IS NULL THEN 'no task' END
		AS reason
) AS c
WHERE c.reason IS NOT NULL
