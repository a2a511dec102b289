-- Tickets with their comments and history.  One that an agent made has no clock until the requester writes: it is
-- created then.  Deleted tickets are none.
WITH ticket AS MATERIALIZED (
	SELECT DISTINCT ON (left(r.id, 100)) left(r.id, 100) AS key, r.*,
		cc.source_instant(r.created_at, 'UTC') AS made_at
	FROM raw.ticket AS r
	WHERE left(r.id, 100) = ANY ($1)
	ORDER BY left(r.id, 100), cc.source_instant(r.updated_at, 'UTC') DESC NULLS LAST, r.status, r.group_id,
		r.requester_id,
		r.submitter_id
),
author AS (
	SELECT DISTINCT ON (left(u.id, 100)) left(u.id, 100) AS id, u.role
	FROM raw.user AS u
	WHERE left(u.id, 100) IN (
		SELECT left(c.user_id, 100) FROM raw.ticket_comment AS c WHERE left(c.ticket_id, 100) = ANY ($1)
		UNION ALL SELECT submitter_id FROM ticket)
	ORDER BY left(u.id, 100), cc.source_instant(u.updated_at, 'UTC') DESC NULLS LAST, u.role
),
comment AS MATERIALIZED (
	SELECT DISTINCT left(r.ticket_id, 100) AS key, cc.source_instant(r.created, 'UTC') AS at, 'comment' AS event,
		CASE WHEN r.user_id IS NULL THEN 'system'
			WHEN a.role = 'end-user' THEN 'customer' WHEN a.role IS NOT NULL THEN 'agent'
			WHEN t.key IS NULL THEN NULL
			WHEN r.user_id = t.requester_id THEN 'customer' ELSE 'agent' END AS actor_kind,
		lower(r.public) IN ('true', 't', '1') AS public,
		NULL AS status, r.id, r.user_id
	FROM raw.ticket_comment AS r
	LEFT JOIN ticket AS t ON t.key = left(r.ticket_id, 100)
	LEFT JOIN author AS a ON a.id = left(r.user_id, 100)
	WHERE left(r.ticket_id, 100) = ANY ($1)
),
change AS (
	SELECT *, lag(value) OVER (PARTITION BY key ORDER BY at, place, value) AS before
	FROM (
		SELECT DISTINCT left(r.ticket_id, 100) AS key, cc.source_instant(r.updated,
			'UTC') AS at, lower(r.value) AS value,
			CASE lower(r.value) WHEN 'new' THEN 1 WHEN 'open' THEN 2 WHEN 'solved' THEN 8 WHEN 'closed' THEN 9
				ELSE 5 END
				AS place,
			CASE WHEN r.user_id IS NULL THEN 'system' END AS actor_kind
		FROM raw.ticket_field_history AS r
		WHERE left(r.ticket_id, 100) = ANY ($1) AND r.field_name = 'status'
	) AS h
	WHERE at IS NOT NULL
),
made AS (
	SELECT t.key,
		CASE WHEN coalesce(a.role <> 'end-user', t.submitter_id <> t.requester_id)
			THEN (SELECT min(c.at) FROM comment AS c
				WHERE c.key = t.key AND c.actor_kind = 'customer' AND c.public)
			ELSE t.made_at END AS at
	FROM ticket AS t
	LEFT JOIN author AS a ON a.id = left(t.submitter_id, 100)
),
event AS (
	SELECT key, at, 'created' AS event, 'customer' AS actor_kind, NULL::boolean AS public, NULL AS status,
		NULL AS agent_id
	FROM made
	UNION ALL
	SELECT key, at, event, actor_kind, public, status, CASE actor_kind WHEN 'agent' THEN user_id END FROM comment
	UNION ALL
	SELECT key, at,
		CASE WHEN value IN ('solved', 'closed') THEN value
			WHEN before IN ('solved', 'closed') THEN 'reopened' ELSE 'status' END,
		actor_kind, NULL, value, NULL
	FROM change
	WHERE value IS DISTINCT FROM before
)
INSERT INTO new_ticket_event (key, at, event, actor_kind, public, status, agent_id, queue_id, calendar_id)
SELECT e.key, e.at, e.event, e.actor_kind, e.public, left(e.status, 200), e.agent_id, left(t.group_id, 200), (
		SELECT left(s.schedule_id, 200)
		FROM raw.ticket_schedule AS s
		WHERE left(s.ticket_id, 100) = e.key
		ORDER BY cc.source_instant(s.created_at, 'UTC') > e.at,
			abs(extract(epoch FROM cc.source_instant(s.created_at, 'UTC') - e.at)), s.schedule_id
		LIMIT 1)
FROM event AS e
LEFT JOIN ticket AS t ON t.key = e.key
WHERE e.at IS NOT NULL AND t.status IS DISTINCT FROM 'deleted' AND length(e.key) < 100
