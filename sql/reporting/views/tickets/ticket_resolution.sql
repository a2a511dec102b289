-- What is looked up for a column is looked up by those who read that column.
--
-- key  ticket_id
-- role  replies | figure
-- role  agents | figure
-- role  reopens | figure
-- role  target_s | figure; seconds

CREATE VIEW ops.ticket_resolution AS
SELECT v.*, queue_name
FROM (
	SELECT c.ticket_id, c.day, c.queue_id, c.calendar_id, c.started_at,
		c.stopped_at AS resolved_at,
		c.clock_s, c.paused_s, c.target_s, c.due_at, c.status,
		:ticket_reopens AS reopens,
		r.replies, r.agents
	FROM ops.ticket_clock AS c
	LEFT JOIN LATERAL (
		SELECT count(*) AS replies, count(DISTINCT r.agent_id) AS agents
		FROM :ticket_replies AS r
		WHERE r.ticket_id = c.ticket_id AND r.actor_kind = 'agent'
	) AS r ON true
	WHERE c.clock = 'resolution'
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.ticket_resolution IS
	'tickets from creation to their last end: business seconds without those in which the customer was asked, replies, '
	'agents, reopenings';
COMMENT ON COLUMN ops.ticket_resolution.started_at IS
	'creation';
COMMENT ON COLUMN ops.ticket_resolution.replies IS
	'public replies of agents';
COMMENT ON COLUMN ops.ticket_resolution.agents IS
	'agents who replied; 0: none, or not known';
COMMENT ON COLUMN ops.ticket_resolution.target_s IS
	'business seconds that the policy allows; NULL: none are set';
COMMENT ON COLUMN ops.ticket_resolution.status IS
	'met, missed, overdue (open past the target), not due, or paused (the customer is asked); NULL: no target, or the '
	'business hours are not known';
