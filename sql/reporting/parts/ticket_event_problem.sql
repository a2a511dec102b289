-- What makes an event of a ticket unusable; NULL: nothing.
CASE
	WHEN ticket_id IS NULL THEN 'no ticket_id'
	WHEN at BETWEEN '1900-01-01 00:00+00' AND '9999-12-31 00:00+00' IS NOT TRUE THEN 'no usable instant'
END
