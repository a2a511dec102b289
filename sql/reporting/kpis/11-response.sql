-- What the KPIs of replies are made of, in month m.month: one look for first and next ones.
--
-- months  ticket_event at
SELECT clock::text AS clock,
	sum(met) AS met,
	sum(met + missed + overdue) AS judged,
	sum(clock_s::numeric) AS clock_s,
	sum(clocked) AS clocked
FROM ops.reply_day
WHERE :days_of_month
GROUP BY clock;

-- kpi  response_service_level | met     | judged  | response WHERE clock = 'first reply'
-- kpi  next_reply             | clock_s | clocked | response WHERE clock = 'next reply'
