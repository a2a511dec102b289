-- Internal: paid states off the queue, as they were.  External: absences, as they were scheduled.
--
-- uses  schedule
-- key  day, component, kind
-- role  share | ratio seconds / base_s
-- role  shrinkage | ratio lost_s / base_s
-- role  seconds | sum
\set width '''1 day''::interval'
\set from_ts '''-infinity''::timestamptz'
\set to_ts '''infinity''::timestamptz'

CREATE VIEW ops.shrinkage AS
SELECT day, component, kind, seconds, base_s,
	seconds / nullif(base_s, 0) AS share,
	CASE WHEN kind <> 'on_queue' THEN seconds / nullif(base_s, 0) ELSE 0 END AS shrinkage,
	CASE WHEN kind <> 'on_queue' THEN seconds ELSE 0 END AS lost_s
FROM (
	SELECT day, component, kind,
		sum(seconds)::float8 AS seconds,
		(sum(sum(seconds)) OVER (PARTITION BY day))::float8 AS base_s
	FROM (
		SELECT (cc.lower(b) AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
			CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue'
				ELSE coalesce(s.aux_code, s.state_class) END AS component,
			CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue'
				ELSE 'internal' END AS kind,
			:seconds_of_bucket AS seconds
		FROM :state_in_buckets
		WHERE coalesce(s.paid, s.state_class <> 'offline')
			AND greatest(lower(s.during), cc.lower(b)) < now()
		UNION ALL
		SELECT (cc.lower(b) AT TIME ZONE :'zone'::text - :'day_start'::time)::date,
			coalesce(s.activity, s.class),
			'external',
			:seconds_of_bucket
		FROM :schedule_in_buckets
		WHERE s.class = 'absence'
			AND greatest(lower(s.during), cc.lower(b)) < now()
			AND :newest_version
	) AS x
	GROUP BY day, component, kind
) AS y;

COMMENT ON VIEW ops.shrinkage IS
	'paid time of all agents by local day and what it went into; every share has the same base, so shares add';
COMMENT ON COLUMN ops.shrinkage.kind IS
	'on_queue, internal or external';
