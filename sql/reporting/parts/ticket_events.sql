-- Events of tickets at usable instants.
(SELECT * FROM ops.ticket_event WHERE :ticket_event_usable)
