-- What the KPI of concurrency is made of, in month m.month.
SELECT sum(conversation_s::numeric) AS conversation_s,
	sum(concurrent_s::numeric) AS concurrent_s
FROM ops.conversation_concurrency
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  chat_concurrency | conversation_s | concurrent_s
