-- Path models

CREATE TYPE path_model;

CREATE FUNCTION path_model_in(cstring)
RETURNS path_model
AS 'MODULE_PATHNAME', 'cc_pg_path_model_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION path_model_out(path_model)
RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_path_model_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION path_model_recv(internal)
RETURNS path_model
AS 'MODULE_PATHNAME', 'cc_pg_path_model_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION path_model_send(path_model)
RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_path_model_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE path_model (
	INPUT = path_model_in,
	OUTPUT = path_model_out,
	RECEIVE = path_model_recv,
	SEND = path_model_send,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE path_model IS
'an estimated partial least squares path model: its text, '
'the correlations of its items and the weights of its composites';

CREATE FUNCTION path_model(c comoments, model text, scheme text DEFAULT 'path',
	metric text DEFAULT 'correlation', weight_kind text DEFAULT 'frequency',
	consistent boolean DEFAULT false)
RETURNS path_model
AS 'MODULE_PATHNAME', 'cc_pg_path_model'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION path_model(comoments, text, text, text, text, boolean) IS
'partial least squares path model in lavaan notation (=~ reflective block, <~ formative block, ~ paths) '
'from co-moments (Wold; Lohmoeller 1989); scheme path, factorial or centroid; metric correlation or raw; '
'weight_kind frequency, analytic or sampling; consistent corrects for attenuation by rho_A (Dijkstra & Henseler 2015)';

CREATE FUNCTION path_coefficients(m path_model, OUT target text, OUT source text,
	OUT estimate float8, OUT std_error float8, OUT t float8, OUT p float8, OUT r_squared float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 12;
COMMENT ON FUNCTION path_coefficients(path_model) IS
'one row per path: standardised coefficient with least squares standard error, t and two-sided p (composites taken '
'as given; NULL for sampling weights and consistent estimates: see path_intervals), R squared of the target';

CREATE FUNCTION path_effect_sizes(m path_model, OUT target text, OUT source text,
	OUT f_squared float8, OUT vif float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_effect_sizes'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 12;
COMMENT ON FUNCTION path_effect_sizes(path_model) IS
'one row per path: Cohen''s f squared with the composites kept, '
'and the variance inflation by the other sources of the target';

CREATE FUNCTION outer_weights(m path_model, OUT construct text, OUT item text, OUT weight float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_outer_weights'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 24;
COMMENT ON FUNCTION outer_weights(path_model) IS
'weights that give each composite variance 1 (the n - 1 variance), of standardised items, '
'or in the raw metric of the items as they are';

CREATE FUNCTION index_weights(m path_model, OUT construct text, OUT item text, OUT weight float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_index_weights'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 24;
COMMENT ON FUNCTION index_weights(path_model) IS
'share of each item in the 0-100 index of its construct; the shares of a construct sum to 1';

CREATE FUNCTION loadings(m path_model, OUT construct text, OUT item text, OUT loading float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_loadings'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 24;
COMMENT ON FUNCTION loadings(path_model) IS
'correlation of each item with its own composite, or with consistent estimation with its construct';

CREATE FUNCTION cross_loadings(m path_model, OUT construct text, OUT item text, OUT loading float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_cross_loadings'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 168;
COMMENT ON FUNCTION cross_loadings(path_model) IS
'correlation of every item with every composite';

CREATE FUNCTION construct_quality(m path_model, OUT construct text, OUT items integer,
	OUT cronbach_alpha float8, OUT rho_a float8, OUT rho_c float8, OUT ave float8,
	OUT r_squared float8, OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_construct_quality'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 7;
COMMENT ON FUNCTION construct_quality(path_model) IS
'one row per construct: standardised Cronbach alpha, rho_A (Dijkstra & Henseler 2015), composite reliability rho_C, '
'average variance extracted, R squared (NULL without sources); reason says why others are NULL';

CREATE FUNCTION construct_correlations(m path_model, OUT a text, OUT b text, OUT correlation float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_construct_correlations'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 21;
COMMENT ON FUNCTION construct_correlations(path_model) IS
'correlation of each pair of composites, or with consistent estimation of constructs';

CREATE FUNCTION htmt(m path_model, OUT a text, OUT b text, OUT htmt float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_htmt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 21;
COMMENT ON FUNCTION htmt(path_model) IS
'heterotrait-monotrait ratio of each pair of constructs, '
'from absolute correlations (Henseler, Ringle & Sarstedt 2015); NULL for formative blocks';

CREATE FUNCTION total_effects(m path_model, OUT source text, OUT target text, OUT direct float8, OUT total float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_total_effects'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 21;
COMMENT ON FUNCTION total_effects(path_model) IS
'one row per pair that any way leads through: standardised effect by the path between them (0 without one) '
'and by all ways together';

CREATE FUNCTION construct_index(m path_model, scale_min float8, scale_max float8,
	OUT construct text, OUT mean float8, OUT stddev float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_construct_index'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 7;
COMMENT ON FUNCTION construct_index(path_model, float8, float8) IS
'index of each construct on 0-100, from items on scale_min to scale_max: '
'mean and standard deviation over respondents (as ACSI and ECSI)';

CREATE FUNCTION construct_score(m path_model, construct text, x float8[])
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_construct_score'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION construct_score(path_model, text, float8[]) IS
'composite of one respondent in standard deviations from the mean; '
'x are the answers to the construct''s items in the order of its block; NULL when any is missing';

CREATE FUNCTION construct_score(m path_model, construct text, x float8[], scale_min float8, scale_max float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_construct_score_index'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION construct_score(path_model, text, float8[], float8, float8) IS
'index of one respondent on 0-100, from items on scale_min to scale_max; '
'x are the answers to the construct''s items in the order of its block; NULL when any is missing';

CREATE FUNCTION importance_performance(m path_model, target text, scale_min float8, scale_max float8,
	OUT source text, OUT importance float8, OUT performance float8, OUT impact float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_importance_performance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 6;
COMMENT ON FUNCTION importance_performance(path_model, text, float8, float8) IS
'one row per construct that acts on target: points of the target''s index per point of its own '
'(unstandardised total effect), mean of its index on 0-100, and the impact of 5 points';

CREATE FUNCTION impact(m path_model, source text, target text, points float8 DEFAULT 5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_impact'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION impact(path_model, text, text, float8) IS
'points that the target''s 0-100 index is higher where the source''s is points higher '
'(points times the unstandardised total effect; 0 when no way leads there)';

CREATE FUNCTION path_model_summary(m path_model, OUT n float8, OUT items integer, OUT constructs integer,
	OUT scheme text, OUT metric text, OUT weight_kind text, OUT consistent boolean,
	OUT iterations integer, OUT gof float8, OUT reason text)
AS 'MODULE_PATHNAME', 'cc_pg_path_model_summary'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION path_model_summary(path_model) IS
'observations, size and options of a model; goodness of fit as the root of mean communality times mean R squared '
'(Tenenhaus et al. 2005); iterations and reason are NULL or not as the model could be estimated or not';

CREATE FUNCTION path_intervals(g comoment_groups, model text, replicates integer DEFAULT 500,
	level float8 DEFAULT 0.95, seed bigint DEFAULT 0, scheme text DEFAULT 'path',
	metric text DEFAULT 'correlation', weight_kind text DEFAULT 'frequency', consistent boolean DEFAULT false,
	OUT target text, OUT source text, OUT estimate float8, OUT std_error float8,
	OUT lower float8, OUT upper float8, OUT replicates integer, OUT failed integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_intervals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 12;
COMMENT ON FUNCTION path_intervals(comoment_groups, text, integer, float8, bigint, text, text, text, boolean) IS
'path coefficients with standard errors and percentile limits at level from resampling groups of rows; '
'composites are turned like the original''s, replicates without an estimate are skipped and counted as failed; '
'the same seed gives the same result';

CREATE FUNCTION path_intervals(g comoment_groups, model path_model, replicates integer DEFAULT 500,
	level float8 DEFAULT 0.95, seed bigint DEFAULT 0,
	OUT target text, OUT source text, OUT estimate float8, OUT std_error float8,
	OUT lower float8, OUT upper float8, OUT replicates integer, OUT failed integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_intervals_model'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 12;
COMMENT ON FUNCTION path_intervals(comoment_groups, path_model, integer, float8, bigint) IS
'the same with the text and the options of a model that has been estimated';

