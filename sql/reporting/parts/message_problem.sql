-- What makes a message unusable; NULL: nothing.
CASE
	WHEN num_nulls(contact_id, message_no) > 0 THEN 'no contact or number'
	WHEN (actor_kind IN ('customer', 'agent', 'bot', 'system')) IS NOT TRUE THEN 'unknown actor_kind'
	WHEN (at >= :first_instant) IS NOT TRUE THEN 'no usable instant'
	WHEN at > now() + '24 hours'::interval THEN 'in the future'
END
