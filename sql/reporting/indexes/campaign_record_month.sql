-- by local month in :zone from :day_start
CREATE INDEX campaign_record_month ON ops.campaign_record
	((date_trunc('month', loaded_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
