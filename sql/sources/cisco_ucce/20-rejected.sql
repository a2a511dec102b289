-- Calls that no router had a part in have 0, or nothing, as their keys.
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'the router''s keys are no numbers', r::text
FROM raw.termination_call_detail AS r
WHERE r.landed > $2 AND r.landed <= $3
	AND (coalesce(r.routercallkeyday, '') !~ '^[0-9]{0,10}$' OR coalesce(r.routercallkey, '') !~ '^[0-9]{0,10}$')
