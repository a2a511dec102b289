-- No later version of the schedule s is of its local day.
NOT EXISTS (
	SELECT FROM ops.schedule AS n
	WHERE n.agent_id = s.agent_id AND n.version_no > s.version_no
		AND (lower(n.during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date
			= (lower(s.during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date)
