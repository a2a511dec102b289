-- What makes a state of an agent unusable; NULL: nothing.
CASE
	WHEN agent_id IS NULL THEN 'no agent_id'
	WHEN (state_class IN ('available', 'handling', 'acw', 'other_work', 'unavailable', 'offline')) IS NOT TRUE
		THEN 'unknown state_class'
	WHEN (lower(during) >= :first_instant) IS NOT TRUE THEN 'no usable start'
	WHEN lower(during) > now() THEN 'begins in the future'
END
