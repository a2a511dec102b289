-- by local day in :zone from :day_start
CREATE INDEX agent_adherence_summary_bucket_start_local ON ops.agent_adherence_summary
	((bucket_start AT TIME ZONE :'zone'::text));
