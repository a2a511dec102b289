-- What the table takes and no view can use.
--
-- key  ticket_id, event_no

CREATE VIEW ops.rejected_ticket_event AS
SELECT ticket_id, event_no, at, event, problem
FROM (
	SELECT ticket_id, event_no, at, event,
		:ticket_event_problem AS problem
	FROM ops.ticket_event
) AS e
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_ticket_event IS
	'events of tickets that no other view counts, and why';
