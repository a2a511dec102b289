-- What makes an amount of cost unusable; NULL: nothing.
CASE
	WHEN (amount BETWEEN -1e15 AND 1e15) IS NOT TRUE THEN 'no usable amount'
	WHEN (extract(day FROM month) = 1) IS NOT TRUE THEN 'no first day of a month'
END
