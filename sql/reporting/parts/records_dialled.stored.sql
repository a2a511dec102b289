-- What is between the first and the last stored day is read, the rest is computed.
--
-- when  outbound_day_summary
SELECT campaign_id,
	(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	date_trunc('month', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
	records_dialled
FROM ops.outbound_day_summary
WHERE grain = 'record'
UNION ALL
\set attempt_span :outbound_before
:first_attempts
UNION ALL
\set attempt_span :outbound_after
:first_attempts
