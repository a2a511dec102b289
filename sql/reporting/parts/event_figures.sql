-- What visits v did in an interval, and the seconds that fell into it.
queue_id, media, count(*) FILTER (WHERE e.came) AS offered, count(*) FILTER (WHERE e.answered) AS answered,
count(*) FILTER (WHERE e.abandoned) AS abandoned, count(*) FILTER (WHERE e.ended) AS ended,
coalesce(extract(epoch FROM sum(v.done_at - v.answered_at) FILTER (WHERE e.ended))::float8, 0) AS ended_handle_s,
extract(epoch FROM sum(e.wait))::float8 AS wait_s, coalesce(extract(epoch FROM sum(e.handle))::float8, 0) AS handle_s
FROM (SELECT *, coalesce(answered_at, left_at, now()) AS waited_until, coalesce(wrap_ended_at, ended_at) AS done_at
		FROM (:visits) AS v) AS v,
	LATERAL (SELECT v.queued_at >= bucket_start AS came,
		v.outcome = 'answered' AND v.answered_at >= bucket_start AND v.answered_at < bucket_end AS answered,
		v.outcome = 'abandoned' AND v.left_at >= bucket_start AND v.left_at < bucket_end AS abandoned,
		v.outcome = 'answered' AND v.done_at >= bucket_start AND v.done_at < bucket_end AS ended,
		greatest(least(v.waited_until, bucket_end) - greatest(v.queued_at, bucket_start), '0'::interval) AS wait,
		CASE WHEN v.outcome = 'answered' THEN greatest(least(coalesce(v.done_at, now()), bucket_end)
			- greatest(v.answered_at, bucket_start), '0'::interval) END AS handle) AS e
WHERE v.outcome <> 'blocked'
	AND (e.came OR e.answered OR e.abandoned OR e.ended OR e.wait > '0'::interval OR e.handle > '0'::interval)
