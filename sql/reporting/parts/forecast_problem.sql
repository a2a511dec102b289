-- What makes a forecast unusable; NULL: nothing.
CASE
	WHEN interval_start BETWEEN '1900-01-01 00:00+00' AND '9999-12-31 00:00+00' IS NOT TRUE
		THEN 'no usable interval_start'
	WHEN made_at BETWEEN '1900-01-01 00:00+00' AND '9999-12-31 00:00+00' IS NOT TRUE THEN 'no usable made_at'
	WHEN interval_len BETWEEN '1 microsecond' AND '1 year' IS NOT TRUE
		OR interval_start + interval_len <= interval_start THEN 'no usable interval_len'
	WHEN (volume = 0 OR volume BETWEEN 1e-9 AND 1e9) IS NOT TRUE THEN 'no usable volume'
	WHEN NOT aht_s BETWEEN 1e-9 AND 1e9 THEN 'no usable aht_s'
	WHEN volume * aht_s > 1e9 * extract(epoch FROM interval_len)::float8 THEN 'more work than is reckoned with'
END
