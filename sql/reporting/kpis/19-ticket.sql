-- What the KPIs of tickets are made of, in month m.month: of their creation.
SELECT sum(clock_s::numeric) AS clock_s,
	sum(clocked) AS clocked,
	sum(reopened) AS reopened,
	sum(once_resolved) AS once_resolved,
	sum(one_touch) AS one_touch,
	sum(replied_to) AS replied_to
FROM ops.resolution_day
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  resolution_time | clock_s   | clocked
-- kpi  reopen_rate     | reopened  | once_resolved
-- kpi  one_touch_rate  | one_touch | replied_to
