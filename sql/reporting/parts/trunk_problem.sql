-- What makes an attempt at the trunks unusable; NULL: nothing.
CASE
	WHEN (at >= :first_instant) IS NOT TRUE THEN 'no usable instant'
	WHEN at > now() + '24 hours'::interval THEN 'in the future'
END
