-- Replies that are still to come are nobody's.
--
-- key  day, clock, queue_id, agent_id

CREATE VIEW ops.reply_day AS
SELECT day, clock, queue_id, agent_id, clocks, replied, clocked, clock_s,
	clock_s / nullif(clocked, 0) AS mean_reply,
	met, missed, overdue, not_due, closed,
	met::float8 / nullif(met + missed + overdue, 0) AS reply_service_level,
	queue_name, agent_name
FROM (
	SELECT day, clock, queue_id, agent_id,
		count(*) AS clocks,
		count(stopped_at) AS replied,
		count(clock_s) FILTER (WHERE stopped_at IS NOT NULL) AS clocked,
		(sum(clock_s::numeric) FILTER (WHERE stopped_at IS NOT NULL))::float8 AS clock_s,
		count(*) FILTER (WHERE status = 'met') AS met,
		count(*) FILTER (WHERE status = 'missed') AS missed,
		count(*) FILTER (WHERE status = 'overdue') AS overdue,
		count(*) FILTER (WHERE status IN ('not due', 'paused')) AS not_due,
		count(*) FILTER (WHERE status = 'closed') AS closed
	FROM ops.ticket_clock
	WHERE clock IN ('first reply', 'next reply')
	GROUP BY day, clock, queue_id, agent_id
) AS x
LEFT JOIN ops.present_queue USING (queue_id)
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.reply_day IS
	'first and next replies by queue, agent and local day on which the clock started, in business hours, less the time '
	'in which the customer was asked';
COMMENT ON COLUMN ops.reply_day.agent_id IS
	'agent who replied; NULL: nobody yet, or not known';
COMMENT ON COLUMN ops.reply_day.clock IS
	'first reply or next reply';
COMMENT ON COLUMN ops.reply_day.clock_s IS
	'business seconds to replies, less those in which the customer was asked';
COMMENT ON COLUMN ops.reply_day.replied IS
	'clocks that a reply stopped';
COMMENT ON COLUMN ops.reply_day.closed IS
	'solved or closed without a reply: not judged';
