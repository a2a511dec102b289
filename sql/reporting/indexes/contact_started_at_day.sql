-- by local day in :zone from :day_start
CREATE INDEX contact_started_at_day ON ops.contact
	(((started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date));
