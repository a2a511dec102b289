-- The tickets of ticket_response, counted by what became of them.
--
-- key  day, queue_id, calendar_id

CREATE VIEW ops.response_time AS
SELECT day, queue_id, x.calendar_id, tickets, replied, met, overdue, not_due,
	met::float8 / nullif(met + missed + overdue, 0) AS response_service_level,
	response_s,
	response_s / nullif(met + missed, 0) AS mean_response,
	missed, closed,
	queue_name
FROM (
	SELECT (started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, queue_id, calendar_id,
		count(*) AS tickets,
		count(replied_at) AS replied,
		count(*) FILTER (WHERE status = 'met') AS met,
		count(*) FILTER (WHERE status = 'overdue') AS overdue,
		count(*) FILTER (WHERE status IN ('not due', 'paused')) AS not_due,
		sum(response_s::numeric)::float8 AS response_s,
		count(*) FILTER (WHERE status = 'missed') AS missed,
		count(*) FILTER (WHERE status = 'closed') AS closed
	FROM ops.ticket_response
	GROUP BY day, queue_id, calendar_id
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.response_time IS
	'first replies by queue, calendar and local day of the start; open tickets past their target count as missed, '
	'others not due, those closed without a reply and those whose business hours are not known, not at all';
COMMENT ON COLUMN ops.response_time.closed IS
	'solved or closed without a reply: not judged';
