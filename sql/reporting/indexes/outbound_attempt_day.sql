-- by local day in :zone from :day_start
CREATE INDEX outbound_attempt_day ON ops.outbound_attempt
	(((dialled_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
