-- A clock starts when a ticket is created, and again when it is reopened; a reply stops it, and so does its end.
--
-- key  ticket_id, started_at

CREATE VIEW ops.ticket_response AS
SELECT ticket_id, queue_id, calendar_id, started_by, started_at,
	stopped_at AS replied_at,
	CASE WHEN stopped_at IS NOT NULL THEN clock_s END AS response_s,
	status,
	CASE WHEN stopped_at IS NULL THEN clock_s END AS open_s,
	due_at,
	queue_name
FROM ops.ticket_clock
WHERE clock = 'first reply';

COMMENT ON VIEW ops.ticket_response IS
	'tickets from creation (or reopening) to the first public reply of a person, or their end, in business hours';
COMMENT ON COLUMN ops.ticket_response.status IS
	'met, missed, overdue (open past the target), not due, paused (the customer is asked), or closed (solved or closed '
	'without a reply: not judged); NULL: the business hours are not known';
