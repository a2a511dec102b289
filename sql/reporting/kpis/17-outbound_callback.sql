-- What the KPIs of promised callbacks are made of, in month m.month.
SELECT sum(kept) AS kept,
	sum(due) AS due
FROM ops.outbound_callback
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  callbacks_kept | kept | due
