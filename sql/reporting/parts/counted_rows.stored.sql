-- Days that are stored are read, but for those whose rows changed since, or have to be judged anew; they are counted,
-- with those before the first stored day and after the last, and what has no instant.
--
-- when  quality_day_summary and watched 'quality_day'
SELECT s.subject, s.counted, s.of_id, s.n, s.first_at, s.last_at
FROM ops.quality_day_summary AS s
WHERE s.bucket_start <@ (SELECT days FROM stored)
UNION ALL
SELECT c.subject, c.counted, c.of_id, c.n, c.first_at, c.last_at
FROM (
	SELECT coalesce(lower(r), '-infinity') AS from_at,
		coalesce(upper(r) - '1 microsecond'::interval, 'infinity') AS last_at
	FROM stored
	CROSS JOIN LATERAL unnest('{(,)}'::tstzmultirange - days) AS r
) AS d
CROSS JOIN LATERAL (:counted_between) AS c
