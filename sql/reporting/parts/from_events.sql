-- From :visits, each with the interval from bucket_start to bucket_end, those that something happened to in it.
FROM (
	SELECT *,
		coalesce(answered_at, left_at, now()) AS waited_until,
		coalesce(wrap_ended_at, ended_at) AS done_at
	FROM (:visits) AS v
) AS v,
LATERAL (
	SELECT v.queued_at >= bucket_start AS came,
		v.outcome = 'answered' AND v.answered_at >= bucket_start AND v.answered_at < bucket_end AS answered,
		v.outcome = 'abandoned' AND v.left_at >= bucket_start AND v.left_at < bucket_end AS abandoned,
		v.outcome = 'answered' AND v.done_at >= bucket_start AND v.done_at < bucket_end AS ended,
		greatest(least(v.waited_until, bucket_end) - greatest(v.queued_at, bucket_start), '0'::interval) AS wait,
		CASE WHEN v.outcome = 'answered' THEN
			greatest(least(coalesce(v.done_at, now()), bucket_end) - greatest(v.answered_at, bucket_start),
				'0'::interval) END AS handle
) AS e
WHERE v.outcome <> 'blocked'
	AND (e.came OR e.answered OR e.abandoned OR e.ended OR e.wait > '0'::interval OR e.handle > '0'::interval)
