-- of  call_entry
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no uniqueid, and no id', r::text
FROM raw.call_entry AS r
WHERE r.landed > $2 AND r.landed <= $3 AND cc.source_key(coalesce(nullif(r.uniqueid, ''), r.id)) IS NULL
