-- KPIs of contacts by day.
--
-- when  contact
SELECT d.day, v.kpi, v.numerator::float8, v.denominator::float8
FROM (
	SELECT day,
		sum(eligible) AS eligible,
		sum(repeated) AS repeated
	FROM ops.repeat_contact
	GROUP BY day
) AS d,
LATERAL (
	VALUES ('fcr'::text, eligible - repeated, eligible)
) AS v (kpi, numerator, denominator)
