-- Seconds of schedule and of states by agent and interval: what is between the first and the last
-- summary is stored, the rest is computed.
--
-- when  agent_adherence_summary
\set first_start '(SELECT min(bucket_start) FROM ops.agent_adherence_summary)'
\set last_end '(SELECT bucket_end FROM ops.agent_adherence_summary ORDER BY bucket_start DESC LIMIT 1)'
SELECT agent_id, bucket_start, bucket_end,
	scheduled_s, adherent_s, present_s, on_queue_scheduled_s, on_queue_actual_s
FROM ops.agent_adherence_summary
UNION ALL
\set from_ts '''-infinity''::timestamptz'
\set to_ts 'coalesce(:first_start, ''infinity''::timestamptz)'
:adherence_seconds_between
UNION ALL
\set from_ts 'coalesce(:last_end, ''infinity''::timestamptz)'
\set to_ts '''infinity''::timestamptz'
:adherence_seconds_between
