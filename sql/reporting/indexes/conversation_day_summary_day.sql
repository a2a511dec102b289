-- by local day in :zone from :day_start
CREATE INDEX conversation_day_summary_day ON ops.conversation_day_summary
	(grain, ((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
