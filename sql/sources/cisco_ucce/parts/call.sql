-- The router's keys, where it had a part in the call.
CASE WHEN r.routercallkeyday ~ '^[0-9]{1,10}$' AND r.routercallkey ~ '^[0-9]{1,10}$'
	AND r.routercallkeyday || r.routercallkey ~ '[1-9]' THEN r.routercallkeyday || '.' || r.routercallkey END
