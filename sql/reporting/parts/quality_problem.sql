-- What makes an item of an evaluation unusable; NULL: nothing.
CASE
	WHEN (evaluated_at >= :first_instant AND evaluated_at < :last_instant) IS NOT TRUE THEN 'no usable evaluated_at'
	WHEN weight BETWEEN 0 AND 1e9 IS NOT TRUE OR (max_points > 0 AND max_points <= 1e9) IS NOT TRUE
		OR NOT points BETWEEN 0 AND max_points THEN 'no usable points'
END
