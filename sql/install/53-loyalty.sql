-- Drivers: NPS, CSAT, CES, gaps, RATER, penalty and reward

CREATE TYPE metric_estimate AS (
	n bigint,
	value float8,
	std_error float8,
	lower float8,
	upper float8
);
COMMENT ON TYPE metric_estimate IS
'a score with the number of answers, its standard error and 95 % confidence limits';

-- The state of all these aggregates: count, sums of weights and of their squares, a pivot,
-- and sums of answers about it and of their squares, by weight and by squared weight.
CREATE FUNCTION answers_merge(float8[], float8[]) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_answers_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION answers_mean(float8[]) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_answers_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION answers_nps_estimate(float8[]) RETURNS metric_estimate
AS 'MODULE_PATHNAME', 'cc_pg_nps_estimate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION answers_share_estimate(float8[]) RETURNS metric_estimate
AS 'MODULE_PATHNAME', 'cc_pg_share_estimate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION answers_mean_estimate(float8[]) RETURNS metric_estimate
AS 'MODULE_PATHNAME', 'cc_pg_mean_estimate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION nps_step(float8[], float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_nps_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE nps(score float8) (
	SFUNC = nps_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(float8) IS
'share of promoters (9 and above) less share of detractors (6 and below), -1 to 1, of answers from 0 to 10';
CREATE AGGREGATE nps_estimate(score float8) (
	SFUNC = nps_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_nps_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps_estimate(float8) IS
'share of promoters (9 and above) less share of detractors (6 and below), -1 to 1, of answers from 0 to 10; '
'with standard error and 95 % adjusted Wald limits';

CREATE FUNCTION nps_step(float8[], float8, float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_nps_step_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE nps(score float8, weight float8) (
	SFUNC = nps_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(float8, float8) IS
'share of promoters (9 and above) less share of detractors (6 and below), -1 to 1, of answers from 0 to 10, weighted';
CREATE AGGREGATE nps_estimate(score float8, weight float8) (
	SFUNC = nps_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_nps_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps_estimate(float8, float8) IS
'share of promoters (9 and above) less share of detractors (6 and below), -1 to 1, of answers from 0 to 10, '
'weighted; with standard error and 95 % limits of t from the linearised standard error (n - 1 degrees of freedom)';

CREATE FUNCTION csat_step(float8[], float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_csat_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE csat(score float8) (
	SFUNC = csat_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(float8) IS
'share of answers of 4 or 5, of answers from 1 to 5';
CREATE AGGREGATE csat_estimate(score float8) (
	SFUNC = csat_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_share_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat_estimate(float8) IS
'share of answers of 4 or 5, of answers from 1 to 5; with standard error and 95 % Wilson limits';

CREATE FUNCTION csat_step(float8[], float8, float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_csat_step_top' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE csat(score float8, top float8) (
	SFUNC = csat_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(float8, float8) IS
'share of answers of top or above';
CREATE AGGREGATE csat_estimate(score float8, top float8) (
	SFUNC = csat_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_share_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat_estimate(float8, float8) IS
'share of answers of top or above; with standard error and 95 % Wilson limits';

CREATE FUNCTION csat_step(float8[], float8, float8, float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_csat_step_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE csat(score float8, top float8, weight float8) (
	SFUNC = csat_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(float8, float8, float8) IS
'share of answers of top or above, weighted';
CREATE AGGREGATE csat_estimate(score float8, top float8, weight float8) (
	SFUNC = csat_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_share_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat_estimate(float8, float8, float8) IS
'share of answers of top or above, weighted; '
'with standard error and 95 % limits of t from the linearised standard error (n - 1 degrees of freedom)';

CREATE FUNCTION ces_step(float8[], float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_ces_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE ces(score float8) (
	SFUNC = ces_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(float8) IS
'mean customer effort score';
CREATE AGGREGATE ces_estimate(score float8) (
	SFUNC = ces_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces_estimate(float8) IS
'mean customer effort score; with standard error and 95 % limits of t';

CREATE FUNCTION ces_step(float8[], float8, float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_ces_step_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE ces(score float8, weight float8) (
	SFUNC = ces_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(float8, float8) IS
'mean customer effort score, weighted';
CREATE AGGREGATE ces_estimate(score float8, weight float8) (
	SFUNC = ces_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces_estimate(float8, float8) IS
'mean customer effort score, weighted; with standard error and 95 % limits of t from the linearised standard error '
'(n - 1 degrees of freedom)';

CREATE FUNCTION servqual_gap_step(float8[], float8, float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_servqual_gap_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE servqual_gap(expectation float8, perception float8) (
	SFUNC = servqual_gap_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE servqual_gap(float8, float8) IS
'mean of perception less expectation, paired by row';
CREATE AGGREGATE servqual_gap_estimate(expectation float8, perception float8) (
	SFUNC = servqual_gap_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE servqual_gap_estimate(float8, float8) IS
'mean of perception less expectation, paired by row; with standard error and 95 % limits of t';

CREATE FUNCTION servqual_gap_step(float8[], float8, float8, float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_servqual_gap_step_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE servqual_gap(expectation float8, perception float8, weight float8) (
	SFUNC = servqual_gap_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE servqual_gap(float8, float8, float8) IS
'mean of perception less expectation, paired by row, weighted';
CREATE AGGREGATE servqual_gap_estimate(expectation float8, perception float8, weight float8) (
	SFUNC = servqual_gap_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE servqual_gap_estimate(float8, float8, float8) IS
'mean of perception less expectation, paired by row, weighted; '
'with standard error and 95 % limits of t from the linearised standard error (n - 1 degrees of freedom)';

CREATE FUNCTION rater_index(c comoments, items text[], dimensions text[], scale_min float8, scale_max float8)
RETURNS TABLE (dimension text, items_used integer, mean float8, stddev float8, cronbach_alpha float8)
AS 'MODULE_PATHNAME', 'cc_pg_rater_index'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 5;
COMMENT ON FUNCTION rater_index(comoments, text[], text[], float8, float8) IS
'SERVQUAL dimensions (reliability, assurance, tangibles, empathy, responsiveness, or any others) on 0-100: '
'dimensions[i] is that of items[i]; per dimension the mean of its items, '
'its standard deviation over the rows and Cronbach''s alpha';

CREATE FUNCTION penalty_reward(c comoments, outcome text, attributes text[],
	low_suffix text DEFAULT '_low', high_suffix text DEFAULT '_high')
RETURNS TABLE (attribute text, penalty float8, penalty_error float8, penalty_p float8,
	reward float8, reward_error float8, reward_p float8, kind text)
AS 'MODULE_PATHNAME', 'cc_pg_penalty_reward'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION penalty_reward(comoments, text, text[], text, text) IS
'penalty-reward contrast (Brandt 1987): regression of the outcome on two indicator items per attribute, '
'rated low and rated high (attribute_low, attribute_high); kind at 5 %: basic (penalty only), '
'excitement (reward only), performance (both), indifferent';
