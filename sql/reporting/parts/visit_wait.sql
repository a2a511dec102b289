-- Seconds that a visit waited, or waits until now.
CASE WHEN outcome <> 'blocked' IS NOT FALSE AND isfinite(coalesce(answered_at, left_at, now())) AND isfinite(queued_at)
	THEN extract(epoch FROM coalesce(answered_at, left_at, now()) - queued_at)::float8 END
