-- What the KPIs of repeats are made of, in month m.month.
--
-- months  contact started_at
\set window ':''repeat_days''::float8'
SELECT count(r.repeated) AS eligible,
	count(*) FILTER (WHERE r.repeated) AS repeated
FROM answered_contact AS c
:is_repeated
HAVING count(*) > 0;

-- kpi  fcr | eligible - repeated | eligible
