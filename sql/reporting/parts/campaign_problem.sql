-- What makes a campaign unusable; NULL: nothing.
CASE
	WHEN campaign_id IS NULL THEN 'no campaign_id'
	WHEN NOT (starts_on >= '1971-01-01' AND starts_on < '2100-01-01') THEN 'no usable starts_on'
	WHEN NOT machine_error_share BETWEEN 0 AND 1 THEN 'no usable machine_error_share'
END
