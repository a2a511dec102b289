-- What makes the revenue of a contact unusable; NULL: nothing.
CASE
	WHEN NOT revenue BETWEEN -1e15 AND 1e15 THEN 'no usable revenue'
END
