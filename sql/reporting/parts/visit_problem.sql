-- What makes a visit unusable; NULL: nothing.  A clock may be a day ahead of ours, but nobody waits before he comes;
-- what is before 1971 is the zero of some clock, and no summary takes longer than a thousand million seconds.
\set ends 'greatest(answered_at, left_at, ended_at, wrap_ended_at)'
CASE
	WHEN queued_at IS NULL THEN 'no queued_at'
	WHEN NOT (:visit_outcome_known) THEN 'unknown outcome'
	WHEN NOT (:visit_answered_by_outcome) THEN 'answered_at contradicts outcome'
	WHEN NOT (:visit_left_after_queued) THEN 'left before queued'
	WHEN NOT (:visit_ended_after_left) THEN 'ended before left'
	WHEN NOT (:visit_wrapped_after_ended) OR wrap_ended_at < answered_at THEN 'wrap-up ended before the end'
	WHEN least(v.talk_s, hold_s, v.acw_s, ring_s) < 0 THEN 'negative duration'
	WHEN greatest(v.talk_s, hold_s, v.acw_s, ring_s) > 1e9 THEN 'impossible duration'
	WHEN coalesce(outcome, 'open') NOT IN ('open', 'answered', 'blocked') AND left_at IS NULL THEN 'no left_at'
	WHEN queued_at > now() THEN 'queued in the future'
	WHEN greatest(entered_at, :ends) > now() + '24 hours'::interval THEN 'an instant in the future'
	WHEN least(entered_at, queued_at) < :first_instant THEN 'an instant before 1971'
	WHEN coalesce(:ends, now()) > least(entered_at, queued_at) + '277777:46:40'::interval THEN 'impossible duration'
END
