-- by local day in :zone from :day_start
CREATE INDEX ticket_day_summary_day ON ops.ticket_day_summary
	(grain, ((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
