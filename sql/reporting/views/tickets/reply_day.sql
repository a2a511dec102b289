-- A function for what refresh_ticket_summary stores, and the view of what is stored and what is not.  Replies that are
-- still to come are nobody's.
--
-- key  day, clock, queue_id, agent_id

:ticket_day_live

\set reply_by 'queue_id, agent_id'
\set reply_grain '''agent'''
\set stale_what '''ticket_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.reply_day AS
SELECT day, clock, queue_id, agent_id, clocks, replied, clocked, clock_s,
	clock_s / nullif(clocked, 0) AS mean_reply,
	met, missed, overdue, not_due, closed,
	met::float8 / nullif(met + missed + overdue, 0) AS reply_service_level,
	queue_name, agent_name,
	:is_stale AS is_stale
FROM (
	WITH :opening_hours
	SELECT day, clock, queue_id, agent_id,
		sum(clocks)::bigint AS clocks,
		sum(stopped)::bigint AS replied,
		sum(clocked)::bigint AS clocked,
		sum(clock_s)::float8 AS clock_s,
		sum(met)::bigint AS met,
		sum(missed)::bigint AS missed,
		sum(overdue)::bigint AS overdue,
		sum(not_due)::bigint AS not_due,
		sum(closed)::bigint AS closed
	FROM (:reply_rows) AS c
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
