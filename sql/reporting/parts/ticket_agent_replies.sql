-- Public replies of agents to the ticket of clock c.
(
	SELECT count(*)
	FROM :ticket_replies AS r
	WHERE r.ticket_id = c.ticket_id AND r.actor_kind = 'agent'
)
