-- What makes an event of the headcount unusable; NULL: nothing.
CASE
	WHEN (kind IN ('hire', 'exit_voluntary', 'exit_involuntary', 'transfer')) IS NOT TRUE THEN 'unknown kind'
	WHEN (date >= '1900-01-01' AND date <= (now() AT TIME ZONE 'UTC')::date + 3660) IS NOT TRUE THEN 'no usable date'
END
