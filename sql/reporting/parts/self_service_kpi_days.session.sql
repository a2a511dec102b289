-- KPIs of self-service by day, each by its name, so that a filter on kpi reads no more than it asks for.
--
-- when  self_service_session and contact
SELECT day, 'containment'::text AS kpi,
	sum(contained)::float8 AS numerator,
	sum(containment_judged)::float8 AS denominator
FROM ops.self_service_day
GROUP BY day
UNION ALL
SELECT day, 'task_completion'::text AS kpi,
	sum(completed)::float8 AS numerator,
	sum(outcomes_known)::float8 AS denominator
FROM ops.self_service_day
GROUP BY day
UNION ALL
SELECT day, 'misroute_rate'::text AS kpi,
	sum(misrouted)::float8 AS numerator,
	sum(routed)::float8 AS denominator
FROM ops.self_service_day
GROUP BY day
