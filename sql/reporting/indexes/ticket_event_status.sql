-- statuses, and what customers say, in :zone from :day_start
CREATE INDEX ticket_event_status ON ops.ticket_event (ticket_id, at, event_no)
INCLUDE (status, event, actor_kind)
WHERE status IS NOT NULL OR event = 'comment' AND actor_kind = 'customer';
