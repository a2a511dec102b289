-- What makes a piece of a schedule unusable; NULL: nothing.
CASE
	WHEN agent_id IS NULL THEN 'no agent_id'
	WHEN (class IN ('on_queue', 'off_queue_paid', 'break_unpaid', 'absence')) IS NOT TRUE THEN 'unknown class'
	WHEN (lower(during) >= :first_instant AND upper(during) < :last_instant) IS NOT TRUE THEN 'no usable start and end'
END
