-- what both sides say in :zone from :day_start
CREATE INDEX ticket_event_reply ON ops.ticket_event (ticket_id, at, event_no)
INCLUDE (event, actor_kind, public, agent_id)
WHERE :is_reply;
