-- No later version of the schedule replaces s: none whose pieces of a local day reach from before its end to after its
-- start.  So a piece that a version leaves out between others is gone, and the shift before or after it is not.
NOT EXISTS (
	SELECT FROM ops.schedule AS n
	WHERE n.agent_id = s.agent_id AND n.version_no > s.version_no
		AND CASE WHEN (:schedule_problem) IS NULL THEN true END
		AND n.during && tstzrange(lower(s.during) - '1 day'::interval, upper(s.during) + '1 day'::interval)
	GROUP BY n.version_no, (lower(n.during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date
	HAVING min(lower(n.during)) < upper(s.during) AND max(upper(n.during)) > lower(s.during))
