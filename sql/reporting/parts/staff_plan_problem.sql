-- What makes a row of a staff plan unusable; NULL: nothing.
CASE
	WHEN interval_start BETWEEN '1900-01-01 00:00+00' AND '9999-12-31 00:00+00' IS NOT TRUE
		THEN 'no usable interval_start'
	WHEN interval_len BETWEEN '1 microsecond' AND '1 year' IS NOT TRUE
		OR interval_start + interval_len <= interval_start THEN 'no usable interval_len'
	WHEN scheduled BETWEEN 0 AND 1e9 IS NOT TRUE THEN 'no usable number of agents'
END
