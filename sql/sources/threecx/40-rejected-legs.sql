-- of  cdroutput
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no call_history_id', r::text
FROM raw.cdroutput AS r
WHERE r.landed > $2 AND r.landed <= $3 AND cc.source_key(coalesce(r.main_call_history_id, r.call_history_id)) IS NULL
