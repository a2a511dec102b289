-- The agents planned for a forecast f, on average: stretch by stretch, where the plan or the work of other media
-- changes, those of the medium, or else its part of those that media without a plan of their own share, by their work.
-- A row of a plan holds until the next one of its queue and medium; a stretch without any leaves the whole unknown.
--
-- uses  staff_plan
\set covers 'starts <= t.from_at AND ends >= t.to_at'
WITH plan AS MATERIALIZED (
	SELECT media, scheduled,
		interval_start AS starts,
		least(interval_start + interval_len,
			lead(interval_start) OVER (PARTITION BY media ORDER BY interval_start)) AS ends
	FROM (
		SELECT interval_start, interval_len, scheduled,
			to_jsonb(s) ->> 'media' AS media
		FROM ops.staff_plan AS s
		WHERE s.queue_id = f.queue_id AND CASE WHEN (:staff_plan_problem) IS NULL THEN true END
			AND s.interval_start < f.interval_end AND s.interval_start > f.interval_start - l.plan
	) AS s
),
other AS MATERIALIZED (
	SELECT media, work,
		interval_start AS starts,
		interval_end AS ends
	FROM (:newest_forecasts) AS o
	WHERE o.queue_id = f.queue_id AND o.media <> f.media
		AND o.interval_start < f.interval_end AND o.interval_start > f.interval_start - l.forecast
		AND EXISTS (SELECT FROM plan WHERE media IS NULL)
),
stretch AS (
	SELECT at AS from_at,
		lead(at) OVER (ORDER BY at) AS to_at
	FROM (
		SELECT unnest(ARRAY[f.interval_start, f.interval_end]) AS at
		UNION
		SELECT unnest(ARRAY[starts, ends])
		FROM (SELECT starts, ends FROM plan UNION SELECT starts, ends FROM other) AS c
	) AS c
	WHERE at BETWEEN f.interval_start AND f.interval_end
)
SELECT CASE WHEN count(*) > count(agents) THEN NULL
	WHEN min(agents) = max(agents) THEN min(agents)
	ELSE sum(agents * extract(epoch FROM to_at - from_at)::float8 ORDER BY from_at) / f.seconds END AS scheduled
FROM (
	SELECT t.from_at, t.to_at,
		coalesce(
			(SELECT scheduled FROM plan WHERE media = f.media AND :covers),
			(SELECT scheduled FROM plan WHERE media IS NULL AND :covers) * (
				SELECT CASE WHEN f.work > 0 OR sum(work) > 0
					THEN f.work / (f.work + coalesce(sum(work ORDER BY media), 0))
					ELSE 1.0 / (1 + count(*)) END
				FROM (
					SELECT DISTINCT ON (media) media, work
					FROM other
					WHERE :covers AND media NOT IN (SELECT media FROM plan WHERE media IS NOT NULL AND :covers)
					ORDER BY media, starts DESC
				) AS o
			)) AS agents
	FROM stretch AS t
	WHERE t.to_at IS NOT NULL
) AS t
