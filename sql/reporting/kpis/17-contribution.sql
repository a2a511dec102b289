-- What the KPIs of contribution are made of, in month m.month: contribution_month, of contacts added up anyway.
SELECT CASE WHEN x.currency = c.currency THEN x.brought - c.centre_cost END AS contribution,
	x.inbound_contacts + x.live_contacts AS all_contacts
FROM (
	SELECT :contribution_sums
	FROM (
		SELECT inbound, contacts, revenue AS amount, first_currency, last_currency
		FROM valued_contact
		WHERE inbound
		UNION ALL
		SELECT false, contacts, amount, first_currency, last_currency
		FROM outbound_value
	) AS r
	HAVING count(*) > 0
) AS x
LEFT JOIN :centre_cost AS c ON c.month = m.month;

-- kpi  contribution_per_contact | contribution | all_contacts
