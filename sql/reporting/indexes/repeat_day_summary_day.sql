-- by local day in :zone from :day_start
CREATE INDEX repeat_day_summary_day ON ops.repeat_day_summary
	(((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
