-- All events that may start a clock.
(SELECT *, :ticket_event_day AS day, NULL::text AS for_clock FROM ops.ticket_event WHERE :ticket_event_usable)
