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
	special_days date[] DEFAULT NULL, hours business_hours DEFAULT NULL, special_names text[] DEFAULT NULL,
	OUT bucket reporting_interval, OUT volume float8, OUT lower float8, OUT upper float8, OUT aht float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_forecast'
LANGUAGE C STABLE PARALLEL SAFE COST 1000 ROWS 672;
COMMENT ON FUNCTION forecast(volume_history, timestamptz, timestamptz, timestamptz, text, float8, date[],
	business_hours, text[]) IS
'a row for each interval from from_ts (as_of where NULL) to to_ts (14 local days later): expected volume, limits '
'between which the given fraction level of volumes falls, handle time per contact in seconds. as_of: the instant up '
'to which the history counts, NULL for its end; a day that it cuts is updated from what came. method: factor, '
'seasonal_naive or mean_of_weeks. special_days: left out of learning, forecast from past ones; with special_names, '
'a name for each, from those of the same name. hours: nothing comes outside them';

CREATE FUNCTION forecast_backtest(h volume_history, from_ts timestamptz, to_ts timestamptz, lead interval,
	method text DEFAULT 'factor', level float8 DEFAULT 0.8, special_days date[] DEFAULT NULL,
	hours business_hours DEFAULT NULL, special_names text[] DEFAULT NULL,
	OUT made_at timestamptz, OUT bucket reporting_interval, OUT actual float8, OUT volume float8, OUT lower float8,
	OUT upper float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_forecast_backtest'
LANGUAGE C STABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION forecast_backtest(volume_history, timestamptz, timestamptz, interval, text, float8, date[],
	business_hours, text[]) IS
'what forecast would have said: one forecast every lead (days of the wall clock, or less) from from_ts on, each of '
'the intervals that start within the next lead, made with nothing later than made_at; actual is what came, NULL '
'where it is not known';

CREATE FUNCTION queue_performance(
	calls float8, period float8, aht float8, agents float8, threshold float8 DEFAULT 20,
	patience float8 DEFAULT 'infinity', lines float8 DEFAULT 'infinity',
	redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0,
	variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0, rate_cv float8 DEFAULT 0,
	OUT agents float8, OUT load float8, OUT occupancy float8, OUT wait_probability float8,
	OUT service_level float8, OUT asa float8, OUT mean_wait float8, OUT abandonment float8,
	OUT blocking float8, OUT queue_length float8, OUT answered float8, OUT redials float8)
AS 'MODULE_PATHNAME', 'cc_pg_queue_performance_uncertain'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION queue_performance(float8, float8, float8, float8, float8, float8, float8,
	float8, float8, text, float8, float8) IS
'steady state of a queue, one row. Columns: agents; load in Erlang, redials included; occupancy; '
'wait_probability; service_level within threshold seconds; asa, the mean wait of answered calls, and mean_wait, '
'of all calls, in seconds; abandonment and blocking; queue_length; answered calls and redials per period. '
'Fractions are of all calls offered, blocked ones and redials included. Erlang C, Erlang A with patience, '
'M/M/n/N+M with lines (agents included); redials are an approximation: returning calls are taken to come at random. '
'rate_cv (0 to 1): coefficient of variation of the rate of calls, gamma distributed: what a call meets is weighed by '
'calls, the rest are means over the rates';

CREATE FUNCTION required_agents(
	calls float8, period float8, aht float8, threshold float8 DEFAULT 20,
	service_level float8 DEFAULT NULL, max_asa float8 DEFAULT NULL,
	max_abandonment float8 DEFAULT NULL, max_occupancy float8 DEFAULT NULL,
	max_wait_probability float8 DEFAULT NULL, patience float8 DEFAULT 'infinity',
	lines float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0,
	redial_blocked float8 DEFAULT 0, variant text DEFAULT 'offered',
	whole boolean DEFAULT true, short_abandon float8 DEFAULT 0, rate_cv float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_required_agents_uncertain'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 300;
COMMENT ON FUNCTION required_agents(float8, float8, float8, float8, float8, float8, float8, float8,
	float8, float8, float8, float8, float8, text, boolean, float8, float8) IS
'least agents that meet every target that is not NULL: service_level within threshold seconds at least, '
'asa (seconds), abandonment, occupancy and wait_probability at most, all as in queue_performance, abandonment and '
'wait_probability among the calls that find a line. A whole number, or with whole => false the real-valued answer, '
'to be summed over blended queues. NULL when no number of agents up to lines meets them. '
'rate_cv as in queue_performance: without patience or lines no number of agents keeps max_asa then';

CREATE FUNCTION offered_load_over_time(calls float8[], period float8, aht float8[], start_load float8 DEFAULT 0,
	OUT n integer, OUT load_start float8, OUT load_mean float8, OUT load_end float8, OUT load_max float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_offered_load_over_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 48;
COMMENT ON FUNCTION offered_load_over_time(float8[], float8, float8[], float8) IS
'a row for each interval of period seconds, n from 1: the load in Erlang that calls leave when they last aht seconds '
'on average (an element for each interval, or a single one), at its start, on average, at its end, at most: the '
'modified offered load m(t) = R + (m(0) - R) exp(-t / aht), R = calls * aht / period. start_load: Erlang in service '
'at the start. Staff load_mean where calls are long: erlang_c_agents(load_mean * period / aht, period, aht, ...)';

CREATE FUNCTION deadline_capacity(work float8[], limit_intervals integer) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_deadline_capacity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION deadline_capacity(float8[], integer) IS
'least constant capacity per interval (in the unit of work) with which all work, first come first served and arriving '
'evenly over its interval, is done within limit_intervals intervals of its arrival, 0: within its own interval; the '
'greatest work of a run of intervals over their number plus limit_intervals';
