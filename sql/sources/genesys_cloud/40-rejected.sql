-- of  conversation_details
INSERT INTO new_rejection (key, reason, event)
SELECT cc.source_key(r.event ->> 'conversationId'), c.reason, left(r.event::text, 1000)
FROM raw.conversation_details AS r
CROSS JOIN LATERAL (
	SELECT CASE WHEN cc.source_key(r.event ->> 'conversationId') IS NULL THEN 'no conversationId'
		WHEN jsonb_typeof(r.event -> 'participants') IS DISTINCT FROM 'array' THEN 'no participants' END AS reason
) AS c
WHERE (left(r.event ->> 'conversationId', 100) = ANY ($1) OR r.landed > $2 AND r.landed <= $3)
	AND r.event IS NOT NULL AND c.reason IS NOT NULL
