
-- Rates of small cells

CREATE FUNCTION shrunken_rates(successes float8[], trials float8[], level float8 DEFAULT 0.95)
RETURNS TABLE (item integer, rate float8, shrunken float8, lower float8, upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_shrunken_rates'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 30;
COMMENT ON FUNCTION shrunken_rates(float8[], float8[], float8) IS
'shares of cells, few trials drawn towards the share of all (empirical Bayes, beta-binomial by moments, Kleinman '
'1973), one row per element: successes / trials, the shrunken share, and the limits it is between with '
'probability level';
