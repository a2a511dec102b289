-- by local day in :zone from :day_start
--
-- when  agent_state
CREATE INDEX schedule_during_day ON ops.schedule
	(((lower(during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date), agent_id);
