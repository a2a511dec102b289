-- What the KPIs of contribution are made of, in month m.month: contribution_month, of contacts that are read anyway.
SELECT CASE WHEN x.currency = c.currency THEN x.brought - c.centre_cost END AS contribution,
	x.inbound_contacts + x.live_contacts AS all_contacts
FROM (
	SELECT :contribution_sums
	FROM (
		SELECT true AS inbound, 1::bigint AS contacts, revenue AS amount,
			CASE WHEN revenue IS NOT NULL THEN currency END AS first_currency,
			CASE WHEN revenue IS NOT NULL THEN currency END AS last_currency
		FROM answered_contact
		WHERE direction IS DISTINCT FROM 'outbound' AND revenue_usable
		UNION ALL
		SELECT inbound, contacts, amount, first_currency, last_currency
		FROM (:contribution_rows) AS r
		WHERE NOT inbound AND month = m.month
	) AS r
	HAVING count(*) > 0
) AS x
LEFT JOIN :centre_cost AS c ON c.month = m.month;

-- kpi  contribution_per_contact | contribution | all_contacts
