-- What both sides say to each other, at usable instants.
(SELECT * FROM ops.ticket_event WHERE :ticket_event_usable AND :is_reply)
