-- Drivers: regression and driver importance

CREATE FUNCTION regression(c comoments, outcome text, drivers text[],
	level float8 DEFAULT 0.95, weight_kind text DEFAULT 'frequency')
RETURNS TABLE (term text, estimate float8, std_error float8, t float8, p float8,
	beta float8, vif float8, lower float8, upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_regression'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION regression(comoments, text, text[], float8, text) IS
'least squares of the outcome on the drivers: the intercept and one row per driver with standardised coefficient '
'(beta), variance inflation (vif) and confidence limits; NULLs where regression_fit() gives a reason; '
'weight_kind frequency or analytic';

CREATE FUNCTION regression(g comoment_groups, outcome text, drivers text[], level float8 DEFAULT 0.95)
RETURNS TABLE (term text, estimate float8, std_error float8, t float8, p float8,
	beta float8, vif float8, lower float8, upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_regression_groups'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 10;
COMMENT ON FUNCTION regression(comoment_groups, text, text[], float8) IS
'the regression of all random groups with standard errors of the delete-a-group jackknife (Wolter 2007), '
'for sampling weights, unequal variances and several rows per key; degrees of freedom: groups that hold rows - 1';

CREATE FUNCTION regression_fit(c comoments, outcome text, drivers text[],
	weight_kind text DEFAULT 'frequency',
	OUT observations float8, OUT df float8, OUT r_squared float8, OUT adjusted_r_squared float8,
	OUT sigma float8, OUT f float8, OUT p float8, OUT condition_number float8, OUT reason text)
AS 'MODULE_PATHNAME', 'cc_pg_regression_fit'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION regression_fit(comoments, text, text[], text) IS
'how well regression() of the same arguments fits: observations, residual degrees of freedom, R squared, residual '
'standard deviation, F test, condition number of the drivers'' correlations; or the reason why there is no fit';

CREATE FUNCTION driver_importance(c comoments, outcome text, drivers text[], method text DEFAULT 'lmg')
RETURNS TABLE (driver text, importance float8, share float8, rank integer, mean float8, beta float8)
AS 'MODULE_PATHNAME', 'cc_pg_driver_importance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION driver_importance(comoments, text, text[], text) IS
'what each driver explains of the outcome''s variance (importance, in units of R squared; share of their sum): '
'lmg (Lindeman, Merenda & Gold 1980; at most 24 drivers), relative_weights (Johnson 2000), first, last, pratt, '
'betasq; an association, not a proof of cause';
