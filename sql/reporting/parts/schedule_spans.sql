-- Days with schedules, and from when to when these reach, up to now.
SELECT (lower(during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	range_merge(range_agg(during)) * tstzrange(NULL, now()) AS span
FROM ops.schedule
WHERE CASE WHEN (:schedule_problem) IS NULL THEN true END AND lower(during) < now()
GROUP BY (lower(during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date
