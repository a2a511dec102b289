-- What makes a session of self-service unusable; NULL: nothing.
CASE
	WHEN session_id IS NULL THEN 'no session_id'
	WHEN (channel IN ('ivr', 'bot', 'web', 'app')) IS NOT TRUE THEN 'unknown channel'
	WHEN (started_at >= :first_instant) IS NOT TRUE THEN 'no usable started_at'
	WHEN started_at > now() THEN 'started in the future'
	WHEN ended_at < started_at THEN 'ended before it started'
	WHEN ended_at > now() + '24 hours'::interval THEN 'ended in the future'
	WHEN NOT outcome IN ('completed', 'abandoned', 'escalated') THEN 'unknown outcome'
END
