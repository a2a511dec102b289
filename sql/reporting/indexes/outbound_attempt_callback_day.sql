-- by local day of the callback in :zone from :day_start
CREATE INDEX outbound_attempt_callback_day ON ops.outbound_attempt
	(((callback_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date))
WHERE callback_at IS NOT NULL;
