-- What makes an event of a ticket unusable; NULL: nothing.
CASE
	WHEN ticket_id IS NULL THEN 'no ticket_id'
	WHEN (:ticket_event_usable) IS NOT TRUE THEN 'no usable instant'
END
