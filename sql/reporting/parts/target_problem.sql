-- What makes a target unusable; NULL: nothing.
CASE
	WHEN (goal BETWEEN -1e15 AND 1e15) IS NOT TRUE THEN 'no usable goal'
END
