-- openings and ends of tickets in :zone from :day_start
CREATE INDEX ticket_event_open ON ops.ticket_event (ticket_id, at, event_no)
INCLUDE (event, queue_id, calendar_id)
WHERE event IN ('created', 'reopened', 'solved', 'closed');
