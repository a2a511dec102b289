-- A function for what refresh_ticket_summary is to store anew.  Tickets that were resolved once were resolved if they
-- are not now, as they were reopened.
--
-- key  day, queue_id

:ticket_day_ended

\set stale_what '''ticket_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.resolution_day AS
SELECT day, queue_id, tickets, resolved, clocked, clock_s,
	clock_s / nullif(clocked, 0) AS mean_resolution,
	paused_s, met, missed, overdue, not_due,
	met::float8 / nullif(met + missed + overdue, 0) AS resolution_service_level,
	once_resolved, reopened,
	reopened::float8 / nullif(once_resolved, 0) AS reopen_rate,
	replied_to, one_touch,
	one_touch::float8 / nullif(replied_to, 0) AS one_touch_rate,
	queue_name,
	:is_stale AS is_stale
FROM (
	WITH :opening_hours
	SELECT day, queue_id,
		sum(clocks)::bigint AS tickets,
		sum(stopped)::bigint AS resolved,
		sum(clocked)::bigint AS clocked,
		sum(clock_s)::float8 AS clock_s,
		sum(paused_s)::float8 AS paused_s,
		sum(met)::bigint AS met,
		sum(missed)::bigint AS missed,
		sum(overdue)::bigint AS overdue,
		sum(not_due)::bigint AS not_due,
		sum(once_resolved)::bigint AS once_resolved,
		sum(reopened)::bigint AS reopened,
		sum(replied_to)::bigint AS replied_to,
		sum(one_touch)::bigint AS one_touch
	FROM (:resolution_rows) AS c
	GROUP BY day, queue_id
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.resolution_day IS
	'full resolution by queue and local day of the creation: time in business hours, targets, reopened, one-touch';
COMMENT ON COLUMN ops.resolution_day.resolved IS
	'tickets that are solved or closed';
COMMENT ON COLUMN ops.resolution_day.tickets IS
	'tickets created';
COMMENT ON COLUMN ops.resolution_day.clock_s IS
	'business seconds to the last end of resolved tickets, less those in which the customer was asked';
COMMENT ON COLUMN ops.resolution_day.paused_s IS
	'business seconds in which the customer was asked, of resolved tickets';
COMMENT ON COLUMN ops.resolution_day.met IS
	'resolved within the target';
COMMENT ON COLUMN ops.resolution_day.missed IS
	'resolved later';
