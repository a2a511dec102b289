-- Seconds that a visit waited, or waits until now.
CASE WHEN outcome = 'blocked' THEN NULL
	ELSE extract(epoch FROM coalesce(answered_at, left_at, now()) - queued_at)::float8 END
