-- The clocks of all tickets.
--
-- key  ticket_id, clock, started_at
-- role  target_s | figure; seconds

\set starts :ticket_starts_of_all
CREATE VIEW ops.ticket_clock AS
SELECT v.*, queue_name, agent_name
FROM (
	WITH :opening_hours
	SELECT ticket_id, clock, started_at, day, queue_id, calendar_id, started_by, agent_id, stopped_at, closed_at,
		clock_s, paused_s, target_s, work_s, due_at, status
	FROM (:ticket_clocks) AS c
) AS v
LEFT JOIN ops.present_queue USING (queue_id)
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.ticket_clock IS
	'clocks of tickets: the first reply from creation or reopening, each next reply from what the customer said, the '
	'full resolution from creation to the last end; in business hours, still while the policy says that the customer '
	'is asked';
COMMENT ON COLUMN ops.ticket_clock.status IS
	'met, missed, overdue (running past the target), not due, paused (still, as the customer is asked), or closed '
	'(ended without a reply: not judged); NULL: no target, or the business hours are not known';
COMMENT ON COLUMN ops.ticket_clock.closed_at IS
	'when the ticket was solved or closed after the start; NULL: it is open, or the clock is that of the resolution';
COMMENT ON COLUMN ops.ticket_clock.agent_id IS
	'agent who replied';
COMMENT ON COLUMN ops.ticket_clock.target_s IS
	'business seconds that the policy allows; NULL: none are set';
