-- openings of tickets by local day in :zone from :day_start
CREATE INDEX ticket_event_opening_day ON ops.ticket_event
	(((at AT TIME ZONE :'zone'::text - :'day_start'::time)::date))
WHERE event IN ('created', 'reopened');
