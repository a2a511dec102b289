-- Logistic regression: the rows that a model is fitted to

CREATE TYPE model_rows;

CREATE FUNCTION model_rows_in(cstring) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION model_rows_out(model_rows) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION model_rows_recv(internal) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION model_rows_send(model_rows) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE model_rows (
	INPUT = model_rows_in,
	OUTPUT = model_rows_out,
	RECEIVE = model_rows_recv,
	SEND = model_rows_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE model_rows IS
'distinct rows of several items (and their weights) with how often each was seen: what logistic and ordinal '
'regressions are fitted to';

CREATE FUNCTION model_rows_eq(model_rows, model_rows) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_ne(model_rows, model_rows) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_lt(model_rows, model_rows) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_le(model_rows, model_rows) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_gt(model_rows, model_rows) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_ge(model_rows, model_rows) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_cmp(model_rows, model_rows) RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_hash(model_rows) RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION model_rows_hash_extended(model_rows, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

CREATE OPERATOR = (
	LEFTARG = model_rows, RIGHTARG = model_rows, FUNCTION = model_rows_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (model_rows, model_rows) IS 'the same rows, as often, and as many left out';
CREATE OPERATOR <> (
	LEFTARG = model_rows, RIGHTARG = model_rows, FUNCTION = model_rows_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (model_rows, model_rows) IS 'not the same rows';
CREATE OPERATOR < (
	LEFTARG = model_rows, RIGHTARG = model_rows, FUNCTION = model_rows_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (model_rows, model_rows) IS 'less than, in no meaningful order';
CREATE OPERATOR <= (
	LEFTARG = model_rows, RIGHTARG = model_rows, FUNCTION = model_rows_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (model_rows, model_rows) IS 'less than or equal, in no meaningful order';
CREATE OPERATOR > (
	LEFTARG = model_rows, RIGHTARG = model_rows, FUNCTION = model_rows_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (model_rows, model_rows) IS 'greater than, in no meaningful order';
CREATE OPERATOR >= (
	LEFTARG = model_rows, RIGHTARG = model_rows, FUNCTION = model_rows_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (model_rows, model_rows) IS 'greater than or equal, in no meaningful order';

CREATE OPERATOR CLASS model_rows_ops DEFAULT FOR TYPE model_rows USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 model_rows_cmp(model_rows, model_rows);
CREATE OPERATOR CLASS model_rows_ops DEFAULT FOR TYPE model_rows USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 model_rows_hash(model_rows),
	FUNCTION 2 model_rows_hash_extended(model_rows, bigint);

CREATE FUNCTION model_rows_merge(model_rows, model_rows) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
CREATE FUNCTION model_rows_plus(model_rows, model_rows) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE OPERATOR + (
	LEFTARG = model_rows, RIGHTARG = model_rows, FUNCTION = model_rows_plus, COMMUTATOR = +
);
COMMENT ON OPERATOR + (model_rows, model_rows) IS 'the rows of both, of the same items';

CREATE FUNCTION model_rows_step(model_rows, record) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_record' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE model_rows(answers record) (
	SFUNC = model_rows_step, STYPE = model_rows, SSPACE = 16384,
	COMBINEFUNC = model_rows_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE model_rows(record) IS
'distinct rows, counted, of the row''s columns of a number or boolean type; a row with a value missing is left out '
'and counted';

CREATE FUNCTION model_rows_step(model_rows, record, float8) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_record_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE model_rows(answers record, weight float8) (
	SFUNC = model_rows_step, STYPE = model_rows, SSPACE = 16384,
	COMBINEFUNC = model_rows_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE model_rows(record, float8) IS
'distinct rows, counted, of the row''s columns of a number or boolean type, weighted; a row with a value or the '
'weight missing is left out and counted';

CREATE FUNCTION model_rows_step(model_rows, text[], float8[]) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_array' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE model_rows(names text[], x float8[]) (
	SFUNC = model_rows_step, STYPE = model_rows, SSPACE = 16384,
	COMBINEFUNC = model_rows_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE model_rows(text[], float8[]) IS
'distinct rows, counted, of the items names[i] with values x[i]; a row with a value missing is left out and counted';

CREATE FUNCTION model_rows_step(model_rows, text[], float8[], float8) RETURNS model_rows
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_array_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE model_rows(names text[], x float8[], weight float8) (
	SFUNC = model_rows_step, STYPE = model_rows, SSPACE = 16384,
	COMBINEFUNC = model_rows_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE model_rows(text[], float8[], float8) IS
'distinct rows, counted, of the items names[i] with values x[i], weighted; a row with a value or the weight '
'missing is left out and counted';

CREATE AGGREGATE rollup(m model_rows) (
	SFUNC = model_rows_merge, STYPE = model_rows, SSPACE = 16384,
	COMBINEFUNC = model_rows_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(model_rows) IS 'the rows of all, of the same items';

CREATE FUNCTION rows_used(m model_rows) RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_rows_used' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rows_used(model_rows) IS 'rows that were taken';

CREATE FUNCTION rows_dropped(m model_rows) RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_rows_dropped' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rows_dropped(model_rows) IS 'rows left out for a missing value or weight';

CREATE FUNCTION rows_distinct(m model_rows) RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_model_rows_rows_distinct' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rows_distinct(model_rows) IS 'distinct rows (and weights) that are held: what size and time go by';

-- Logistic and ordinal regression

CREATE FUNCTION logistic_regression(m model_rows, outcome text, drivers text[],
	level float8 DEFAULT 0.95, cluster text DEFAULT NULL, robust boolean DEFAULT false)
RETURNS TABLE (term text, estimate float8, std_error float8, z float8, p float8,
	lower float8, upper float8, odds_ratio float8, odds_lower float8, odds_upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_logistic_regression'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10;
COMMENT ON FUNCTION logistic_regression(model_rows, text, text[], float8, text, boolean) IS
'maximum likelihood of the outcome (0 or 1) given the drivers (items, or products as in ''wait:vip''): the '
'intercept and one row per driver with log odds, odds ratio and confidence limits; standard errors from the model, '
'robust, or robust over clusters of rows that have the same value of an item; NULLs where logistic_fit() gives a '
'reason';

CREATE FUNCTION logistic_fit(m model_rows, outcome text, drivers text[],
	OUT n bigint, OUT events bigint, OUT null_deviance float8, OUT deviance float8, OUT aic float8,
	OUT mcfadden float8, OUT auc float8, OUT iterations integer, OUT reason text)
AS 'MODULE_PATHNAME', 'cc_pg_logistic_fit'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION logistic_fit(model_rows, text, text[]) IS
'how well logistic_regression() of the same arguments fits: rows, rows with outcome 1, deviances, Akaike''s '
'criterion, McFadden''s R squared, area under the ROC curve; or the reason why there is no fit';

CREATE FUNCTION average_marginal_effects(m model_rows, outcome text, drivers text[],
	level float8 DEFAULT 0.95, cluster text DEFAULT NULL, robust boolean DEFAULT false)
RETURNS TABLE (item text, change text, effect float8, std_error float8, z float8, p float8,
	lower float8, upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_average_marginal_effects'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10;
COMMENT ON FUNCTION average_marginal_effects(model_rows, text, text[], float8, text, boolean) IS
'what each item among the drivers of logistic_regression() does to the chance of the outcome, on average over the '
'rows: per unit, or from 0 to 1 of an item that is one or the other; standard errors by the delta method';

CREATE FUNCTION marginal_effect_draws(m model_rows, outcome text, drivers text[],
	draws integer DEFAULT 1000, cluster text DEFAULT NULL, robust boolean DEFAULT false, seed bigint DEFAULT 1)
RETURNS TABLE (draw integer, item text, effect float8)
AS 'MODULE_PATHNAME', 'cc_pg_marginal_effect_draws'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 4000;
COMMENT ON FUNCTION marginal_effect_draws(model_rows, text, text[], integer, text, boolean, bigint) IS
'the effects of average_marginal_effects(), drawn together from the normal distribution of the estimates (King, Tomz '
'& Wittenberg 2000): the interval of anything that is computed from several of them is that of its draws; the same '
'seed draws the same; no rows where there is no fit';

CREATE FUNCTION ordinal_regression(m model_rows, outcome text, drivers text[],
	level float8 DEFAULT 0.95, cluster text DEFAULT NULL, robust boolean DEFAULT false)
RETURNS TABLE (term text, estimate float8, std_error float8, z float8, p float8,
	lower float8, upper float8, odds_ratio float8, odds_lower float8, odds_upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_ordinal_regression'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10;
COMMENT ON FUNCTION ordinal_regression(model_rows, text, text[], float8, text, boolean) IS
'proportional odds (McCullagh 1980) of an outcome with up to 101 ordered values: one row per driver, whose odds '
'ratio is that of a higher answer, and one per threshold (1|2: log odds of at most 1 where all drivers are 0); '
'otherwise as logistic_regression()';

CREATE FUNCTION ordinal_fit(m model_rows, outcome text, drivers text[],
	OUT n bigint, OUT levels integer, OUT null_deviance float8, OUT deviance float8, OUT aic float8,
	OUT mcfadden float8, OUT iterations integer, OUT reason text)
AS 'MODULE_PATHNAME', 'cc_pg_ordinal_fit'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION ordinal_fit(model_rows, text, text[]) IS
'how well ordinal_regression() of the same arguments fits: rows, distinct answers, deviances, Akaike''s criterion, '
'McFadden''s R squared; or the reason why there is no fit';

CREATE FUNCTION loyalty_rules()
RETURNS TABLE (rule text, value float8, claim text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 3
BEGIN ATOMIC
	VALUES ('leave_after_one_bad_experience'::text, 0.57::float8,
			'share of customers who leave after one bad experience'::text),
		('winning_over_keeping', 7, 'cost of winning a customer, as a multiple of that of keeping one'),
		('dissatisfaction_by_wrong_information', 0.5, 'share of dissatisfaction that wrong information makes');
END;
COMMENT ON FUNCTION loyalty_rules() IS
'rules of thumb of the trade, to hold one''s own figures against; nothing is computed from them';
