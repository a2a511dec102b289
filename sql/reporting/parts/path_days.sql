-- Rows of path_day_summary for the days that begin in [from_ts, to_ts).
\set path_from from_ts
\set path_to to_ts
SELECT x.path::text AS path, x.touches, cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	:'containment_days'::float8 AS containment_days,
	x.paths, x.contacts, x.completed, x.abandoned, x.resolved, x.unresolved
FROM (:channel_paths) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
