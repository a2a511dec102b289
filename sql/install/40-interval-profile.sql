-- Intervals: time spent in buckets

CREATE TYPE interval_profile;

CREATE FUNCTION interval_profile_in(cstring) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_in(cstring) IS 'I/O';

CREATE FUNCTION interval_profile_out(interval_profile) RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_out(interval_profile) IS 'I/O';

CREATE FUNCTION interval_profile_recv(internal) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_recv(internal) IS 'I/O';

CREATE FUNCTION interval_profile_send(interval_profile) RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_send(interval_profile) IS 'I/O';

CREATE TYPE interval_profile (
	INPUT = interval_profile_in,
	OUTPUT = interval_profile_out,
	RECEIVE = interval_profile_recv,
	SEND = interval_profile_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE interval_profile IS
'time spent in reporting intervals: for each, the exact seconds and the number of ranges that start in it; '
'written {bucket seconds starts, ...} in UTC';

CREATE FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text) IS
'transition of interval_profile';
CREATE FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text, time) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_add_day_start'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text, time) IS
'transition of interval_profile';
CREATE FUNCTION interval_profile_merge(interval_profile, interval_profile) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_merge(interval_profile, interval_profile) IS
'the sum of two profiles; transition of rollup';
CREATE FUNCTION interval_profile_final(state interval_profile) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_final(interval_profile) IS
'final function of interval_profile and rollup: what the state has gathered, sorted';

CREATE AGGREGATE interval_profile(during tstzrange, width interval, zone text) (
	SFUNC = interval_profile_add,
	STYPE = interval_profile,
	SSPACE = 1024,
	FINALFUNC = interval_profile_final,
	COMBINEFUNC = interval_profile_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE interval_profile(tstzrange, interval, text) IS
'cuts ranges along the buckets of the given width in the zone, and adds up the time in each; '
'read it with profile_intervals';
CREATE AGGREGATE interval_profile(during tstzrange, width interval, zone text, day_start time) (
	SFUNC = interval_profile_add,
	STYPE = interval_profile,
	SSPACE = 1024,
	FINALFUNC = interval_profile_final,
	COMBINEFUNC = interval_profile_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE interval_profile(tstzrange, interval, text, time) IS
'cuts ranges along the buckets of the given width in the zone, days starting at day_start, '
'and adds up the time in each';
CREATE AGGREGATE rollup(interval_profile) (
	SFUNC = interval_profile_merge,
	STYPE = interval_profile,
	SSPACE = 1024,
	FINALFUNC = interval_profile_final,
	COMBINEFUNC = interval_profile_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(interval_profile) IS 'the sum of profiles, as if made in one pass';

CREATE FUNCTION profile_intervals(p interval_profile,
	OUT bucket reporting_interval, OUT seconds float8, OUT mean_concurrency float8, OUT starts int8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_profile_intervals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION profile_intervals(interval_profile) IS
'a row for each bucket of the profile, in order: seconds spent in it by all ranges together, '
'mean number of ranges at a time (seconds over the length of the bucket), ranges that start in it';
