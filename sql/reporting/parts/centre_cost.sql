-- What the centre costs by month, where that is of one currency.
--
-- uses  cost
(
	SELECT month,
		CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS centre_cost,
		min(currency) AS currency
	FROM ops.cost AS c
	WHERE scope = 'all' AND CASE WHEN (:cost_problem) IS NULL THEN true END
	GROUP BY month
)
