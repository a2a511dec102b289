-- Legs cut off at now.  A ring is declined where no visit shows that this agent answered it before it ended.
--
-- key  agent_id, day

CREATE VIEW ops.agent_segment_day AS
SELECT agent_id, day, talk_s, hold_s, consult_s, acw_s, busy_s, rings, rings_declined, ring_s,
	agent_name
FROM (
	SELECT s.agent_id,
		(lower(s.during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		coalesce(extract(epoch FROM sum(x.length) FILTER (WHERE s.kind = 'talk'))::float8, 0) AS talk_s,
		coalesce(extract(epoch FROM sum(x.length) FILTER (WHERE s.kind = 'hold'))::float8, 0) AS hold_s,
		coalesce(extract(epoch FROM sum(x.length) FILTER (WHERE s.kind IN ('consult', 'conference')))::float8, 0)
			AS consult_s,
		coalesce(extract(epoch FROM sum(x.length) FILTER (WHERE s.kind = 'acw'))::float8, 0) AS acw_s,
		coalesce(cc.covered_seconds(range_agg(s.during)
			FILTER (WHERE s.kind IN ('talk', 'hold', 'consult', 'conference', 'acw'))), 0) AS busy_s,
		count(*) FILTER (WHERE s.kind = 'ring') AS rings,
		count(*) FILTER (WHERE s.kind = 'ring' AND NOT EXISTS (
			SELECT FROM ops.valid_visit AS v
			WHERE v.contact_id = s.contact_id AND v.visit_no = s.visit_no
				AND v.agent_id = s.agent_id AND v.answered_at <= upper(s.during))) AS rings_declined,
		coalesce(extract(epoch FROM sum(x.length) FILTER (WHERE s.kind = 'ring'))::float8, 0) AS ring_s
	FROM (
		SELECT contact_id, visit_no, kind, agent_id,
			during * tstzrange(NULL, now()) AS during
		FROM ops.segment
		WHERE agent_id IS NOT NULL AND CASE WHEN (:segment_problem) IS NULL THEN true END
	) AS s,
	LATERAL (SELECT upper(s.during) - lower(s.during) AS length) AS x
	GROUP BY s.agent_id, day
) AS x
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.agent_segment_day IS
	'legs of agents by local day of their start: talk, consultations and conferences are handling for everyone in '
	'them; rings that somebody else, or nobody, answered';
