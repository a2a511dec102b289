-- One text twice: a function for any instant, and a view for now.
--
-- key  queue_id, media

\set as_of as_of
CREATE FUNCTION ops.queue_realtime_at(as_of timestamptz)
RETURNS TABLE (queue_id text, media text,
	waiting bigint, longest_waiting_s float8, in_service bigint,
	offered_today bigint, answered_today bigint, answered_within_today bigint, abandoned_today bigint,
	service_level_today float8, asa_today float8,
	service_met_today bigint, service_judged_today bigint, answer_wait_today_s float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:queue_realtime_at;
END;

COMMENT ON FUNCTION ops.queue_realtime_at(timestamptz) IS
	'queue_realtime as it was at as_of';

\set as_of now()
CREATE VIEW ops.queue_realtime AS
SELECT v.*, queue_name
FROM (
	:queue_realtime_at
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_realtime IS
	'queues now: who waits, who is served, and the local day so far; for another instant call queue_realtime_at';
