-- What the KPIs of conversations in writing are made of, in month m.month.
SELECT sum(first_response_s::numeric) AS first_response_s,
	sum(first_responses) AS first_responses,
	sum(response_s::numeric) AS response_s,
	sum(responses) AS responses,
	sum(idle_closed) AS idle_closed,
	sum(end_known) AS end_known
FROM ops.conversation_day
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  chat_first_response | first_response_s | first_responses
-- kpi  chat_response       | response_s       | responses
-- kpi  idle_close_rate     | idle_closed      | end_known
