-- Experience before outcome: of each outcome, the contacts in the window before it.  A customer with several outcomes
-- is one cluster.  Complaints are no end.
SELECT m.segment, m.model, r.term,
	f.n AS outcomes, f.events AS stayed,
	r.estimate, r.std_error, r.p, r.odds_ratio, r.odds_lower, r.odds_upper,
	a.effect AS share_per_unit, a.lower AS share_lower, a.upper AS share_upper,
	f.auc, f.reason
FROM :loyalty AS m
CROSS JOIN LATERAL cc.logistic_fit(m.m, 'stayed'::text, m.drivers) AS f
CROSS JOIN LATERAL cc.logistic_regression(m.m, 'stayed'::text, m.drivers, 0.95::float8, 'customer'::text, false) AS r
LEFT JOIN LATERAL cc.average_marginal_effects(m.m, 'stayed'::text, m.drivers, 0.95::float8, 'customer'::text, false)
	AS a ON a.item = r.term
