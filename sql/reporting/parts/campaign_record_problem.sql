-- What makes an entry of a list unusable; NULL: nothing.
CASE
	WHEN campaign_id IS NULL OR record_id IS NULL THEN 'no campaign_id or record_id'
	WHEN (loaded_at >= :first_instant) IS NOT TRUE THEN 'no usable loaded_at'
	WHEN loaded_at > now() THEN 'loaded in the future'
END
