-- by local day in :zone from :day_start
CREATE INDEX outbound_day_summary_day ON ops.outbound_day_summary
	(grain, ((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
