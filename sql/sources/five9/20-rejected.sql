INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no CALL ID', r::text
FROM raw.call_log AS r
WHERE r.landed > $2 AND r.landed <= $3 AND cc.source_key(r.call_id) IS NULL
