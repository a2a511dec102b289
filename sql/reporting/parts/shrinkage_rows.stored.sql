-- Paid time by local day: what is between the first and the last stored day is read, the rest is computed.
--
-- when  shrinkage_day_summary
\set first_start '(SELECT min(bucket_start) FROM ops.shrinkage_day_summary)'
\set last_end '(SELECT bucket_end FROM ops.shrinkage_day_summary ORDER BY bucket_start DESC LIMIT 1)'
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	bucket_start, bucket_end, component, kind, seconds
FROM ops.shrinkage_day_summary
UNION ALL
\set from_ts '''-infinity''::timestamptz'
\set to_ts 'coalesce(:first_start, ''infinity''::timestamptz)'
:shrinkage_between
UNION ALL
\set from_ts 'coalesce(:last_end, ''infinity''::timestamptz)'
\set to_ts '''infinity''::timestamptz'
:shrinkage_between
