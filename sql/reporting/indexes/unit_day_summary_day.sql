-- by local day in :zone from :day_start
CREATE INDEX unit_day_summary_day ON ops.unit_day_summary
	(((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
