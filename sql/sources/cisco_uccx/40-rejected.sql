-- of  contactqueuedetail
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no sessionID', r::text
FROM raw.contactqueuedetail AS r
WHERE r.landed > $2 AND r.landed <= $3 AND cc.source_key(r.sessionid) IS NULL
