-- of  vicidial_closer_log
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no uniqueid', r::text
FROM raw.vicidial_closer_log AS r
WHERE r.landed > $2 AND r.landed <= $3 AND cc.source_key(r.uniqueid) IS NULL
