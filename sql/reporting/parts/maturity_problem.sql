-- What makes a check point of an assessment unusable; NULL: nothing.
CASE
	WHEN (assessed_on >= '1900-01-01' AND assessed_on < '2100-01-01') IS NOT TRUE THEN 'no usable day'
	WHEN (level BETWEEN 2 AND 5) IS NOT TRUE THEN 'no usable level'
	WHEN NOT score BETWEEN 0 AND 1 THEN 'no usable score'
END
