-- Agent time: how many ranges hold at once; adherence and the like.

CREATE TYPE concurrency;
CREATE FUNCTION concurrency_in(cstring) RETURNS concurrency
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION concurrency_out(concurrency) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION concurrency_recv(internal) RETURNS concurrency
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION concurrency_send(concurrency) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE concurrency (
    INPUT = concurrency_in,
    OUTPUT = concurrency_out,
    RECEIVE = concurrency_recv,
    SEND = concurrency_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE concurrency IS
'how many ranges of time hold at once, from each instant at which that changes; instants in UTC';

-- Equal concurrencies are equal bytes, so the server's own code compares and hashes
-- them; the order means nothing.
CREATE FUNCTION concurrency_eq(concurrency, concurrency) RETURNS bool
AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_eq(concurrency, concurrency) IS 'implementation of = operator';
CREATE FUNCTION concurrency_ne(concurrency, concurrency) RETURNS bool
AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_ne(concurrency, concurrency) IS 'implementation of <> operator';
CREATE FUNCTION concurrency_lt(concurrency, concurrency) RETURNS bool
AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_lt(concurrency, concurrency) IS 'implementation of < operator';
CREATE FUNCTION concurrency_le(concurrency, concurrency) RETURNS bool
AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_le(concurrency, concurrency) IS 'implementation of <= operator';
CREATE FUNCTION concurrency_gt(concurrency, concurrency) RETURNS bool
AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_gt(concurrency, concurrency) IS 'implementation of > operator';
CREATE FUNCTION concurrency_ge(concurrency, concurrency) RETURNS bool
AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_ge(concurrency, concurrency) IS 'implementation of >= operator';
CREATE FUNCTION concurrency_cmp(concurrency, concurrency) RETURNS int4
AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_cmp(concurrency, concurrency) IS 'btree comparison, in no meaningful order';
CREATE FUNCTION concurrency_hash(concurrency) RETURNS int4
AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_hash(concurrency) IS 'hash';
CREATE FUNCTION concurrency_hash_extended(concurrency, int8) RETURNS int8
AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_hash_extended(concurrency, int8) IS 'hash';

CREATE OPERATOR = (
    LEFTARG = concurrency, RIGHTARG = concurrency,
    FUNCTION = concurrency_eq,
    COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (concurrency, concurrency) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = concurrency, RIGHTARG = concurrency,
    FUNCTION = concurrency_ne,
    COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (concurrency, concurrency) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = concurrency, RIGHTARG = concurrency,
    FUNCTION = concurrency_lt,
    COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (concurrency, concurrency) IS 'less than, in no meaningful order';
CREATE OPERATOR <= (
    LEFTARG = concurrency, RIGHTARG = concurrency,
    FUNCTION = concurrency_le,
    COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (concurrency, concurrency) IS 'less than or equal, in no meaningful order';
CREATE OPERATOR > (
    LEFTARG = concurrency, RIGHTARG = concurrency,
    FUNCTION = concurrency_gt,
    COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (concurrency, concurrency) IS 'greater than, in no meaningful order';
CREATE OPERATOR >= (
    LEFTARG = concurrency, RIGHTARG = concurrency,
    FUNCTION = concurrency_ge,
    COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (concurrency, concurrency) IS 'greater than or equal, in no meaningful order';

CREATE OPERATOR CLASS concurrency_ops DEFAULT FOR TYPE concurrency USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 concurrency_cmp(concurrency, concurrency),
    FUNCTION 4 btequalimage(oid);
CREATE OPERATOR CLASS concurrency_ops DEFAULT FOR TYPE concurrency USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 concurrency_hash(concurrency),
    FUNCTION 2 concurrency_hash_extended(concurrency, int8);

CREATE FUNCTION concurrency_add(state concurrency, during tstzrange) RETURNS concurrency
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_add(concurrency, tstzrange) IS
'transition function of concurrency(during): state with one more range; a NULL range changes nothing';
CREATE FUNCTION concurrency_merge(state concurrency, other concurrency) RETURNS concurrency
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_merge(concurrency, concurrency) IS
'the sum of two concurrencies; NULL adds nothing';

CREATE FUNCTION concurrency_final(state concurrency) RETURNS concurrency
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_final(concurrency) IS
'final function of concurrency(during): what the state has gathered, summed up';

CREATE FUNCTION peak_concurrency(c concurrency) RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_peak_concurrency'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION peak_concurrency(concurrency) IS
'the most ranges that held at once; ranges that only touch do not overlap';
CREATE FUNCTION covered_seconds(c concurrency) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_covered_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION covered_seconds(concurrency) IS
'seconds during which at least one range held (the length of their union); infinite when one has no end';
CREATE FUNCTION total_seconds(c concurrency) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_total_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION total_seconds(concurrency) IS
'seconds of all ranges together, overlaps counted as often as they overlap; infinite when one has no end';
CREATE FUNCTION concurrency_levels(c concurrency, OUT during tstzrange, OUT level bigint)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_concurrency_levels'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 1000;
COMMENT ON FUNCTION concurrency_levels(concurrency) IS
'each stretch of time between the first and the last range, and how many ranges held during it';

CREATE AGGREGATE concurrency(during tstzrange) (
    SFUNC = concurrency_add,
    STYPE = concurrency,
    SSPACE = 512,
    FINALFUNC = concurrency_final,
    COMBINEFUNC = concurrency_merge,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE concurrency(tstzrange) IS
'how many of the ranges hold at once, as a value to ask for peak_concurrency, covered_seconds, total_seconds, '
'and to rollup';
CREATE AGGREGATE rollup(concurrency) (
    SFUNC = concurrency_merge,
    STYPE = concurrency,
    SSPACE = 512,
    FINALFUNC = concurrency_final,
    COMBINEFUNC = concurrency_merge,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(concurrency) IS
'the concurrency of all groups together, exactly as if it had been made of all their ranges';
CREATE AGGREGATE peak_concurrency(during tstzrange) (
    SFUNC = concurrency_add,
    STYPE = concurrency,
    SSPACE = 512,
    FINALFUNC = peak_concurrency,
    COMBINEFUNC = concurrency_merge,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE peak_concurrency(tstzrange) IS
'the most ranges that held at once; ranges that only touch do not overlap';
CREATE AGGREGATE covered_seconds(during tstzrange) (
    SFUNC = concurrency_add,
    STYPE = concurrency,
    SSPACE = 512,
    FINALFUNC = covered_seconds,
    COMBINEFUNC = concurrency_merge,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE covered_seconds(tstzrange) IS
'seconds during which at least one range held (the length of their union); infinite when one has no end';

CREATE FUNCTION covered_seconds(during tstzmultirange) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_multirange_covered_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION covered_seconds(tstzmultirange) IS
'seconds of a multirange; infinite when it has no beginning or no end';

CREATE FUNCTION adherence(scheduled tstzmultirange, actual tstzmultirange, count_outside boolean DEFAULT false)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_adherence'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION adherence(tstzmultirange, tstzmultirange, boolean) IS
'fraction of the scheduled time that was worked as scheduled (Amazon Connect); with count_outside, '
'time worked outside the schedule is an exception as well and belongs to the whole (Genesys Cloud); '
'NULL when nothing was scheduled';

CREATE FUNCTION conformance(scheduled tstzmultirange, actual tstzmultirange)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_conformance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conformance(tstzmultirange, tstzmultirange) IS
'time worked, at whatever hour, over time scheduled; may exceed 1; NULL when nothing was scheduled';

CREATE FUNCTION occupancy(handling_seconds float8, available_seconds float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_occupancy'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION occupancy(float8, float8) IS
'handling seconds over handling plus available (idle) seconds, 0 to 1; NULL when both are zero; '
'take handling as covered_seconds where contacts overlap';

