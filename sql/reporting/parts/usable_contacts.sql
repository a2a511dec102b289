-- Contacts without a problem, each once.
(
	SELECT DISTINCT ON (contact_id) *
	FROM ops.contact
	WHERE (:contact_problem) IS NULL
	ORDER BY contact_id, started_at, ended_at, customer_key
)
