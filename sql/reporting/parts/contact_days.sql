-- Rows of contact_day_summary for the days that begin in [from_ts, to_ts).
\set contact_span 'c.started_at >= from_ts AND c.started_at < to_ts'
SELECT x.agent_id::text AS agent_id, x.inbound, cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.contacts, x.revenue::numeric AS revenue, x.first_currency::text AS first_currency,
	x.last_currency::text AS last_currency
FROM (:contact_sums) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
