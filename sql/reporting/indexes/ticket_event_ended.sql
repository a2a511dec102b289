-- ends of tickets in :zone from :day_start
CREATE INDEX ticket_event_ended ON ops.ticket_event (ticket_id, at)
WHERE event IN ('solved', 'closed');
