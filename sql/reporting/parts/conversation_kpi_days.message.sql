-- KPIs of conversations in writing by day, each by its name, so that a filter on kpi reads no more than it asks for.
--
-- when  message
SELECT day, 'chat_first_response'::text AS kpi,
	sum(first_response_s::numeric)::float8 AS numerator,
	sum(first_responses)::float8 AS denominator
FROM ops.conversation_day
GROUP BY day
UNION ALL
SELECT day, 'chat_response'::text AS kpi,
	sum(response_s::numeric)::float8 AS numerator,
	sum(responses)::float8 AS denominator
FROM ops.conversation_day
GROUP BY day
UNION ALL
SELECT day, 'idle_close_rate'::text AS kpi,
	sum(idle_closed)::float8 AS numerator,
	sum(end_known)::float8 AS denominator
FROM ops.conversation_day
GROUP BY day
UNION ALL
SELECT day, 'chat_concurrency'::text AS kpi,
	sum(conversation_s::numeric)::float8 AS numerator,
	sum(concurrent_s::numeric)::float8 AS denominator
FROM ops.conversation_concurrency
GROUP BY day
