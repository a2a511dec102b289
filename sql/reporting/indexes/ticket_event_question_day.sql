-- what customers say by local day in :zone from :day_start
CREATE INDEX ticket_event_question_day ON ops.ticket_event
	(((at AT TIME ZONE :'zone'::text - :'day_start'::time)::date))
WHERE event = 'comment' AND actor_kind = 'customer' AND public;
