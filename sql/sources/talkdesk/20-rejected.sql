INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no callsid', left(r.event::text, 1000)
FROM raw.call AS r
WHERE r.landed > $2 AND r.landed <= $3 AND r.event IS NOT NULL AND cc.source_key(r.event ->> 'callsid') IS NULL
