-- What the KPI of next replies is made of, in month m.month.
SELECT sum(clock_s::numeric) AS clock_s,
	sum(clocked) AS clocked
FROM ops.reply_day
WHERE clock = 'next reply' AND :days_of_month
HAVING count(*) > 0;

-- kpi  next_reply | clock_s | clocked
