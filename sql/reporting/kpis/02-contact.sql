-- What the KPIs of contacts: answered visits of all queues are made of, in month m.month.
SELECT sum(answered) AS answered FROM queue HAVING count(*) > 0;

