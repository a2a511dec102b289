-- What makes an outcome of a customer unusable; NULL: nothing.
CASE
	WHEN customer_key IS NULL THEN 'no customer_key'
	WHEN (kind IN ('renewed', 'repurchased', 'churned', 'downgraded', 'complained')) IS NOT TRUE THEN 'unknown kind'
	WHEN (at >= :first_instant AND at < :last_instant) IS NOT TRUE THEN 'no usable instant'
	WHEN NOT value BETWEEN -1e15 AND 1e15 THEN 'no usable value'
	WHEN value IS NOT NULL AND currency IS NULL THEN 'no currency'
END
