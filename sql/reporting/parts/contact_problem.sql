-- What makes a contact unusable; NULL: nothing.
CASE
	WHEN contact_id IS NULL THEN 'no contact_id'
	WHEN (started_at >= :first_instant) IS NOT TRUE THEN 'no usable started_at'
	WHEN started_at > now() THEN 'started in the future'
	WHEN ended_at < started_at THEN 'ended before it started'
	WHEN ended_at > now() + '24 hours'::interval THEN 'ended in the future'
END
