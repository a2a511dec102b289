-- Business hours: a calendar as a value

CREATE TYPE business_hours;
CREATE FUNCTION business_hours_in(cstring) RETURNS business_hours
AS 'MODULE_PATHNAME', 'cc_pg_business_hours_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_in(cstring) IS 'I/O';
CREATE FUNCTION business_hours_out(business_hours) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_business_hours_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_out(business_hours) IS 'I/O';
CREATE FUNCTION business_hours_recv(internal) RETURNS business_hours
AS 'MODULE_PATHNAME', 'cc_pg_business_hours_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_recv(internal) IS 'I/O';
CREATE FUNCTION business_hours_send(business_hours) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_business_hours_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_send(business_hours) IS 'I/O';
CREATE TYPE business_hours (
    INPUT = business_hours_in,
    OUTPUT = business_hours_out,
    RECEIVE = business_hours_recv,
    SEND = business_hours_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);
COMMENT ON TYPE business_hours IS
'opening hours of the week, which may change from a date on, dates with hours of their own, and the time zone '
'of all: Mo-Fr 08:00-20:00; 2027-01-01/.. Mo-Fr 09:00-18:00; 2026-12-25 off; zone Europe/Paris';

-- Equal calendars are equal bytes, so the server's own code compares and hashes
-- them; the order means nothing.
CREATE FUNCTION business_hours_eq(business_hours, business_hours) RETURNS bool
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_eq(business_hours, business_hours) IS 'implementation of = operator';
CREATE FUNCTION business_hours_ne(business_hours, business_hours) RETURNS bool
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_ne(business_hours, business_hours) IS 'implementation of <> operator';
CREATE FUNCTION business_hours_lt(business_hours, business_hours) RETURNS bool
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_lt(business_hours, business_hours) IS 'implementation of < operator';
CREATE FUNCTION business_hours_le(business_hours, business_hours) RETURNS bool
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_le(business_hours, business_hours) IS 'implementation of <= operator';
CREATE FUNCTION business_hours_gt(business_hours, business_hours) RETURNS bool
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_gt(business_hours, business_hours) IS 'implementation of > operator';
CREATE FUNCTION business_hours_ge(business_hours, business_hours) RETURNS bool
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_ge(business_hours, business_hours) IS 'implementation of >= operator';
CREATE FUNCTION business_hours_cmp(business_hours, business_hours) RETURNS int4
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_cmp(business_hours, business_hours) IS 'btree comparison, in no meaningful order';
CREATE FUNCTION business_hours_hash(business_hours) RETURNS int4
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_hash(business_hours) IS 'hash';
CREATE FUNCTION business_hours_hash_extended(business_hours, int8) RETURNS int8
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_hours_hash_extended(business_hours, int8) IS 'hash';

CREATE OPERATOR = (
    LEFTARG = business_hours, RIGHTARG = business_hours,
    FUNCTION = business_hours_eq,
    COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (business_hours, business_hours) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = business_hours, RIGHTARG = business_hours,
    FUNCTION = business_hours_ne,
    COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (business_hours, business_hours) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = business_hours, RIGHTARG = business_hours,
    FUNCTION = business_hours_lt,
    COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (business_hours, business_hours) IS 'less than, in no meaningful order';
CREATE OPERATOR <= (
    LEFTARG = business_hours, RIGHTARG = business_hours,
    FUNCTION = business_hours_le,
    COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (business_hours, business_hours) IS 'less than or equal, in no meaningful order';
CREATE OPERATOR > (
    LEFTARG = business_hours, RIGHTARG = business_hours,
    FUNCTION = business_hours_gt,
    COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (business_hours, business_hours) IS 'greater than, in no meaningful order';
CREATE OPERATOR >= (
    LEFTARG = business_hours, RIGHTARG = business_hours,
    FUNCTION = business_hours_ge,
    COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (business_hours, business_hours) IS 'greater than or equal, in no meaningful order';

CREATE OPERATOR CLASS business_hours_ops DEFAULT FOR TYPE business_hours USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 business_hours_cmp(business_hours, business_hours),
    FUNCTION 4 btequalimage(oid);
CREATE OPERATOR CLASS business_hours_ops DEFAULT FOR TYPE business_hours USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 business_hours_hash(business_hours),
    FUNCTION 2 business_hours_hash_extended(business_hours, int8);

CREATE FUNCTION business_hours_error(hours text) RETURNS text
AS 'MODULE_PATHNAME', 'cc_pg_business_hours_error'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION business_hours_error(text) IS
'why a text is no business_hours; NULL when it is: for rows that must not stop a query';

CREATE FUNCTION is_open(bh business_hours, ts timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_is_open'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION is_open(business_hours, timestamptz) IS
'whether the calendar is open at an instant: whether the wall clock of its zone shows one of its hours; '
'opening belongs to the hours, closing does not';

CREATE FUNCTION business_seconds(bh business_hours, from_ts timestamptz, to_ts timestamptz) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_business_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION business_seconds(business_hours, timestamptz, timestamptz) IS
'open seconds that elapse from from_ts to to_ts, true seconds across clock changes; negative when to_ts is the '
'earlier';

CREATE FUNCTION add_business_seconds(bh business_hours, from_ts timestamptz, seconds float8) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cc_pg_add_business_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION add_business_seconds(business_hours, timestamptz, float8) IS
'the first instant by which so many open seconds have elapsed since from_ts (a deadline); with negative seconds the '
'last instant from which they elapse until from_ts; NULL when the calendar never opens for so long';

CREATE FUNCTION open_ranges(bh business_hours, from_ts timestamptz, to_ts timestamptz) RETURNS SETOF tstzrange
AS 'MODULE_PATHNAME', 'cc_pg_open_ranges'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION open_ranges(business_hours, timestamptz, timestamptz) IS
'the open stretches of [from_ts, to_ts), in order';

CREATE FUNCTION open_intervals_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_open_intervals_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION open_intervals_support(internal) IS 'planner support: how many rows open_intervals gives';
CREATE FUNCTION open_intervals(bh business_hours, from_ts timestamptz, to_ts timestamptz, width interval)
RETURNS SETOF reporting_interval
AS 'MODULE_PATHNAME', 'cc_pg_open_intervals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT open_intervals_support;
COMMENT ON FUNCTION open_intervals(business_hours, timestamptz, timestamptz, interval) IS
'every bucket of the calendar''s zone that holds open time of [from_ts, to_ts), in order: '
'the spine of a report on business hours';

