-- of  user_details
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no userId', left(r.event::text, 1000)
FROM raw.user_details AS r
WHERE r.landed > $2 AND r.landed <= $3 AND r.event IS NOT NULL AND r.event ->> 'userId' IS NULL
