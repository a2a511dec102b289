-- Contacts that came in, and calls in which an agent spoke to a person, with what each brought.
SELECT true AS inbound, month, agent_id, revenue AS amount, CASE WHEN revenue IS NOT NULL THEN currency END AS currency
FROM (:inbound_revenue) AS i
UNION ALL
SELECT false, date_trunc('month', :attempt_local)::date, agent_id, value, currency
FROM ops.outbound_attempt
WHERE answered_by = 'person' AND connected_at IS NOT NULL AND CASE WHEN (:attempt_problem) IS NULL THEN true END
