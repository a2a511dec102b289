-- Forecasting

CREATE TYPE volume_history;
CREATE FUNCTION volume_history_in(cstring) RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_in(cstring) IS 'I/O';
CREATE FUNCTION volume_history_out(volume_history) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_out(volume_history) IS 'I/O';
CREATE FUNCTION volume_history_recv(internal) RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_recv(internal) IS 'I/O';
CREATE FUNCTION volume_history_send(volume_history) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_send(volume_history) IS 'I/O';
CREATE TYPE volume_history (
	INPUT = volume_history_in,
	OUTPUT = volume_history_out,
	RECEIVE = volume_history_recv,
	SEND = volume_history_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE volume_history IS
'volumes and handle times by interval of one grid, what forecasts are made from; written width zone {interval '
'volume handle_seconds, ...} in UTC';

-- Equal histories are equal bytes, so the server's own code compares and hashes
-- them; the order means nothing.
CREATE FUNCTION volume_history_eq(volume_history, volume_history) RETURNS bool
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_eq(volume_history, volume_history) IS 'implementation of = operator';
CREATE FUNCTION volume_history_ne(volume_history, volume_history) RETURNS bool
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_ne(volume_history, volume_history) IS 'implementation of <> operator';
CREATE FUNCTION volume_history_lt(volume_history, volume_history) RETURNS bool
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_lt(volume_history, volume_history) IS 'implementation of < operator';
CREATE FUNCTION volume_history_le(volume_history, volume_history) RETURNS bool
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_le(volume_history, volume_history) IS 'implementation of <= operator';
CREATE FUNCTION volume_history_gt(volume_history, volume_history) RETURNS bool
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_gt(volume_history, volume_history) IS 'implementation of > operator';
CREATE FUNCTION volume_history_ge(volume_history, volume_history) RETURNS bool
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_ge(volume_history, volume_history) IS 'implementation of >= operator';
CREATE FUNCTION volume_history_cmp(volume_history, volume_history) RETURNS int4
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_cmp(volume_history, volume_history) IS 'btree comparison, in no meaningful order';
CREATE FUNCTION volume_history_hash(volume_history) RETURNS int4
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_hash(volume_history) IS 'hash';
CREATE FUNCTION volume_history_hash_extended(volume_history, int8) RETURNS int8
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_hash_extended(volume_history, int8) IS 'hash';

CREATE OPERATOR = (
	LEFTARG = volume_history, RIGHTARG = volume_history,
	FUNCTION = volume_history_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (volume_history, volume_history) IS 'equal';
CREATE OPERATOR <> (
	LEFTARG = volume_history, RIGHTARG = volume_history,
	FUNCTION = volume_history_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (volume_history, volume_history) IS 'not equal';
CREATE OPERATOR < (
	LEFTARG = volume_history, RIGHTARG = volume_history,
	FUNCTION = volume_history_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (volume_history, volume_history) IS 'less than, in no meaningful order';
CREATE OPERATOR <= (
	LEFTARG = volume_history, RIGHTARG = volume_history,
	FUNCTION = volume_history_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (volume_history, volume_history) IS 'less than or equal, in no meaningful order';
CREATE OPERATOR > (
	LEFTARG = volume_history, RIGHTARG = volume_history,
	FUNCTION = volume_history_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (volume_history, volume_history) IS 'greater than, in no meaningful order';
CREATE OPERATOR >= (
	LEFTARG = volume_history, RIGHTARG = volume_history,
	FUNCTION = volume_history_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (volume_history, volume_history) IS 'greater than or equal, in no meaningful order';

CREATE OPERATOR CLASS volume_history_ops DEFAULT FOR TYPE volume_history USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 volume_history_cmp(volume_history, volume_history),
	FUNCTION 4 btequalimage(oid);
CREATE OPERATOR CLASS volume_history_ops DEFAULT FOR TYPE volume_history USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 volume_history_hash(volume_history),
	FUNCTION 2 volume_history_hash_extended(volume_history, int8);

CREATE FUNCTION volume_history_add(state volume_history, bucket reporting_interval, volume float8)
RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_add(volume_history, reporting_interval, float8) IS 'transition of volume_history';
CREATE FUNCTION volume_history_add(
	state volume_history, bucket reporting_interval, volume float8, handle_seconds float8)
RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_add_handle'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_add(volume_history, reporting_interval, float8, float8) IS
'transition of volume_history';
CREATE FUNCTION volume_history_add(
	state volume_history, bucket reporting_interval, volume float8, handle_seconds float8, zone text)
RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_add_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_add(volume_history, reporting_interval, float8, float8, text) IS
'transition of volume_history';
CREATE FUNCTION volume_history_add(state volume_history, ts timestamptz, width interval, zone text)
RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_add_instant'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_add(volume_history, timestamptz, interval, text) IS 'transition of volume_history';
CREATE FUNCTION volume_history_merge(volume_history, volume_history) RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_merge(volume_history, volume_history) IS
'the sum of two histories of one grid; NULL adds nothing';
CREATE FUNCTION volume_history_final(state volume_history) RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_final(volume_history) IS
'final function of volume_history and rollup: what the state has gathered, sorted';

CREATE AGGREGATE volume_history(bucket reporting_interval, volume float8) (
	SFUNC = volume_history_add,
	STYPE = volume_history,
	SSPACE = 4096,
	FINALFUNC = volume_history_final,
	COMBINEFUNC = volume_history_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE volume_history(reporting_interval, float8) IS
'volumes by interval, as a value to forecast from; the same interval twice adds up, and a NULL volume marks it as '
'not known (a gap of the feed). The local days are those of the reader''s time zone: name one as the fourth '
'argument where sessions differ';
CREATE AGGREGATE volume_history(bucket reporting_interval, volume float8, handle_seconds float8) (
	SFUNC = volume_history_add,
	STYPE = volume_history,
	SSPACE = 4096,
	FINALFUNC = volume_history_final,
	COMBINEFUNC = volume_history_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE volume_history(reporting_interval, float8, float8) IS
'volumes and seconds of handling by interval, as a value to forecast from; NULL is not known. The local days are '
'those of the reader''s time zone';
CREATE AGGREGATE volume_history(bucket reporting_interval, volume float8, handle_seconds float8, zone text) (
	SFUNC = volume_history_add,
	STYPE = volume_history,
	SSPACE = 4096,
	FINALFUNC = volume_history_final,
	COMBINEFUNC = volume_history_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE volume_history(reporting_interval, float8, float8, text) IS
'volumes and seconds of handling by interval of a grid in the zone, as a value to forecast from; NULL is not known';
CREATE AGGREGATE volume_history(ts timestamptz, width interval, zone text) (
	SFUNC = volume_history_add,
	STYPE = volume_history,
	SSPACE = 4096,
	FINALFUNC = volume_history_final,
	COMBINEFUNC = volume_history_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE volume_history(timestamptz, interval, text) IS
'counts of instants by interval of the given width (at most a day) in the zone, as a value to forecast from';
CREATE AGGREGATE rollup(volume_history) (
	SFUNC = volume_history_merge,
	STYPE = volume_history,
	SSPACE = 4096,
	FINALFUNC = volume_history_final,
	COMBINEFUNC = volume_history_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(volume_history) IS
'the sum of histories of one grid, as if made in one pass';

CREATE FUNCTION volume_history_plus(volume_history, volume_history) RETURNS volume_history
AS 'MODULE_PATHNAME', 'cc_pg_volume_history_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION volume_history_plus(volume_history, volume_history) IS 'implementation of + operator';
CREATE OPERATOR + (
	LEFTARG = volume_history, RIGHTARG = volume_history,
	FUNCTION = volume_history_plus,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (volume_history, volume_history) IS 'the sum of two histories of one grid';

CREATE FUNCTION history_intervals(h volume_history,
	OUT bucket reporting_interval, OUT volume float8, OUT handle_seconds float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_history_intervals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 1000;
COMMENT ON FUNCTION history_intervals(volume_history) IS
'a row for each interval of the history, in order; NULL is not known';

CREATE FUNCTION forecast(h volume_history, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL,
	as_of timestamptz DEFAULT NULL, method text DEFAULT 'factor', level float8 DEFAULT 0.8,
	special_days date[] DEFAULT NULL, hours business_hours DEFAULT NULL,
	OUT bucket reporting_interval, OUT volume float8, OUT lower float8, OUT upper float8, OUT aht float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_forecast'
LANGUAGE C STABLE PARALLEL SAFE COST 1000 ROWS 672;
COMMENT ON FUNCTION forecast(volume_history, timestamptz, timestamptz, timestamptz, text, float8, date[],
	business_hours) IS
'a row for each interval from from_ts (as_of where NULL) to to_ts (14 local days later): expected volume, limits '
'between which the given fraction level of volumes falls, handle time per contact in seconds. as_of: the instant up '
'to which the history counts, NULL for its end; a day that it cuts is updated from what came. method: factor, '
'seasonal_naive or mean_of_weeks. special_days: left out of learning, forecast from past ones. hours: nothing comes '
'outside them';

CREATE FUNCTION forecast_backtest(h volume_history, from_ts timestamptz, to_ts timestamptz, lead interval,
	method text DEFAULT 'factor', level float8 DEFAULT 0.8, special_days date[] DEFAULT NULL,
	hours business_hours DEFAULT NULL,
	OUT made_at timestamptz, OUT bucket reporting_interval, OUT actual float8, OUT volume float8, OUT lower float8,
	OUT upper float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_forecast_backtest'
LANGUAGE C STABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION forecast_backtest(volume_history, timestamptz, timestamptz, interval, text, float8, date[],
	business_hours) IS
'what forecast would have said: one forecast every lead (days of the wall clock, or less) from from_ts on, each of '
'the intervals that start within the next lead, made with nothing later than made_at; actual is what came, NULL '
'where it is not known';
