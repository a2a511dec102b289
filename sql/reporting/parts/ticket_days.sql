-- The local days from the first event of a ticket until now, numbered.
SELECT number,
	(cc.lower(b) AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	cc.lower(b) AS day_start,
	least(cc.upper(b), now()) AS day_end
FROM (
	SELECT min(at) AS first, now() AS last
	FROM ops.ticket_event
	WHERE :ticket_event_usable
) AS e,
LATERAL cc.reporting_intervals(e.first, e.last, '1 day'::interval, :'zone'::text, :'day_start'::time)
	WITH ORDINALITY AS b (b, number)
