-- The functions that note late events, and the tickets of ticket_response, counted by what became of them.
--
-- key  day, queue_id, calendar_id

:ticket_notes

\set reply_by 'queue_id, calendar_id'
\set reply_grain '''calendar'''
\set stale_what '''ticket_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.response_time AS
SELECT day, queue_id, x.calendar_id, tickets, replied, met, overdue, not_due,
	met::float8 / nullif(met + missed + overdue, 0) AS response_service_level,
	response_s,
	response_s / nullif(met + missed, 0) AS mean_response,
	missed, closed,
	queue_name,
	:is_stale AS is_stale
FROM (
	WITH :opening_hours
	SELECT day, queue_id, calendar_id,
		sum(clocks)::bigint AS tickets,
		sum(stopped)::bigint AS replied,
		sum(met)::bigint AS met,
		sum(overdue)::bigint AS overdue,
		sum(not_due)::bigint AS not_due,
		sum(clock_s)::float8 AS response_s,
		sum(missed)::bigint AS missed,
		sum(closed)::bigint AS closed
	FROM (:reply_rows) AS c
	WHERE clock = 'first reply'
	GROUP BY day, queue_id, calendar_id
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.response_time IS
	'first replies by queue, calendar and local day of the start; open tickets past their target count as missed, '
	'others not due, those closed without a reply and those whose business hours are not known, not at all';
COMMENT ON COLUMN ops.response_time.closed IS
	'solved or closed without a reply: not judged';
