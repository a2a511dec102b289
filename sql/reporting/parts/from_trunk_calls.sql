-- From :visits, each with the interval from bucket_start to bucket_end, the calls on the trunks, clipped to it.
FROM (:visits) AS v,
LATERAL (
	SELECT greatest(coalesce(entered_at, queued_at), bucket_start) AS from_at,
		least(coalesce(ended_at, left_at, now()), bucket_end) AS to_at
) AS c
WHERE media = 'voice' AND outcome <> 'blocked' AND c.from_at < c.to_at
