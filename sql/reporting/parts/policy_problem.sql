-- What makes a policy of replies unusable; NULL: nothing.
CASE
	WHEN (isempty(valid)) IS NOT FALSE THEN 'no days'
	WHEN NOT least(first_reply_s, next_reply_s, resolution_s, work_s) >= 0
		OR greatest(first_reply_s, next_reply_s, resolution_s, work_s) > 1e9 THEN 'no usable number of seconds'
END
