-- Outcomes of customers without a problem, each once.
(
	SELECT DISTINCT ON (customer_key, at, kind) *
	FROM ops.customer_outcome
	WHERE (:outcome_problem) IS NULL
	ORDER BY customer_key, at, kind, currency, value
)
