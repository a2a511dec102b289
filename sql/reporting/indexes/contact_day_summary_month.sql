-- by local month in :zone from :day_start
CREATE INDEX contact_day_summary_month ON ops.contact_day_summary
	((date_trunc('month', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
