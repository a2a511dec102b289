-- What makes a step of self-service unusable; NULL: nothing.
CASE
	WHEN num_nulls(session_id, step_no, step) > 0 THEN 'no session, number or name'
	WHEN (at >= :first_instant) IS NOT TRUE THEN 'no usable instant'
	WHEN at > now() + '24 hours'::interval THEN 'in the future'
END
