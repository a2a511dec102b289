-- Experience before outcome: of each outcome, the contacts in the window before it.  A customer with several outcomes
-- is one cluster.  Complaints are no end.
--
-- uses  customer_segment
-- key  segment, model, term
-- role  outcomes | repeated
-- role  stayed | repeated

CREATE VIEW ops.loyalty_driver AS
SELECT m.segment, m.model, r.term,
	f.n AS outcomes, f.events AS stayed,
	r.estimate, r.std_error, r.p, r.odds_ratio, r.odds_lower, r.odds_upper,
	a.effect AS share_per_unit, a.lower AS share_lower, a.upper AS share_upper,
	f.auc, f.reason
FROM (:loyalty_model) AS m
CROSS JOIN LATERAL cc.logistic_fit(m.m, 'stayed'::text, m.drivers) AS f
CROSS JOIN LATERAL cc.logistic_regression(m.m, 'stayed'::text, m.drivers, 0.95::float8, 'customer'::text, false) AS r
LEFT JOIN LATERAL cc.average_marginal_effects(m.m, 'stayed'::text, m.drivers, 0.95::float8, 'customer'::text, false)
	AS a ON a.item = r.term;

COMMENT ON VIEW ops.loyalty_driver IS
	'how the chance that a customer stays (renewed, repurchased; not churned, downgraded) goes with what he lived '
	'through in the loyalty_days before, and with what he answered: odds ratios, customers clustered; an '
	'association, not a proof';
COMMENT ON COLUMN ops.loyalty_driver.term IS
	'per minute waited, contact given up, transfer, repeat; csat_10: per ten points of csat, 0 to 100';
COMMENT ON COLUMN ops.loyalty_driver.estimate IS
	'log odds per unit';
COMMENT ON COLUMN ops.loyalty_driver.std_error IS
	'standard error of the estimate, customers clustered';
COMMENT ON COLUMN ops.loyalty_driver.reason IS
	'why there is no fit; NULL: there is one';
