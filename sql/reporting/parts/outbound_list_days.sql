-- Rows of outbound_list_day_summary for the days that begin in [from_ts, to_ts).
\set attempt_span 'dialled_at >= from_ts AND dialled_at < to_ts'
SELECT x.campaign_id::text AS campaign_id, x.list_id::text AS list_id, x.month,
	cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.record_attempts, x.records_dialled, x.records_reached
FROM (:outbound_entries) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
