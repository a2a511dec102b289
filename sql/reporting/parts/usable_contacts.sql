-- Contacts without a problem, each once.
(
	SELECT DISTINCT ON (contact_id) *
	FROM ops.contact
	WHERE CASE WHEN (:contact_problem) IS NULL THEN true END
	ORDER BY contact_id, started_at, ended_at, customer_key
)
