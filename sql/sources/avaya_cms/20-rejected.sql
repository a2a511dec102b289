INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no ucid, and no callid with its day', r::text
FROM raw.call_rec AS r
WHERE r.landed > $2 AND r.landed <= $3 AND cc.source_key(:call) IS NULL
