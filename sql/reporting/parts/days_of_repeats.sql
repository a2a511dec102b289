-- Rows of repeat_day_summary for the days that begin in [from_ts, to_ts).
\set repeat_span 'c.started_at >= from_ts AND c.started_at < to_ts'
SELECT x.queue_id::text AS queue_id, x.agent_id::text AS agent_id, x.media::text AS media, x.reason::text AS reason,
	cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.contacts, x.eligible, x.repeated, x.immature, x.resolved_known, x.resolved, x.unsettled
FROM (:repeat_sums) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
