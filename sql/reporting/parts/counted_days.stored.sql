-- The days of which what is stored is as the rows are.
--
-- uses  stored_late
-- when  quality_day_summary and watched 'quality_day'
\set of_zone '''1 day''::interval, :''zone''::text, :''day_start''::time'
stored AS MATERIALIZED (
	SELECT CASE WHEN s.from_at IS NOT NULL THEN tstzmultirange(tstzrange(s.from_at, s.to_at)) - coalesce(l.days, '{}')
		ELSE '{}' END AS days
	FROM (
		SELECT min(bucket_start) AS from_at, max(bucket_end) AS to_at
		FROM ops.quality_day_summary
	) AS s
	CROSS JOIN (
		SELECT range_agg(tstzrange(cc.lower(f), cc.upper(t))) AS days
		FROM (
			SELECT from_at, to_at FROM ops.stored_late WHERE stored = 'quality_day'
			UNION
			SELECT bucket_start, bucket_end FROM ops.quality_day_summary WHERE final_at <= now()
		) AS l
		CROSS JOIN LATERAL cc.reporting_interval(l.from_at, :of_zone) AS f
		CROSS JOIN LATERAL cc.reporting_interval(l.to_at - '1 microsecond'::interval, :of_zone) AS t
	) AS l
),
