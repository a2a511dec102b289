-- by local day in :zone from :day_start
CREATE INDEX queue_visit_answered_at_day ON ops.queue_visit
	(((answered_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
