-- by local month in :zone from :day_start
CREATE INDEX outbound_attempt_month ON ops.outbound_attempt
	((date_trunc('month', dialled_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
