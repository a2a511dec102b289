-- by local month in :zone from :day_start
CREATE INDEX outbound_day_summary_month ON ops.outbound_day_summary
	(grain, (date_trunc('month', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
