-- Calls on the trunks in an interval, the most at a time, and the seconds of all.
count(*) AS calls, cc.peak_concurrency(tstzrange(c.from_at, c.to_at)) AS peak_calls, sum(c.to_at - c.from_at) AS busy
FROM (:visits) AS v,
	LATERAL (SELECT greatest(coalesce(entered_at, queued_at), bucket_start) AS from_at,
		least(coalesce(ended_at, left_at, now()), bucket_end) AS to_at) AS c
WHERE media = 'voice' AND outcome <> 'blocked' AND c.from_at < c.to_at
