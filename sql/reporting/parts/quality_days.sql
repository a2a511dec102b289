-- Rows of quality_day_summary for the days that begin in [from_ts, to_ts).  Of instants before 1971, which may be in no
-- calendar, nothing is stored.
\set counted_day '(:counted_at AT TIME ZONE :''zone''::text - :''day_start''::time)::date'
\set counted_for_good true
\set counted_look 'OFFSET 0'
\set counted_span ':counted_at >= greatest(from_ts, :first_instant) AND :counted_at < to_ts'
SELECT x.subject, x.counted, x.of_id::text AS of_id, cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.n, x.first_at, x.last_at, x.final_at
FROM (:all_counts) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= greatest(from_ts, :first_instant) AND cc.lower(b) < to_ts
