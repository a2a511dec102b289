-- by local day in :zone from :day_start
CREATE INDEX self_service_session_started_at_day ON ops.self_service_session
	(((started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
