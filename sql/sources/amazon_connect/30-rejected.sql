-- of  contact_record
INSERT INTO new_rejection (key, reason, event)
SELECT cc.source_key(coalesce(nullif(r.event ->> 'InitialContactId', ''), r.event ->> 'ContactId')), 'no ContactId',
	left(r.event::text, 1000)
FROM raw.contact_record AS r
WHERE r.landed > $2 AND r.landed <= $3 AND r.event IS NOT NULL AND cc.source_key(r.event ->> 'ContactId') IS NULL
