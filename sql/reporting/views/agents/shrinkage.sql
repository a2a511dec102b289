-- A function for what refresh_agent_summary stores, and the view of what is stored and what is not.  Internal: paid
-- states off the queue, as they were.  External: absences, as they were scheduled.
--
-- uses  schedule
-- key  day, component, kind
-- role  share | ratio seconds / base_s
-- role  shrinkage | ratio lost_s / base_s
-- role  seconds | sum

\set from_ts from_ts
\set to_ts to_ts
CREATE FUNCTION ops.shrinkage_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (component text, kind text, bucket_start timestamptz, bucket_end timestamptz, seconds numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
SELECT component::text AS component, kind, bucket_start, bucket_end, seconds
FROM (:shrinkage_between) AS x;
END;

COMMENT ON FUNCTION ops.shrinkage_day_live(timestamptz, timestamptz) IS
	'the rows of shrinkage_day_summary for the local days that start in [from_ts, to_ts), as states and schedules say, '
	'whatever is stored';

\set stale_what '''shrinkage_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.shrinkage AS
SELECT day, component, kind, seconds, base_s,
	seconds / nullif(base_s, 0) AS share,
	CASE WHEN kind <> 'on_queue' THEN seconds / nullif(base_s, 0) ELSE 0 END AS shrinkage,
	CASE WHEN kind <> 'on_queue' THEN seconds ELSE 0 END AS lost_s,
	:is_stale AS is_stale
FROM (
	SELECT day, component, kind,
		sum(seconds)::float8 AS seconds,
		(sum(sum(seconds)) OVER (PARTITION BY day))::float8 AS base_s
	FROM (:shrinkage_rows) AS x
	GROUP BY day, component, kind
) AS y;

COMMENT ON VIEW ops.shrinkage IS
	'paid time of all agents by local day and what it went into; every share has the same base, so shares add';
COMMENT ON COLUMN ops.shrinkage.kind IS
	'on_queue, internal or external';
