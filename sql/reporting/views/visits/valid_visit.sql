-- The one place that says which visits count, and how long each of them took: a filter may come to see these seconds
-- before it sees that a visit does not count.
--
-- key  contact_id, visit_no

CREATE VIEW ops.valid_visit AS
SELECT contact_id, visit_no, media, direction, site_id, queue_id, agent_id, reason,
	entered_at, queued_at, answered_at, left_at, ended_at, wrap_ended_at,
	coalesce(outcome, 'open') AS outcome,
	:visit_wait AS wait_s,
	ring_s, t.talk_s, hold_s, t.acw_s,
	CASE WHEN greatest(t.talk_s, hold_s, t.acw_s) <= 1e9 AND least(t.talk_s, hold_s, t.acw_s) >= 0
		THEN t.talk_s + coalesce(hold_s, 0) + coalesce(t.acw_s, 0) END AS handle_s,
	abandon_stage, transfer_in, transfer_out, origin_contact_id,
	CASE WHEN sl_threshold_s BETWEEN 0 AND 1e9 THEN sl_threshold_s END AS sl_threshold_s,
	source
FROM ops.queue_visit AS v
CROSS JOIN LATERAL (
	SELECT :visit_talk AS talk_s,
		coalesce(v.acw_s, CASE WHEN isfinite(v.ended_at) AND isfinite(v.wrap_ended_at)
			THEN extract(epoch FROM v.wrap_ended_at - v.ended_at)::float8 END) AS acw_s
) AS t
WHERE is_test IS NOT TRUE AND CASE WHEN (:visit_problem) IS NULL THEN true END;

COMMENT ON VIEW ops.valid_visit IS
	'visits that every other view is made from: no test visits, none that rejected_visit lists';
COMMENT ON COLUMN ops.valid_visit.talk_s IS
	'seconds of talk; from the instants where the source has none';
COMMENT ON COLUMN ops.valid_visit.acw_s IS
	'seconds of after-contact work; from the instants where the source has none';
COMMENT ON COLUMN ops.valid_visit.handle_s IS
	'seconds of talk, hold and after-contact work; parts not known count as none';
COMMENT ON COLUMN ops.valid_visit.wait_s IS
	'seconds from the queue''s entry to its end, or until now';
