-- One text twice: of outcomes of a time, and of all of them.
--
-- uses  customer_segment, survey_response
-- key  segment, model, term
-- role  outcomes | repeated
-- role  stayed | repeated

\set one_in one_in
\set outcomes '(SELECT * FROM :usable_outcomes AS o WHERE at >= from_ts AND at < to_ts AND :sampled_customer)'
CREATE FUNCTION ops.loyalty_model_between(from_ts timestamptz, to_ts timestamptz, one_in integer DEFAULT 1)
RETURNS TABLE (segment text, model text, drivers text[], stayed float8, outcomes float8, m cc.model_rows)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:loyalty_model;
END;

COMMENT ON FUNCTION ops.loyalty_model_between(timestamptz, timestamptz, integer) IS
	'what loyalty_driver is fitted to, of the outcomes from one instant until before another: the items that vary, and '
	'rows of them, with a hash for each customer; of all customers, or of one in so many, chosen by the key';

\set loyalty 'ops.loyalty_model_between(from_ts, to_ts)'
CREATE FUNCTION ops.loyalty_driver_between(from_ts timestamptz, to_ts timestamptz)
RETURNS TABLE (segment text, model text, term text, outcomes bigint, stayed bigint,
	estimate float8, std_error float8, p float8, odds_ratio float8, odds_lower float8, odds_upper float8,
	share_per_unit float8, share_lower float8, share_upper float8, auc float8, reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:loyalty_driver;
END;

COMMENT ON FUNCTION ops.loyalty_driver_between(timestamptz, timestamptz) IS
	'loyalty_driver of the outcomes from one instant until before another';

\set outcomes :usable_outcomes
\set loyalty '(:loyalty_model)'
CREATE VIEW ops.loyalty_driver AS
:loyalty_driver;

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
