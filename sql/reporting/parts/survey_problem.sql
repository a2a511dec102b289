-- What makes an answer r unusable; NULL: nothing.
CASE
	WHEN (r.contact_at >= :first_instant AND r.contact_at < :last_instant) IS NOT TRUE THEN 'no usable contact_at'
	WHEN r.value IS NULL THEN NULL
	WHEN (r.scale_min >= -1e9 AND r.scale_min < r.scale_max AND r.scale_max <= 1e9) IS NOT TRUE THEN 'no usable scale'
	WHEN (r.value BETWEEN r.scale_min AND r.scale_max) IS NOT TRUE THEN 'answer off the scale'
END
