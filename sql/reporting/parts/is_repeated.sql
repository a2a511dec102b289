-- Beside a contact c: n, the customer's next, and whether that is a repeat within :window days, which is known once the
-- window is over or it has come.
LEFT JOIN LATERAL (
	SELECT min(n.started_at) AS next_at
	FROM ops.contact AS n
	WHERE n.customer_key = c.customer_key AND n.started_at > c.ended_at AND n.contact_id <> c.contact_id
		AND CASE WHEN (:contact_problem) IS NULL THEN true END
) AS n ON true
CROSS JOIN LATERAL (
	SELECT CASE WHEN c.customer_key IS NOT NULL
		THEN cc.repeat_contact(c.ended_at, n.next_at, :window, now()) END AS repeated
) AS r
