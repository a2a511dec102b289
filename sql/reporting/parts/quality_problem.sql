-- What makes an item of an evaluation unusable; NULL: nothing.
CASE
	WHEN weight BETWEEN 0 AND 1e9 IS NOT TRUE OR max_points BETWEEN 0 AND 1e9 IS NOT TRUE
		OR NOT points BETWEEN 0 AND max_points THEN 'no usable points'
END
