-- A function for what refresh_agent_summary stores, and the view of what is stored and what is not; computed in
-- parts/adherence_seconds_between.sql.
--
-- key  agent_id, bucket_start

\set from_ts from_ts
\set to_ts to_ts
CREATE FUNCTION ops.agent_adherence_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (agent_id text, bucket_start timestamptz, bucket_end timestamptz,
	scheduled_s float8, adherent_s float8, present_s float8,
	on_queue_scheduled_s float8, on_queue_actual_s float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:adherence_seconds_between;
END;

COMMENT ON FUNCTION ops.agent_adherence_live(timestamptz, timestamptz) IS
	'the seconds of agent_adherence in the intervals that start in [from_ts, to_ts), as states and schedules say, '
	'whatever is rolled up';

\set stale_what '''agent_adherence'''
\set stale_from bucket_start
\set stale_to bucket_end
CREATE VIEW ops.agent_adherence AS
SELECT agent_id, bucket_start, bucket_end,
	bucket_start AT TIME ZONE :'zone'::text AS local_start,
	scheduled_s, adherent_s,
	scheduled_s - adherent_s AS exception_s,
	present_s, on_queue_scheduled_s, on_queue_actual_s,
	adherent_s / nullif(scheduled_s, 0) AS adherence,
	on_queue_actual_s / nullif(on_queue_scheduled_s, 0) AS conformance,
	present_s / nullif(scheduled_s, 0) AS attendance,
	(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	:is_stale AS is_stale,
	agent_name
FROM (:adherence_seconds) AS y
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.agent_adherence IS
	'schedule against actual by agent and interval, up to now; the newest version of the schedule, leave not '
	'counted';
