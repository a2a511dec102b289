-- What the KPIs of turnover are made of, in month m.month.
--
-- months  turnover month
SELECT 12 * (exits_voluntary + exits_involuntary + transfers) AS exits,
	average_headcount
FROM ops.turnover
WHERE month = m.month;

-- kpi  turnover | exits | average_headcount
