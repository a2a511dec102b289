-- Seconds of states by agent and interval: what is between the first and the last
-- summary is stored, the rest is computed.
--
-- when  agent_interval_summary
\set first_start '(SELECT min(bucket_start) FROM ops.agent_interval_summary)'
\set last_end '(SELECT bucket_end FROM ops.agent_interval_summary ORDER BY bucket_start DESC LIMIT 1)'
SELECT agent_id, bucket_start, bucket_end,
	logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s
FROM ops.agent_interval_summary
UNION ALL
\set from_ts '''-infinity''::timestamptz'
\set to_ts 'coalesce(:first_start, ''infinity''::timestamptz)'
:agent_seconds_between
UNION ALL
\set from_ts 'coalesce(:last_end, ''infinity''::timestamptz)'
\set to_ts '''infinity''::timestamptz'
:agent_seconds_between
