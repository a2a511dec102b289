-- What the KPIs of cost are made of, in month m.month.
SELECT CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS amount
FROM ops.cost
WHERE scope = 'all' AND month = m.month AND CASE WHEN (:cost_problem) IS NULL THEN true END
HAVING count(*) > 0;

-- kpi  cost_per_contact | amount | answered | cost, contact
