-- Sessions of the newest delivery of each conversation: the one that has ended, or tells most.
SELECT c.key, c.event AS conversation, p.n AS participant, p.e AS person, p.e ->> 'purpose' AS purpose,
	s.n AS number, s.e AS session,
	(SELECT min(cc.source_instant(g ->> 'segmentStart', 'UTC')) FROM cc.source_elements(s.e -> 'segments') AS g
		WHERE g ->> 'segmentType' = 'interact') AS interact_at,
	(SELECT min(cc.source_instant(g ->> 'segmentStart', 'UTC')) FROM cc.source_elements(s.e -> 'segments') AS g)
		AS begun_at,
	CASE WHEN NOT EXISTS (
			SELECT FROM cc.source_elements(s.e -> 'segments') AS g
			WHERE g ->> 'segmentEnd' IS NULL AND g ->> 'segmentType' <> 'wrapup')
		THEN (SELECT max(cc.source_instant(g ->> 'segmentEnd', 'UTC')) FROM cc.source_elements(s.e -> 'segments') AS g
			WHERE g ->> 'segmentType' <> 'wrapup') END AS ended_at,
	(SELECT string_agg(g ->> 'disconnectType', ' ' ORDER BY g ->> 'segmentEnd')
		FROM cc.source_elements(s.e -> 'segments') AS g WHERE g ->> 'segmentType' <> 'wrapup') AS disconnect,
	(SELECT coalesce(min(g ->> 'queueId'), '') FROM cc.source_elements(s.e -> 'segments') AS g) AS queue_id,
	(SELECT jsonb_object_agg(m ->> 'name', m -> 'value') FROM cc.source_elements(s.e -> 'metrics') AS m
		WHERE m ->> 'name' IS NOT NULL) AS metric
FROM (
	SELECT DISTINCT ON (left(r.event ->> 'conversationId', 100)) left(r.event ->> 'conversationId', 100) AS key, r.event
	FROM raw.conversation_details AS r
	WHERE left(r.event ->> 'conversationId', 100) = ANY ($1)
	ORDER BY left(r.event ->> 'conversationId', 100), r.event ->> 'conversationEnd' IS NULL,
		length(r.event::text) DESC, r.event::text DESC
) AS c
CROSS JOIN LATERAL (
	SELECT e, row_number() OVER () AS n FROM cc.source_elements(c.event -> 'participants') AS e
) AS p
CROSS JOIN LATERAL (SELECT e, row_number() OVER () AS n FROM cc.source_elements(p.e -> 'sessions') AS e) AS s
