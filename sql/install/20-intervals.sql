-- Intervals

CREATE TYPE reporting_interval;

CREATE FUNCTION reporting_interval_in(cstring) RETURNS reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_in'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_in(cstring) IS 'I/O';

CREATE FUNCTION reporting_interval_out(reporting_interval) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_out'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_out(reporting_interval) IS 'I/O';

CREATE FUNCTION reporting_interval_recv(internal) RETURNS reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_recv(internal) IS 'I/O';

CREATE FUNCTION reporting_interval_send(reporting_interval) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_send(reporting_interval) IS 'I/O';

CREATE TYPE reporting_interval (
	INPUT = reporting_interval_in,
	OUTPUT = reporting_interval_out,
	RECEIVE = reporting_interval_recv,
	SEND = reporting_interval_send,
	INTERNALLENGTH = 8,
	PASSEDBYVALUE,
	ALIGNMENT = double
);
COMMENT ON TYPE reporting_interval IS
'bucket of time: a start in whole seconds and a length of 1 second to 388 days; written start/duration, '
'as 2026-11-21 09:30:00+00/PT30M';

-- The value is one word that orders as an integer does, so the server's own
-- integer code compares, sorts and hashes it.
CREATE FUNCTION reporting_interval_eq(reporting_interval, reporting_interval) RETURNS bool
AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_eq(reporting_interval, reporting_interval) IS 'implementation of = operator';
CREATE FUNCTION reporting_interval_ne(reporting_interval, reporting_interval) RETURNS bool
AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_ne(reporting_interval, reporting_interval) IS 'implementation of <> operator';
CREATE FUNCTION reporting_interval_lt(reporting_interval, reporting_interval) RETURNS bool
AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_lt(reporting_interval, reporting_interval) IS 'implementation of < operator';
CREATE FUNCTION reporting_interval_le(reporting_interval, reporting_interval) RETURNS bool
AS 'int8le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_le(reporting_interval, reporting_interval) IS 'implementation of <= operator';
CREATE FUNCTION reporting_interval_gt(reporting_interval, reporting_interval) RETURNS bool
AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_gt(reporting_interval, reporting_interval) IS 'implementation of > operator';
CREATE FUNCTION reporting_interval_ge(reporting_interval, reporting_interval) RETURNS bool
AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_ge(reporting_interval, reporting_interval) IS 'implementation of >= operator';
CREATE FUNCTION reporting_interval_cmp(reporting_interval, reporting_interval) RETURNS int4
AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_cmp(reporting_interval, reporting_interval) IS
'btree comparison: by start, then by length';
CREATE FUNCTION reporting_interval_hash(reporting_interval) RETURNS int4
AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_hash(reporting_interval) IS 'hash';
CREATE FUNCTION reporting_interval_hash_extended(reporting_interval, int8) RETURNS int8
AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_hash_extended(reporting_interval, int8) IS 'hash';
CREATE FUNCTION reporting_interval_smaller(reporting_interval, reporting_interval) RETURNS reporting_interval
AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_smaller(reporting_interval, reporting_interval) IS
'the smaller of two; transition of min';
CREATE FUNCTION reporting_interval_larger(reporting_interval, reporting_interval) RETURNS reporting_interval
AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_larger(reporting_interval, reporting_interval) IS
'the larger of two; transition of max';

