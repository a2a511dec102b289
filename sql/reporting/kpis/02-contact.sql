-- What the KPIs per contact are made of, in month m.month: the answered visits of all queues.
SELECT sum(answered) AS answered
FROM queue
HAVING count(*) > 0;

