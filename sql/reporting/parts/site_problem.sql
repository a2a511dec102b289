-- What makes a site unusable; NULL: nothing.
CASE
	WHEN zone IS NULL OR zone LIKE '%;%' OR cc.business_hours_error('Mo 00:00-24:00; zone ' || zone) IS NOT NULL
		THEN 'unknown zone'
END