CREATE OPERATOR = (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (reporting_interval, reporting_interval) IS 'equal';
CREATE OPERATOR <> (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (reporting_interval, reporting_interval) IS 'not equal';
CREATE OPERATOR < (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (reporting_interval, reporting_interval) IS 'starts earlier, or together and is shorter';
CREATE OPERATOR <= (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (reporting_interval, reporting_interval) IS 'less than or equal';
CREATE OPERATOR > (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (reporting_interval, reporting_interval) IS 'starts later, or together and is longer';
CREATE OPERATOR >= (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (reporting_interval, reporting_interval) IS 'greater than or equal';

CREATE FUNCTION in_range(reporting_interval, reporting_interval, interval, bool, bool) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_in_range'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION in_range(reporting_interval, reporting_interval, interval, bool, bool) IS
'window RANGE support: compares the starts';

CREATE OPERATOR CLASS reporting_interval_ops DEFAULT FOR TYPE reporting_interval USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 reporting_interval_cmp(reporting_interval, reporting_interval),
	FUNCTION 2 btint8sortsupport(internal),
	FUNCTION 3 (reporting_interval, interval)
		in_range(reporting_interval, reporting_interval, interval, bool, bool),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS reporting_interval_ops DEFAULT FOR TYPE reporting_interval USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 reporting_interval_hash(reporting_interval),
	FUNCTION 2 reporting_interval_hash_extended(reporting_interval, int8);

CREATE OPERATOR CLASS reporting_interval_minmax_ops DEFAULT FOR TYPE reporting_interval USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

CREATE OPERATOR CLASS reporting_interval_minmax_multi_ops FOR TYPE reporting_interval USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 brin_minmax_multi_opcinfo(internal),
	FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, int4),
	FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
	FUNCTION 5 brin_minmax_multi_options(internal),
	FUNCTION 11 brin_minmax_multi_distance_int8(internal, internal);

CREATE AGGREGATE min(reporting_interval) (
	SFUNC = reporting_interval_smaller,
	STYPE = reporting_interval,
	COMBINEFUNC = reporting_interval_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(reporting_interval) IS 'the earliest interval, of those the shortest';
CREATE AGGREGATE max(reporting_interval) (
	SFUNC = reporting_interval_larger,
	STYPE = reporting_interval,
	COMBINEFUNC = reporting_interval_larger,
	SORTOP = >,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(reporting_interval) IS 'the latest interval, of those the longest';

CREATE FUNCTION reporting_interval(ts timestamptz, width interval, zone text, day_start time DEFAULT '00:00')
RETURNS reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval(timestamptz, interval, text, time) IS
'the bucket of the given width that holds ts: parts of a day count elapsed time from the local start of the '
'day (midnight, or day_start), days, weeks and months run from local start of day to local start of day, '
'weeks from Monday';

CREATE FUNCTION reporting_interval(ts timestamptz, width interval)
RETURNS reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_session'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval(timestamptz, interval) IS
'the bucket of the given width that holds ts, in the session''s time zone';

CREATE FUNCTION reporting_intervals_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_reporting_intervals_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_intervals_support(internal) IS 'planner support: the number of rows';

CREATE FUNCTION reporting_intervals(from_ts timestamptz, to_ts timestamptz, width interval, zone text,
	day_start time DEFAULT '00:00')
RETURNS SETOF reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_reporting_intervals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT reporting_intervals_support;
COMMENT ON FUNCTION reporting_intervals(timestamptz, timestamptz, interval, text, time) IS
'every bucket that [from_ts, to_ts) touches, in order: the spine that fills gaps';

CREATE FUNCTION reporting_intervals(from_ts timestamptz, to_ts timestamptz, width interval)
RETURNS SETOF reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_reporting_intervals_session'
LANGUAGE C STABLE STRICT PARALLEL SAFE SUPPORT reporting_intervals_support;
COMMENT ON FUNCTION reporting_intervals(timestamptz, timestamptz, interval) IS
'every bucket that [from_ts, to_ts) touches, in the session''s time zone';

CREATE FUNCTION lower(ri reporting_interval) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_lower'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION lower(reporting_interval) IS 'the instant at which the interval starts (it belongs to it)';
CREATE FUNCTION upper(ri reporting_interval) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_upper'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION upper(reporting_interval) IS 'the instant at which the interval ends (it does not belong to it)';
CREATE FUNCTION duration(ri reporting_interval) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_reporting_interval_duration'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION duration(reporting_interval) IS 'the length of the interval in seconds';

-- Containment, overlap, adjacency, shifting
CREATE FUNCTION instant_in_interval_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_instant_in_interval_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION instant_in_interval_support(internal) IS
'planner support: containment as a range condition on an index over the instants';
CREATE FUNCTION instant_in_interval_sel(internal, oid, internal, int4) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_instant_in_interval_sel'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION instant_in_interval_sel(internal, oid, internal, int4) IS
'restriction selectivity of containment: that of the range of instants';

CREATE FUNCTION reporting_interval_contains(ri reporting_interval, ts timestamptz) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_interval_contains_instant'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT instant_in_interval_support;
COMMENT ON FUNCTION reporting_interval_contains(reporting_interval, timestamptz) IS 'implementation of @> operator';
CREATE FUNCTION reporting_interval_contained(ts timestamptz, ri reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_instant_in_interval'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT instant_in_interval_support;
COMMENT ON FUNCTION reporting_interval_contained(timestamptz, reporting_interval) IS 'implementation of <@ operator';
CREATE FUNCTION reporting_interval_contains(reporting_interval, reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_interval_contains_interval'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_contains(reporting_interval, reporting_interval) IS
'implementation of @> operator';
CREATE FUNCTION reporting_interval_contained(reporting_interval, reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_interval_in_interval'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_contained(reporting_interval, reporting_interval) IS
'implementation of <@ operator';
CREATE FUNCTION reporting_interval_overlaps(reporting_interval, reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_intervals_overlap'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_overlaps(reporting_interval, reporting_interval) IS
'implementation of && operator';
CREATE FUNCTION reporting_interval_adjacent(reporting_interval, reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_intervals_adjacent'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_adjacent(reporting_interval, reporting_interval) IS
'implementation of -|- operator';
CREATE FUNCTION reporting_interval_plus(reporting_interval, int4) RETURNS reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_interval_plus'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_plus(reporting_interval, int4) IS 'implementation of + operator';
CREATE FUNCTION reporting_interval_minus(reporting_interval, int4) RETURNS reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_interval_minus'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_minus(reporting_interval, int4) IS 'implementation of - operator';

CREATE OPERATOR @> (
	LEFTARG = reporting_interval, RIGHTARG = timestamptz,
	FUNCTION = reporting_interval_contains,
	COMMUTATOR = <@,
	RESTRICT = instant_in_interval_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @> (reporting_interval, timestamptz) IS 'contains the instant';
CREATE OPERATOR <@ (
	LEFTARG = timestamptz, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_contained,
	COMMUTATOR = @>,
	RESTRICT = instant_in_interval_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR <@ (timestamptz, reporting_interval) IS 'lies in the interval (its end does not)';
CREATE OPERATOR @> (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_contains,
	COMMUTATOR = <@,
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @> (reporting_interval, reporting_interval) IS 'contains the whole interval';
CREATE OPERATOR <@ (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_contained,
	COMMUTATOR = @>,
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR <@ (reporting_interval, reporting_interval) IS 'lies wholly in the interval';
CREATE OPERATOR && (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_overlaps,
	COMMUTATOR = &&,
	RESTRICT = areasel, JOIN = areajoinsel
);
COMMENT ON OPERATOR && (reporting_interval, reporting_interval) IS 'have an instant in common';
CREATE OPERATOR -|- (
	LEFTARG = reporting_interval, RIGHTARG = reporting_interval,
	FUNCTION = reporting_interval_adjacent,
	COMMUTATOR = -|-,
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR -|- (reporting_interval, reporting_interval) IS 'one ends where the other starts';
CREATE OPERATOR + (
	LEFTARG = reporting_interval, RIGHTARG = int4,
	FUNCTION = reporting_interval_plus
);
COMMENT ON OPERATOR + (reporting_interval, int4) IS 'that many of its own lengths later';
CREATE OPERATOR - (
	LEFTARG = reporting_interval, RIGHTARG = int4,
	FUNCTION = reporting_interval_minus
);
COMMENT ON OPERATOR - (reporting_interval, int4) IS 'that many of its own lengths earlier';

CREATE FUNCTION tstzrange(ri reporting_interval) RETURNS tstzrange
AS 'MODULE_PATHNAME', 'cc_pg_interval_to_range'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tstzrange(reporting_interval) IS 'the range [start,end) of the interval';
CREATE FUNCTION reporting_interval(during tstzrange) RETURNS reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_range_to_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval(tstzrange) IS
'the range [start,end) as an interval: bounds on whole seconds, at most 388 days apart';
CREATE CAST (reporting_interval AS tstzrange) WITH FUNCTION tstzrange(reporting_interval) AS ASSIGNMENT;
CREATE CAST (tstzrange AS reporting_interval) WITH FUNCTION reporting_interval(tstzrange);

CREATE FUNCTION overlap_seconds(during tstzrange, ri reporting_interval) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_overlap_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION overlap_seconds(tstzrange, reporting_interval) IS
'seconds that the range (it may be unbounded) shares with the interval';

CREATE FUNCTION slot_of_day(ri reporting_interval, zone text) RETURNS int4
AS 'MODULE_PATHNAME', 'cc_pg_slot_of_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slot_of_day(reporting_interval, text) IS
'number of the interval, from 0, in its local day of 24 hours by the wall clock, in slots of its own length: '
'the key of a daily profile';
CREATE FUNCTION slot_of_day(ri reporting_interval, zone text, width interval) RETURNS int4
AS 'MODULE_PATHNAME', 'cc_pg_slot_of_day_width'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slot_of_day(reporting_interval, text, interval) IS
'number of the interval, from 0, in its local day of 24 hours by the wall clock, in slots of the given width';
CREATE FUNCTION slot_of_week(ri reporting_interval, zone text) RETURNS int4
AS 'MODULE_PATHNAME', 'cc_pg_slot_of_week'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slot_of_week(reporting_interval, text) IS
'number of the interval, from 0, in its local week (from Monday) by the wall clock, in slots of its own length: '
'the key of a weekly profile';
CREATE FUNCTION slot_of_week(ri reporting_interval, zone text, width interval) RETURNS int4
AS 'MODULE_PATHNAME', 'cc_pg_slot_of_week_width'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slot_of_week(reporting_interval, text, interval) IS
'number of the interval, from 0, in its local week (from Monday) by the wall clock, in slots of the given width';

CREATE FUNCTION split_interval_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_split_interval_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION split_interval_support(internal) IS 'planner support: the number of rows';

CREATE FUNCTION split_interval(during tstzrange, width interval, zone text, day_start time DEFAULT '00:00',
	OUT bucket reporting_interval, OUT seconds float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_split_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3 SUPPORT split_interval_support;
COMMENT ON FUNCTION split_interval(tstzrange, interval, text, time) IS
'a row for each bucket that the range touches, with the seconds it spends there; they add up to the whole; '
'an instant is one row of 0 seconds';
