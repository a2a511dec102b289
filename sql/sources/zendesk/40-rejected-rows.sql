-- of  ticket, ticket_comment, ticket_field_history
INSERT INTO new_rejection (key, reason, event)
SELECT c.key, c.reason, c.event
FROM (
	SELECT cc.source_key(r.id) AS key,
		CASE WHEN cc.source_instant(r.created_at, 'UTC') IS NULL THEN 'no created_at' END AS reason, r::text AS event
	FROM raw.ticket AS r
	WHERE left(r.id, 100) = ANY ($1)
	UNION ALL
	SELECT cc.source_key(r.ticket_id), CASE WHEN cc.source_instant(r.created, 'UTC') IS NULL
		THEN 'no created' END, r::text
	FROM raw.ticket_comment AS r
	WHERE left(r.ticket_id, 100) = ANY ($1)
	UNION ALL
	SELECT cc.source_key(r.ticket_id), CASE WHEN cc.source_instant(r.updated, 'UTC') IS NULL
		THEN 'no updated' END, r::text
	FROM raw.ticket_field_history AS r
	WHERE left(r.ticket_id, 100) = ANY ($1)
) AS c
WHERE c.reason IS NOT NULL
