-- A function for what refresh_agent_summary stores, and the view of what is stored and what is not.
--
-- key  agent_id, bucket_start

\set from_ts from_ts
\set to_ts to_ts
CREATE FUNCTION ops.agent_interval_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (agent_id text, bucket_start timestamptz, bucket_end timestamptz,
	logged_in_s float8, paid_s float8,
	handling_s float8, available_s float8, other_work_s float8, unavailable_s float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:agent_seconds_between;
END;

COMMENT ON FUNCTION ops.agent_interval_live(timestamptz, timestamptz) IS
	'the seconds of agent_interval in the intervals that start in [from_ts, to_ts), as states and schedules say, '
	'whatever is rolled up';

\set stale_what '''agent_interval'''
\set stale_from bucket_start
\set stale_to bucket_end
CREATE VIEW ops.agent_interval AS
SELECT agent_id, bucket_start, bucket_end,
	bucket_start AT TIME ZONE :'zone'::text AS local_start,
	logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s,
	cc.occupancy(handling_s, available_s) AS occupancy,
	handling_s / nullif(paid_s, 0) AS utilisation,
	available_s / nullif(logged_in_s, 0) AS availability,
	(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	:is_stale AS is_stale,
	agent_name
FROM (:agent_seconds) AS y
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.agent_interval IS
	'agents by interval: seconds clipped to it; where states overlap handling counts, then available, other work, '
	'unavailable';
