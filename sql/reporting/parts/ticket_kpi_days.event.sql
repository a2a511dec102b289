-- KPIs of tickets by day, each by its name, so that a filter on kpi reads no more than it asks for.
--
-- when  ticket_event and business_hours
SELECT day, 'next_reply'::text AS kpi,
	sum(clock_s::numeric)::float8 AS numerator,
	sum(clocked)::float8 AS denominator
FROM ops.reply_day
WHERE clock = 'next reply'
GROUP BY day
UNION ALL
SELECT day, 'resolution_time'::text AS kpi,
	sum(clock_s::numeric)::float8 AS numerator,
	sum(clocked)::float8 AS denominator
FROM ops.resolution_day
GROUP BY day
UNION ALL
SELECT day, 'reopen_rate'::text AS kpi,
	sum(reopened)::float8 AS numerator,
	sum(once_resolved)::float8 AS denominator
FROM ops.resolution_day
GROUP BY day
UNION ALL
SELECT day, 'one_touch_rate'::text AS kpi,
	sum(one_touch)::float8 AS numerator,
	sum(replied_to)::float8 AS denominator
FROM ops.resolution_day
GROUP BY day
