-- The same day by day, from the first to the last by the index; in an array, which the planner takes for short.
--
-- when  schedule_during_day
\set local_day '(lower(during) AT TIME ZONE :''zone''::text - :''day_start''::time)::date'
\set usable 'CASE WHEN (:schedule_problem) IS NULL THEN true END AND lower(during) < now()'
SELECT d.day, s.span
FROM unnest(ARRAY(
	SELECT g::date
	FROM generate_series(
		(SELECT :local_day FROM ops.schedule WHERE :usable ORDER BY :local_day LIMIT 1)::timestamp,
		(SELECT :local_day FROM ops.schedule WHERE :usable ORDER BY :local_day DESC LIMIT 1),
		'1 day'::interval) AS g
)) AS d (day)
CROSS JOIN LATERAL (
	SELECT range_merge(range_agg(during)) * tstzrange(NULL, now()) AS span
	FROM ops.schedule
	WHERE :local_day = d.day AND :usable
) AS s
WHERE s.span IS NOT NULL
