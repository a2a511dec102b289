-- Paid time of all agents and what it went into, by local day, for the days that start in [:from_ts, :to_ts).
-- A function is made of this, which pg_upgrade restores before the operator classes of
-- our types: it groups by none of these.
\set width '''1 day''::interval'
SELECT day, bucket_start, bucket_end, component, kind, sum(seconds) AS seconds
FROM (
	SELECT (cc.lower(b) AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
		CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue'
			ELSE coalesce(s.aux_code, s.state_class) END AS component,
		CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue'
			ELSE 'internal' END AS kind,
		:seconds_of_bucket AS seconds
	FROM :state_in_buckets
	WHERE coalesce(s.paid, s.state_class <> 'offline')
		AND greatest(lower(s.during), cc.lower(b)) < now()
		AND cc.lower(b) >= :from_ts AND cc.lower(b) < :to_ts
	UNION ALL
	SELECT (cc.lower(b) AT TIME ZONE :'zone'::text - :'day_start'::time)::date,
		cc.lower(b), cc.upper(b),
		coalesce(s.activity, s.class),
		'external',
		:seconds_of_bucket
	FROM :schedule_in_buckets
	WHERE s.class = 'absence'
		AND greatest(lower(s.during), cc.lower(b)) < now()
		AND cc.lower(b) >= :from_ts AND cc.lower(b) < :to_ts
		AND :newest_version
) AS x
GROUP BY day, bucket_start, bucket_end, component, kind
