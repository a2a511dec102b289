-- What the KPIs of trunks are made of, in month m.month: what they saw goes before what the queues know of it.
--
-- uses    trunk_event
-- months  trunk_event at
SELECT count(*) FILTER (WHERE result = 'blocked') AS blocked,
	count(*) AS attempts
FROM (
	SELECT (at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, result
	FROM ops.trunk_event
	WHERE CASE WHEN (:trunk_problem) IS NULL THEN true END
		AND at >= (m.month - 1)::timestamp AT TIME ZONE :'zone'::text
		AND at < (m.month + '1 month 2 days'::interval) AT TIME ZONE :'zone'::text
) AS t
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  blocked | nullif(blocked, 0) | blocked + offered | queue WHERE NOT callback AND NOT EXISTS (SELECT FROM trunk)
-- kpi  blocked | blocked            | attempts
