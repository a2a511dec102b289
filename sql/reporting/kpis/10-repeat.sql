-- What the KPIs of repeats are made of, in month m.month.
--
-- months  contact started_at
SELECT sum(eligible) AS eligible,
	sum(repeated) AS repeated
FROM ops.repeat_contact
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  fcr | eligible - repeated | eligible
