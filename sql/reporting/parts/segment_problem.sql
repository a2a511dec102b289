-- What makes a leg of a contact unusable; NULL: nothing.
CASE
	WHEN (kind IN ('ivr', 'queue', 'ring', 'talk', 'hold', 'consult', 'conference', 'acw', 'voicemail',
		'callback_wait')) IS NOT TRUE THEN 'unknown kind'
	WHEN (lower(during) >= :first_instant) IS NOT TRUE THEN 'no usable start'
	WHEN lower(during) > now() THEN 'begins in the future'
END
