-- What the KPIs of shrinkage are made of, in month m.month.
SELECT (sum(seconds::numeric) FILTER (WHERE kind <> 'on_queue'))::float8 AS lost_s,
	sum(seconds::numeric)::float8 AS base_s
FROM ops.shrinkage
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  shrinkage | lost_s | base_s
