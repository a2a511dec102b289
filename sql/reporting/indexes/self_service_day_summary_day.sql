-- by local day in :zone from :day_start
CREATE INDEX self_service_day_summary_day ON ops.self_service_day_summary
	(grain, ((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
