-- Tickets that were resolved once were resolved if they are not now, as they were reopened.
--
-- key  day, queue_id

CREATE VIEW ops.resolution_day AS
SELECT day, queue_id, tickets, resolved, clocked, clock_s,
	clock_s / nullif(clocked, 0) AS mean_resolution,
	paused_s, met, missed, overdue, not_due,
	met::float8 / nullif(met + missed + overdue, 0) AS resolution_service_level,
	once_resolved, reopened,
	reopened::float8 / nullif(once_resolved, 0) AS reopen_rate,
	replied_to, one_touch,
	one_touch::float8 / nullif(replied_to, 0) AS one_touch_rate,
	queue_name
FROM (
	SELECT day, queue_id,
		count(*) AS tickets,
		count(resolved_at) AS resolved,
		count(clock_s) FILTER (WHERE resolved_at IS NOT NULL) AS clocked,
		(sum(clock_s::numeric) FILTER (WHERE resolved_at IS NOT NULL))::float8 AS clock_s,
		(sum(paused_s::numeric) FILTER (WHERE resolved_at IS NOT NULL))::float8 AS paused_s,
		count(*) FILTER (WHERE status = 'met') AS met,
		count(*) FILTER (WHERE status = 'missed') AS missed,
		count(*) FILTER (WHERE status = 'overdue') AS overdue,
		count(*) FILTER (WHERE status IN ('not due', 'paused')) AS not_due,
		count(*) FILTER (WHERE resolved_at IS NOT NULL OR reopens > 0) AS once_resolved,
		count(*) FILTER (WHERE reopens > 0) AS reopened,
		count(*) FILTER (WHERE resolved_at IS NOT NULL AND replies > 0) AS replied_to,
		count(*) FILTER (WHERE resolved_at IS NOT NULL AND replies = 1 AND reopens = 0) AS one_touch
	FROM ops.ticket_resolution
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
