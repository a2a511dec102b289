-- by local day in :zone from :day_start
CREATE INDEX agent_interval_summary_bucket_start_day ON ops.agent_interval_summary
	(((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
