
-- Control charts, capability and Six Sigma

CREATE FUNCTION xmr_limits(observations float8[], baseline integer DEFAULT NULL, method text DEFAULT 'mean',
	OUT n bigint, OUT center float8, OUT moving_range float8, OUT sigma float8,
	OUT lower float8, OUT upper float8, OUT range_upper float8, OUT outside bigint)
AS 'MODULE_PATHNAME', 'cc_pg_xmr_limits'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION xmr_limits(float8[], integer, text) IS
'individuals and moving range chart (Wheeler): center, 3-sigma limits and limit of the moving range, in the unit '
'of the observations, from the first baseline elements (NULL: all); method mean or median of the moving range; '
'NULL elements are left out; outside counts points of the whole series beyond the limits';

CREATE FUNCTION p_chart_limits(defects float8[], units float8[], baseline integer DEFAULT NULL)
RETURNS TABLE (item integer, proportion float8, center float8, lower float8, upper float8,
	sigma_z float8, laney_lower float8, laney_upper float8, signal boolean)
AS 'MODULE_PATHNAME', 'cc_pg_p_chart_limits'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 30;
COMMENT ON FUNCTION p_chart_limits(float8[], float8[], integer) IS
'p chart, one row per element: binomial 3-sigma limits, and the same corrected for over- or under-dispersion by '
'Laney''s factor sigma_z; limits from the first baseline elements (NULL: all); signal: beyond the corrected limits';

CREATE FUNCTION control_signals(observations float8[], center float8, sigma float8)
RETURNS TABLE (item integer, value float8, signal text)
AS 'MODULE_PATHNAME', 'cc_pg_control_signals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 30;
COMMENT ON FUNCTION control_signals(float8[], float8, float8) IS
'Western Electric rules against given center and sigma, one row per element: the first rule that fires there, '
'NULL when none does';

CREATE FUNCTION process_capability(observations float8[], lower float8, upper float8,
	OUT n bigint, OUT mean float8, OUT sigma_within float8, OUT sigma_overall float8,
	OUT cp float8, OUT cpk float8, OUT pp float8, OUT ppk float8)
AS 'MODULE_PATHNAME', 'cc_pg_process_capability'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION process_capability(float8[], float8, float8) IS
'capability against specification limits (NULL: none on that side): '
'Cp and Cpk from the spread between neighbours (mean moving range / d2), Pp and Ppk from the standard deviation';

CREATE FUNCTION dpmo(defects float8, units float8, opportunities float8 DEFAULT 1)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_dpmo'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dpmo(float8, float8, float8) IS
'defects per million opportunities; NULL without units';

CREATE FUNCTION sigma_level(dpmo float8, shift float8 DEFAULT 1.5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_sigma_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigma_level(float8, float8) IS
'sigma level: normal quantile of 1 - dpmo/1000000, plus shift (66807 gives 3.0, 3.4 gives 6.0); '
'NULL at 0 and 1000000, where it is unbounded';

CREATE FUNCTION t_probability(t float8, df float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_t_probability'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION t_probability(float8, float8) IS
'probability that Student''s t with df degrees of freedom is at least as far from 0 as t: a difference of t standard '
'errors, were there none';
