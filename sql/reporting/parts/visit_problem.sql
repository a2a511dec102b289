-- What makes a visit unusable; NULL: nothing.
CASE
	WHEN queued_at IS NULL THEN 'no queued_at'
	WHEN coalesce(outcome, 'open') NOT IN ('answered', 'abandoned', 'flowed_out', 'callback_requested',
		'blocked', 'system_error', 'open') THEN 'unknown outcome'
	WHEN (coalesce(outcome, 'open') = 'answered') <> (answered_at IS NOT NULL) THEN 'answered_at contradicts outcome'
	WHEN left_at < queued_at OR answered_at < queued_at THEN 'left before queued'
	WHEN ended_at < left_at OR ended_at < answered_at OR ended_at < queued_at THEN 'ended before left'
	WHEN wrap_ended_at < ended_at THEN 'wrap-up ended before the end'
	WHEN v.talk_s < 0 OR hold_s < 0 OR v.acw_s < 0 OR ring_s < 0 THEN 'negative duration'
	WHEN coalesce(outcome, 'open') NOT IN ('open', 'answered', 'blocked') AND left_at IS NULL THEN 'no left_at'
	WHEN coalesce(outcome, 'open') = 'open' AND queued_at > now() THEN 'queued in the future'
END
