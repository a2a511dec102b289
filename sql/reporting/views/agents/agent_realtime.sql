-- One text twice: a function for any instant, and a view for now.
--
-- key  agent_id, media
-- role  seconds | max

\set as_of as_of
CREATE FUNCTION ops.agent_realtime_at(as_of timestamptz)
RETURNS TABLE (agent_id text, media text, state_class text, state text, aux_code text,
	since timestamptz, seconds float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:agent_realtime_at;
END;

COMMENT ON FUNCTION ops.agent_realtime_at(timestamptz) IS
	'agent_realtime as it was at as_of';

\set as_of now()
CREATE VIEW ops.agent_realtime AS
SELECT v.*, agent_name
FROM (
	:agent_realtime_at
) AS v
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.agent_realtime IS
	'agents now; for another instant call agent_realtime_at';
