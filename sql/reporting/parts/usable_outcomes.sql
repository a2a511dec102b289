-- Outcomes of customers without a problem, each once.
(
	SELECT DISTINCT ON (customer_key, at, kind) *
	FROM ops.customer_outcome
	WHERE CASE WHEN (:outcome_problem) IS NULL THEN true END
	ORDER BY customer_key, at, kind, currency, value
)
