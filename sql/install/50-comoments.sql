-- Drivers of satisfaction and loyalty: co-moments

CREATE TYPE comoments;

CREATE FUNCTION comoments_in(cstring) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION comoments_out(comoments) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_comoments_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION comoments_recv(internal) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION comoments_send(comoments) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_comoments_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE comoments (
	INPUT = comoments_in,
	OUTPUT = comoments_out,
	RECEIVE = comoments_recv,
	SEND = comoments_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE comoments IS
'weighted counts, means and cross products of several items: what correlations, regressions, '
'driver importance and path models are computed from';

CREATE TYPE comoment_groups;

CREATE FUNCTION comoment_groups_in(cstring) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION comoment_groups_out(comoment_groups) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION comoment_groups_recv(internal) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION comoment_groups_send(comoment_groups) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE comoment_groups (
	INPUT = comoment_groups_in,
	OUTPUT = comoment_groups_out,
	RECEIVE = comoment_groups_recv,
	SEND = comoment_groups_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE comoment_groups IS
'co-moments of up to 256 random groups of rows, by hash of a key: '
'what resampling intervals are computed from without the rows';

CREATE FUNCTION comoments_merge(comoments, comoments) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION comoment_groups_merge(comoment_groups, comoment_groups) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION comoments_step(comoments, record) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_record' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments(answers record) (
	SFUNC = comoments_step, STYPE = comoments, SSPACE = 4096,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments(record) IS
'co-moments of the row''s columns of a number or boolean type; '
'a row with a value missing is left out and counted (listwise)';

CREATE FUNCTION comoments_step(comoments, record, float8) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_record_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments(answers record, weight float8) (
	SFUNC = comoments_step, STYPE = comoments, SSPACE = 4096,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments(record, float8) IS
'co-moments of the row''s columns of a number or boolean type, weighted; '
'a row with a value missing is left out and counted (listwise)';

CREATE FUNCTION comoments_step(comoments, text[], float8[]) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_array' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments(names text[], x float8[]) (
	SFUNC = comoments_step, STYPE = comoments, SSPACE = 4096,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments(text[], float8[]) IS
'co-moments of the items names[i] with values x[i]; a row with a value missing is left out and counted (listwise)';

CREATE FUNCTION comoments_step(comoments, text[], float8[], float8) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_array_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments(names text[], x float8[], weight float8) (
	SFUNC = comoments_step, STYPE = comoments, SSPACE = 4096,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments(text[], float8[], float8) IS
'co-moments of the items names[i] with values x[i], weighted; '
'a row with a value missing is left out and counted (listwise)';

CREATE FUNCTION comoments_pairwise_step(comoments, record) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_pairwise_record' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments_pairwise(answers record) (
	SFUNC = comoments_pairwise_step, STYPE = comoments, SSPACE = 8192,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_pairwise(record) IS
'co-moments of the row''s columns of a number or boolean type; '
'each pair of items uses the rows that have both (pairwise)';

CREATE FUNCTION comoments_pairwise_step(comoments, record, float8) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_pairwise_record_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments_pairwise(answers record, weight float8) (
	SFUNC = comoments_pairwise_step, STYPE = comoments, SSPACE = 8192,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_pairwise(record, float8) IS
'co-moments of the row''s columns of a number or boolean type, weighted; '
'each pair of items uses the rows that have both (pairwise)';

CREATE FUNCTION comoments_pairwise_step(comoments, text[], float8[]) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_pairwise_array' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments_pairwise(names text[], x float8[]) (
	SFUNC = comoments_pairwise_step, STYPE = comoments, SSPACE = 8192,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_pairwise(text[], float8[]) IS
'co-moments of the items names[i] with values x[i]; each pair of items uses the rows that have both (pairwise)';

CREATE FUNCTION comoments_pairwise_step(comoments, text[], float8[], float8) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_pairwise_array_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments_pairwise(names text[], x float8[], weight float8) (
	SFUNC = comoments_pairwise_step, STYPE = comoments, SSPACE = 8192,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_pairwise(text[], float8[], float8) IS
'co-moments of the items names[i] with values x[i], weighted; '
'each pair of items uses the rows that have both (pairwise)';

CREATE FUNCTION comoment_groups_step(comoment_groups, record, bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_record' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(answers record, key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(record, bigint) IS
'co-moments in 256 random groups by hash of key of the row''s columns of a number or boolean type; '
'a row with a value or the key missing is left out and counted';

CREATE FUNCTION comoment_groups_step(comoment_groups, record, float8, bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_record_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(answers record, weight float8, key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(record, float8, bigint) IS
'co-moments in 256 random groups by hash of key of the row''s columns of a number or boolean type, weighted; '
'a row with a value or the key missing is left out and counted';

CREATE FUNCTION comoment_groups_step(comoment_groups, text[], float8[], bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_array' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(names text[], x float8[], key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(text[], float8[], bigint) IS
'co-moments in 256 random groups by hash of key of the items names[i] with values x[i]; '
'a row with a value or the key missing is left out and counted';

CREATE FUNCTION comoment_groups_step(comoment_groups, text[], float8[], float8, bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_array_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(names text[], x float8[], weight float8, key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(text[], float8[], float8, bigint) IS
'co-moments in 256 random groups by hash of key of the items names[i] with values x[i], weighted; '
'a row with a value or the key missing is left out and counted';

CREATE AGGREGATE rollup(c comoments) (
	SFUNC = comoments_merge, STYPE = comoments, SSPACE = 4096,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(comoments) IS 'sum of co-moments of the same items';

CREATE AGGREGATE rollup(c comoment_groups) (
	SFUNC = comoment_groups_merge, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(comoment_groups) IS 'sum of random-group co-moments of the same items';

CREATE FUNCTION comoments(g comoment_groups) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_of_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION comoments(comoment_groups) IS
'all random groups as one co-moments value';

CREATE FUNCTION comoments(names text[], mean float8[], stddev float8[], correlation float8[], n bigint)
RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_of_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION comoments(text[], float8[], float8[], float8[], bigint) IS
'co-moments of n rows with these means, sample standard deviations and correlations (a matrix, row by row): what '
'item_summary() and correlation() give back, for published tables without their rows';

CREATE FUNCTION rows_used(c comoments) RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_comoments_rows_used' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rows_used(comoments) IS
'rows that entered the co-moments (pairwise: rows with any value)';

CREATE FUNCTION rows_dropped(c comoments) RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_comoments_rows_dropped' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rows_dropped(comoments) IS
'rows left out of the co-moments for a missing value or weight';

CREATE FUNCTION correlation(c comoments, a text, b text) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_comoments_correlation' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION correlation(comoments, text, text) IS
'Pearson correlation of items a and b, -1 to 1; NULL when either does not vary';

CREATE FUNCTION covariance(c comoments, a text, b text, weight_kind text DEFAULT 'frequency')
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_comoments_covariance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION covariance(comoments, text, text, text) IS
'unbiased covariance of items a and b (of a = b: the variance); weight_kind frequency or analytic';

CREATE FUNCTION item_summary(c comoments, weight_kind text DEFAULT 'frequency')
RETURNS TABLE (name text, n bigint, mean float8, stddev float8)
AS 'MODULE_PATHNAME', 'cc_pg_item_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION item_summary(comoments, text) IS
'one row per item: rows behind it, weighted mean, sample standard deviation; '
'weight_kind frequency (sum of weights - 1) or analytic (rows - 1)';
