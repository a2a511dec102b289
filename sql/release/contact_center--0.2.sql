\echo Use "CREATE EXTENSION contact_center" to load this file. \quit

-- Chapter 1: queueing

CREATE FUNCTION offered_load(calls float8, period float8, aht float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_offered_load'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offered_load(float8, float8, float8) IS
'offered load in Erlang of calls in period seconds with a mean handle time of aht seconds';

CREATE FUNCTION with_shrinkage(agents float8, shrinkage float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_with_shrinkage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION with_shrinkage(float8, float8) IS
'agents to roster so that this many are at work when the fraction shrinkage of them is away: agents / (1 - shrinkage)';

CREATE FUNCTION erlang_b(lines float8, load float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_b(float8, float8) IS
'blocking: probability that all lines are busy, Erlang B (Erlang 1917): load in Erlang, lines may be fractional';

CREATE FUNCTION erlang_b_lines(load float8, blocking float8)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b_lines'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_b_lines(float8, float8) IS
'least whole lines that block no more than the fraction blocking of a load in Erlang, Erlang B';

CREATE FUNCTION erlang_b_load(lines float8, blocking float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b_load'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION erlang_b_load(float8, float8) IS
'greatest load in Erlang of which lines block no more than the fraction blocking, Erlang B';

CREATE FUNCTION erlang_b_extended(lines float8, load float8, redial float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_b_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_b_extended(float8, float8, float8) IS
'blocking of lines for a load in Erlang of first attempts when the fraction redial of the blocked calls comes again, extended Erlang B (Jagerman 1975)';

CREATE FUNCTION engset(lines float8, sources float8, load float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_engset'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION engset(float8, float8, float8) IS
'fraction of calls blocked on lines when a finite number of sources offers load in Erlang each while idle, Engset (call congestion); whole lines and sources';

CREATE FUNCTION erlang_c(agents float8, load float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c(float8, float8) IS
'probability that a call has to wait, M/M/n (Erlang 1917): load in Erlang, agents may be fractional; 1 when load >= agents';

CREATE FUNCTION erlang_c_service_level(
	calls float8, period float8, aht float8, agents float8, threshold float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_service_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_service_level(float8, float8, float8, float8, float8) IS
'fraction of calls answered within threshold seconds, Erlang C; 0 when the load is not below the agents (no steady state)';

CREATE FUNCTION erlang_c_asa(calls float8, period float8, aht float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_asa'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_asa(float8, float8, float8, float8) IS
'average speed of answer in seconds, Erlang C; Infinity when the load is not below the agents';

CREATE FUNCTION erlang_c_queue_length(calls float8, period float8, aht float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_queue_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_queue_length(float8, float8, float8, float8) IS
'mean number of waiting calls, Erlang C; Infinity when the load is not below the agents';

CREATE FUNCTION erlang_c_wait_exceeds(
	calls float8, period float8, aht float8, agents float8, seconds float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_wait_exceeds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_wait_exceeds(float8, float8, float8, float8, float8) IS
'probability that a call waits longer than seconds, Erlang C; 1 when the load is not below the agents';

CREATE FUNCTION erlang_c_wait_quantile(
	calls float8, period float8, aht float8, agents float8, quantile float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_wait_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION erlang_c_wait_quantile(float8, float8, float8, float8, float8) IS
'seconds that the fraction quantile of calls do not wait longer than, Erlang C; Infinity when the load is not below the agents';

CREATE FUNCTION erlang_c_agents(
	calls float8, period float8, aht float8, service_level float8, threshold float8)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_agents'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_c_agents(float8, float8, float8, float8, float8) IS
'least whole agents that answer the fraction service_level of calls within threshold seconds, Erlang C';

CREATE FUNCTION erlang_c_calls(
	agents float8, period float8, aht float8, service_level float8, threshold float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_c_calls'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_c_calls(float8, float8, float8, float8, float8) IS
'greatest number of calls per period seconds of which agents answer the fraction service_level within threshold seconds, Erlang C';

CREATE FUNCTION erlang_a_service_level(
	calls float8, period float8, aht float8, patience float8, agents float8,
	threshold float8, variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_service_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_service_level(float8, float8, float8, float8, float8, float8, text, float8) IS
'fraction of calls answered within threshold seconds, Erlang A (M/M/n+M, Mandelbaum & Zeltyn 2005). patience: mean seconds until a waiting caller abandons, Infinity for never. variant: offered, answered, abandon_met, ignore_in_threshold, exclude_short (abandons within short_abandon seconds) or virtual (of callers who would never abandon)';

CREATE FUNCTION erlang_a_wait_probability(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_wait_probability'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_wait_probability(float8, float8, float8, float8, float8) IS
'probability that a call does not find an idle agent, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_abandonment(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_abandonment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_abandonment(float8, float8, float8, float8, float8) IS
'fraction of calls that abandon, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_asa(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_asa'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_asa(float8, float8, float8, float8, float8) IS
'average speed of answer in seconds: mean wait of the answered calls, Erlang A; NULL without agents. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_mean_wait(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_mean_wait'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_mean_wait(float8, float8, float8, float8, float8) IS
'mean seconds in queue of all calls, answered or abandoned, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_queue_length(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_queue_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_queue_length(float8, float8, float8, float8, float8) IS
'mean number of waiting calls, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_occupancy(
	calls float8, period float8, aht float8, patience float8, agents float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_occupancy'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_occupancy(float8, float8, float8, float8, float8) IS
'fraction of the agents time spent on calls, Erlang A; NULL without agents. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_wait_exceeds(
	calls float8, period float8, aht float8, patience float8, agents float8, seconds float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_wait_exceeds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION erlang_a_wait_exceeds(float8, float8, float8, float8, float8, float8) IS
'probability that the time in queue, min(offered wait, patience), exceeds seconds, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_wait_quantile(
	calls float8, period float8, aht float8, patience float8, agents float8,
	quantile float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_wait_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION erlang_a_wait_quantile(float8, float8, float8, float8, float8, float8) IS
'seconds in queue, min(offered wait, patience), that the fraction quantile of calls does not exceed, Erlang A. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_agents(
	calls float8, period float8, aht float8, patience float8, service_level float8,
	threshold float8, variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_agents'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION erlang_a_agents(float8, float8, float8, float8, float8, float8, text, float8) IS
'least whole agents that reach service_level within threshold seconds, Erlang A; variants as in erlang_a_service_level. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION erlang_a_calls(
	agents float8, period float8, aht float8, patience float8, service_level float8,
	threshold float8, variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_erlang_a_calls'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION erlang_a_calls(float8, float8, float8, float8, float8, float8, text, float8) IS
'greatest number of calls per period seconds for which agents reach service_level within threshold seconds, Erlang A; variants as in erlang_a_service_level. patience: mean seconds until a waiting caller abandons, Infinity for never.';

CREATE FUNCTION queue_performance(
	calls float8, period float8, aht float8, agents float8, threshold float8 DEFAULT 20,
	patience float8 DEFAULT 'infinity', lines float8 DEFAULT 'infinity',
	redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0,
	variant text DEFAULT 'offered', short_abandon float8 DEFAULT 0,
	OUT agents float8, OUT load float8, OUT occupancy float8, OUT wait_probability float8,
	OUT service_level float8, OUT asa float8, OUT mean_wait float8, OUT abandonment float8,
	OUT blocking float8, OUT queue_length float8, OUT answered float8, OUT redials float8)
AS 'MODULE_PATHNAME', 'cc_pg_queue_performance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION queue_performance(float8, float8, float8, float8, float8, float8, float8, float8, float8, text, float8) IS
'steady state of a queue, one row. Columns: agents; load in Erlang, redials included; occupancy; wait_probability; service_level within threshold seconds; asa, the mean wait of answered calls, and mean_wait, of all calls, in seconds; abandonment and blocking; queue_length; answered calls and redials per period. Fractions are of all calls offered, blocked ones and redials included. Erlang C, Erlang A with patience, M/M/n/N+M with lines (agents included); redials are an approximation: returning calls are taken to come at random';

CREATE FUNCTION staffing_table_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_staffing_table_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION staffing_table_support(internal) IS
'planner support of staffing_table: its number of rows';

CREATE FUNCTION staffing_table(
	min_agents integer, max_agents integer, calls float8, period float8, aht float8,
	threshold float8 DEFAULT 20, patience float8 DEFAULT 'infinity',
	lines float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0,
	redial_blocked float8 DEFAULT 0, variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 0)
RETURNS TABLE (
	agents float8, load float8, occupancy float8, wait_probability float8,
	service_level float8, asa float8, mean_wait float8, abandonment float8,
	blocking float8, queue_length float8, answered float8, redials float8)
AS 'MODULE_PATHNAME', 'cc_pg_staffing_table'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30 ROWS 100 SUPPORT staffing_table_support;
COMMENT ON FUNCTION staffing_table(integer, integer, float8, float8, float8, float8, float8, float8, float8, float8, text, float8) IS
'queue_performance of every whole number of agents from min_agents to max_agents, at most 1,000,000 rows. Columns: agents; load in Erlang, redials included; occupancy; wait_probability; service_level within threshold seconds; asa, the mean wait of answered calls, and mean_wait, of all calls, in seconds; abandonment and blocking; queue_length; answered calls and redials per period. Fractions are of all calls offered, blocked ones and redials included';

CREATE FUNCTION required_agents(
	calls float8, period float8, aht float8, threshold float8 DEFAULT 20,
	service_level float8 DEFAULT NULL, max_asa float8 DEFAULT NULL,
	max_abandonment float8 DEFAULT NULL, max_occupancy float8 DEFAULT NULL,
	max_wait_probability float8 DEFAULT NULL, patience float8 DEFAULT 'infinity',
	lines float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0,
	redial_blocked float8 DEFAULT 0, variant text DEFAULT 'offered',
	whole boolean DEFAULT true, short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_required_agents'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 300;
COMMENT ON FUNCTION required_agents(float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, text, boolean, float8) IS
'least agents that meet every target that is not NULL: service_level within threshold seconds at least, asa (seconds), abandonment, occupancy and wait_probability at most, all as in queue_performance, abandonment and wait_probability among the calls that find a line. A whole number, or with whole => false the real-valued answer, to be summed over blended queues. NULL when no number of agents up to lines meets them';

CREATE FUNCTION max_calls(
	agents float8, period float8, aht float8, threshold float8 DEFAULT 20,
	service_level float8 DEFAULT NULL, max_asa float8 DEFAULT NULL,
	max_abandonment float8 DEFAULT NULL, max_occupancy float8 DEFAULT NULL,
	max_wait_probability float8 DEFAULT NULL, patience float8 DEFAULT 'infinity',
	lines float8 DEFAULT 'infinity', redial_abandoned float8 DEFAULT 0,
	redial_blocked float8 DEFAULT 0, variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_max_calls'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION max_calls(float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, text, float8) IS
'greatest number of calls per period seconds that agents take within every target that is not NULL; targets and queue as in required_agents';
-- Chapter 2: intervals

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
'bucket of time: a start in whole seconds and a length of 1 second to 388 days; written start/duration, as 2026-11-21 09:30:00+00/PT30M';

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
COMMENT ON FUNCTION reporting_interval_cmp(reporting_interval, reporting_interval) IS 'btree comparison: by start, then by length';
CREATE FUNCTION reporting_interval_hash(reporting_interval) RETURNS int4
AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_hash(reporting_interval) IS 'hash';
CREATE FUNCTION reporting_interval_hash_extended(reporting_interval, int8) RETURNS int8
AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_hash_extended(reporting_interval, int8) IS 'hash';
CREATE FUNCTION reporting_interval_smaller(reporting_interval, reporting_interval) RETURNS reporting_interval
AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_smaller(reporting_interval, reporting_interval) IS 'the smaller of two; transition of min';
CREATE FUNCTION reporting_interval_larger(reporting_interval, reporting_interval) RETURNS reporting_interval
AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_larger(reporting_interval, reporting_interval) IS 'the larger of two; transition of max';

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
'the bucket of the given width that holds ts: parts of a day count elapsed time from the local start of the day (midnight, or day_start), days, weeks and months run from local start of day to local start of day, weeks from Monday';

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

CREATE FUNCTION reporting_intervals(from_ts timestamptz, to_ts timestamptz, width interval, zone text, day_start time DEFAULT '00:00')
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
COMMENT ON FUNCTION reporting_interval_contains(reporting_interval, reporting_interval) IS 'implementation of @> operator';
CREATE FUNCTION reporting_interval_contained(reporting_interval, reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_interval_in_interval'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_contained(reporting_interval, reporting_interval) IS 'implementation of <@ operator';
CREATE FUNCTION reporting_interval_overlaps(reporting_interval, reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_intervals_overlap'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_overlaps(reporting_interval, reporting_interval) IS 'implementation of && operator';
CREATE FUNCTION reporting_interval_adjacent(reporting_interval, reporting_interval) RETURNS bool
AS 'MODULE_PATHNAME', 'cc_pg_intervals_adjacent'
LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION reporting_interval_adjacent(reporting_interval, reporting_interval) IS 'implementation of -|- operator';
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
COMMENT ON FUNCTION reporting_interval(tstzrange) IS 'the range [start,end) as an interval: bounds on whole seconds, at most 388 days apart';
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
'number of the interval, from 0, in its local day of 24 hours by the wall clock, in slots of its own length: the key of a daily profile';
CREATE FUNCTION slot_of_day(ri reporting_interval, zone text, width interval) RETURNS int4
AS 'MODULE_PATHNAME', 'cc_pg_slot_of_day_width'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slot_of_day(reporting_interval, text, interval) IS
'number of the interval, from 0, in its local day of 24 hours by the wall clock, in slots of the given width';
CREATE FUNCTION slot_of_week(ri reporting_interval, zone text) RETURNS int4
AS 'MODULE_PATHNAME', 'cc_pg_slot_of_week'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slot_of_week(reporting_interval, text) IS
'number of the interval, from 0, in its local week (from Monday) by the wall clock, in slots of its own length: the key of a weekly profile';
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
'a row for each bucket that the range touches, with the seconds it spends there; they add up to the whole; an instant is one row of 0 seconds';
-- Chapter 2: business hours, a calendar as a value.

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
'opening hours of the week, dates with hours of their own, and the time zone of both: Mo-Fr 08:00-20:00; 2026-12-25 off; zone Europe/Paris';

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

CREATE FUNCTION is_open(bh business_hours, ts timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_is_open'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION is_open(business_hours, timestamptz) IS
'whether the calendar is open at an instant: whether the wall clock of its zone shows one of its hours; opening belongs to the hours, closing does not';

CREATE FUNCTION business_seconds(bh business_hours, from_ts timestamptz, to_ts timestamptz) RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_business_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION business_seconds(business_hours, timestamptz, timestamptz) IS
'open seconds that elapse from from_ts to to_ts, true seconds across clock changes; negative when to_ts is the earlier';

CREATE FUNCTION add_business_seconds(bh business_hours, from_ts timestamptz, seconds float8) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cc_pg_add_business_seconds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION add_business_seconds(business_hours, timestamptz, float8) IS
'the first instant by which so many open seconds have elapsed since from_ts (a deadline); with negative seconds the last instant from which they elapse until from_ts; NULL when the calendar never opens for so long';

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
'every bucket of the calendar''s zone that holds open time of [from_ts, to_ts), in order: the spine of a report on business hours';

-- Chapter 3: queue summary

CREATE TYPE queue_summary;

CREATE FUNCTION queue_summary_in(cstring)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION queue_summary_out(queue_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION queue_summary_recv(internal)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION queue_summary_send(queue_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE queue_summary (
	INPUT = queue_summary_in,
	OUTPUT = queue_summary_out,
	RECEIVE = queue_summary_recv,
	SEND = queue_summary_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE queue_summary IS
'what the visits of a queue leave behind: exact counts per outcome, sums in microseconds, histograms of the waits';

-- Aggregates.  The state is the type itself; the executor lets it grow in place.

CREATE FUNCTION queue_summary_merge(queue_summary, queue_summary)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION queue_summary_take(queue_summary, queue_summary)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_take'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION queue_summary_final(queue_summary)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION queue_summary_add(queue_summary, text, float8)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_add_wait'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION queue_summary_remove(queue_summary, text, float8)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_remove_wait'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE queue_summary(text, float8) (
	SFUNC = queue_summary_add,
	STYPE = queue_summary,
	SSPACE = 256,
	FINALFUNC = queue_summary_final,
	COMBINEFUNC = queue_summary_merge,
	MSFUNC = queue_summary_add,
	MINVFUNC = queue_summary_remove,
	MSTYPE = queue_summary,
	MSSPACE = 8192,
	MFINALFUNC = queue_summary_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE queue_summary(text, float8) IS
'summary of queue visits: outcome, wait, durations as seconds; NULL outcome is open, a NULL duration unknown';

CREATE FUNCTION queue_summary_add(queue_summary, text, float8, float8)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_add_handle'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION queue_summary_remove(queue_summary, text, float8, float8)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_remove_handle'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE queue_summary(text, float8, float8) (
	SFUNC = queue_summary_add,
	STYPE = queue_summary,
	SSPACE = 256,
	FINALFUNC = queue_summary_final,
	COMBINEFUNC = queue_summary_merge,
	MSFUNC = queue_summary_add,
	MINVFUNC = queue_summary_remove,
	MSTYPE = queue_summary,
	MSSPACE = 8192,
	MFINALFUNC = queue_summary_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE queue_summary(text, float8, float8) IS
'summary of queue visits: outcome, wait, handle, durations as seconds; NULL outcome is open, a NULL duration unknown';

CREATE FUNCTION queue_summary_add(queue_summary, text, float8, float8, float8, float8)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_add_parts'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION queue_summary_remove(queue_summary, text, float8, float8, float8, float8)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_remove_parts'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE queue_summary(text, float8, float8, float8, float8) (
	SFUNC = queue_summary_add,
	STYPE = queue_summary,
	SSPACE = 256,
	FINALFUNC = queue_summary_final,
	COMBINEFUNC = queue_summary_merge,
	MSFUNC = queue_summary_add,
	MINVFUNC = queue_summary_remove,
	MSTYPE = queue_summary,
	MSSPACE = 8192,
	MFINALFUNC = queue_summary_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE queue_summary(text, float8, float8, float8, float8) IS
'summary of queue visits: outcome, wait, talk, hold, acw, durations as seconds; NULL outcome is open, a NULL duration unknown';

CREATE FUNCTION queue_summary_add(queue_summary, text, interval)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_add_wait_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION queue_summary_remove(queue_summary, text, interval)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_remove_wait_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE queue_summary(text, interval) (
	SFUNC = queue_summary_add,
	STYPE = queue_summary,
	SSPACE = 256,
	FINALFUNC = queue_summary_final,
	COMBINEFUNC = queue_summary_merge,
	MSFUNC = queue_summary_add,
	MINVFUNC = queue_summary_remove,
	MSTYPE = queue_summary,
	MSSPACE = 8192,
	MFINALFUNC = queue_summary_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE queue_summary(text, interval) IS
'summary of queue visits: outcome, wait, durations as intervals; NULL outcome is open, a NULL duration unknown';

CREATE FUNCTION queue_summary_add(queue_summary, text, interval, interval)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_add_handle_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION queue_summary_remove(queue_summary, text, interval, interval)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_remove_handle_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE queue_summary(text, interval, interval) (
	SFUNC = queue_summary_add,
	STYPE = queue_summary,
	SSPACE = 256,
	FINALFUNC = queue_summary_final,
	COMBINEFUNC = queue_summary_merge,
	MSFUNC = queue_summary_add,
	MINVFUNC = queue_summary_remove,
	MSTYPE = queue_summary,
	MSSPACE = 8192,
	MFINALFUNC = queue_summary_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE queue_summary(text, interval, interval) IS
'summary of queue visits: outcome, wait, handle, durations as intervals; NULL outcome is open, a NULL duration unknown';

CREATE FUNCTION queue_summary_add(queue_summary, text, interval, interval, interval, interval)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_add_parts_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION queue_summary_remove(queue_summary, text, interval, interval, interval, interval)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_remove_parts_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE queue_summary(text, interval, interval, interval, interval) (
	SFUNC = queue_summary_add,
	STYPE = queue_summary,
	SSPACE = 256,
	FINALFUNC = queue_summary_final,
	COMBINEFUNC = queue_summary_merge,
	MSFUNC = queue_summary_add,
	MINVFUNC = queue_summary_remove,
	MSTYPE = queue_summary,
	MSSPACE = 8192,
	MFINALFUNC = queue_summary_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE queue_summary(text, interval, interval, interval, interval) IS
'summary of queue visits: outcome, wait, talk, hold, acw, durations as intervals; NULL outcome is open, a NULL duration unknown';

CREATE AGGREGATE rollup(queue_summary) (
	SFUNC = queue_summary_merge,
	STYPE = queue_summary,
	SSPACE = 4096,
	FINALFUNC = queue_summary_final,
	COMBINEFUNC = queue_summary_merge,
	MSFUNC = queue_summary_merge,
	MINVFUNC = queue_summary_take,
	MSTYPE = queue_summary,
	MSSPACE = 8192,
	MFINALFUNC = queue_summary_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(queue_summary) IS
'summary of all the visits of the summaries: the same as one pass over the visits';

-- Operators

CREATE FUNCTION queue_summary_plus(queue_summary, queue_summary)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_plus'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE OPERATOR + (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	COMMUTATOR = +,
	FUNCTION = queue_summary_plus
);
COMMENT ON OPERATOR + (queue_summary, queue_summary) IS
'summary of the visits of both';

CREATE FUNCTION queue_summary_minus(queue_summary, queue_summary)
RETURNS queue_summary
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_minus'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE OPERATOR - (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	FUNCTION = queue_summary_minus
);
COMMENT ON OPERATOR - (queue_summary, queue_summary) IS
'summary of the visits of the first without those of the second; the longest wait becomes the top of the highest bin left';

CREATE FUNCTION queue_summary_eq(queue_summary, queue_summary)
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_ne(queue_summary, queue_summary)
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_lt(queue_summary, queue_summary)
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_le(queue_summary, queue_summary)
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_gt(queue_summary, queue_summary)
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_ge(queue_summary, queue_summary)
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_cmp(queue_summary, queue_summary)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_hash(queue_summary)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION queue_summary_hash_extended(queue_summary, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_queue_summary_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES,
	FUNCTION = queue_summary_eq
);
COMMENT ON OPERATOR = (queue_summary, queue_summary) IS
'the same counts, sums and histograms (the longest wait does not count)';

CREATE OPERATOR <> (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel,
	FUNCTION = queue_summary_ne
);
COMMENT ON OPERATOR <> (queue_summary, queue_summary) IS
'different counts, sums or histograms';

CREATE OPERATOR < (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel,
	FUNCTION = queue_summary_lt
);
COMMENT ON OPERATOR < (queue_summary, queue_summary) IS
'in an order without meaning, for DISTINCT and the like';

CREATE OPERATOR <= (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel,
	FUNCTION = queue_summary_le
);
COMMENT ON OPERATOR <= (queue_summary, queue_summary) IS
'in an order without meaning, for DISTINCT and the like';

CREATE OPERATOR > (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel,
	FUNCTION = queue_summary_gt
);
COMMENT ON OPERATOR > (queue_summary, queue_summary) IS
'in an order without meaning, for DISTINCT and the like';

CREATE OPERATOR >= (
	LEFTARG = queue_summary,
	RIGHTARG = queue_summary,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel,
	FUNCTION = queue_summary_ge
);
COMMENT ON OPERATOR >= (queue_summary, queue_summary) IS
'in an order without meaning, for DISTINCT and the like';

CREATE OPERATOR CLASS queue_summary_ops
DEFAULT FOR TYPE queue_summary USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 queue_summary_cmp(queue_summary, queue_summary);

CREATE OPERATOR CLASS queue_summary_ops
DEFAULT FOR TYPE queue_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 queue_summary_hash(queue_summary),
	FUNCTION 2 queue_summary_hash_extended(queue_summary, bigint);

-- Accessors

CREATE FUNCTION offered(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_offered'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION offered(queue_summary) IS
'visits offered to the queue: answered, abandoned, flowed out, callback requested, open and failed';

CREATE FUNCTION answered(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_answered'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION answered(queue_summary) IS
'visits answered';

CREATE FUNCTION abandoned(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_abandoned'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION abandoned(queue_summary) IS
'visits abandoned, short ones included';

CREATE FUNCTION flowed_out(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_flowed_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION flowed_out(queue_summary) IS
'visits that left for elsewhere';

CREATE FUNCTION callbacks(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_callbacks'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION callbacks(queue_summary) IS
'visits that ended in the request for a callback';

CREATE FUNCTION blocked(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_blocked'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION blocked(queue_summary) IS
'calls blocked, which are not offered';

CREATE FUNCTION still_open(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_still_open'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION still_open(queue_summary) IS
'visits not yet decided';

CREATE FUNCTION system_errors(s queue_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_system_errors'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION system_errors(queue_summary) IS
'visits that a fault ended';

CREATE FUNCTION answered_within(s queue_summary, threshold float8)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_answered_within'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION answered_within(queue_summary, float8) IS
'visits answered within threshold seconds; exact at bin tops, that is every whole second up to 256';

CREATE FUNCTION abandoned_within(s queue_summary, threshold float8)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_abandoned_within'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION abandoned_within(queue_summary, float8) IS
'visits abandoned within threshold seconds; exact at bin tops, that is every whole second up to 256';

CREATE FUNCTION service_level(s queue_summary, threshold float8, variant text DEFAULT 'offered', short_abandon float8 DEFAULT 5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_service_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION service_level(queue_summary, float8, text, float8) IS
'fraction of visits answered within threshold seconds; variant: offered, answered, abandon_met, ignore_in_threshold, exclude_short, short_met, offered_all, dequeued; short_abandon in seconds';

CREATE FUNCTION abandonment_rate(s queue_summary, basis text DEFAULT 'offered', short_abandon float8 DEFAULT 5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_abandonment_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION abandonment_rate(queue_summary, text, float8) IS
'fraction of visits abandoned; basis: offered, net (of answered and abandoned), ex_short (without abandonments within short_abandon seconds)';

CREATE FUNCTION answer_rate(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_answer_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION answer_rate(queue_summary) IS
'fraction of the visits offered that were answered';

CREATE FUNCTION flow_out_rate(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_flow_out_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION flow_out_rate(queue_summary) IS
'fraction of the visits offered that left for elsewhere';

CREATE FUNCTION blockage(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_blockage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION blockage(queue_summary) IS
'fraction of the calls that were blocked, of blocked and offered';

CREATE FUNCTION asa(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_asa'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION asa(queue_summary) IS
'average speed of answer in seconds: mean wait of the visits answered';

CREATE FUNCTION mean_wait(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_mean_wait'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION mean_wait(queue_summary) IS
'mean wait in seconds of all visits offered';

CREATE FUNCTION mean_time_to_abandon(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_mean_time_to_abandon'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION mean_time_to_abandon(queue_summary) IS
'mean wait in seconds of the visits abandoned';

CREATE FUNCTION longest_wait(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_longest_wait'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION longest_wait(queue_summary) IS
'longest wait in seconds of all visits offered; after taking away, the top of the highest bin left';

CREATE FUNCTION wait_quantile(s queue_summary, q float8, which text DEFAULT 'answered')
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_wait_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION wait_quantile(queue_summary, float8, text) IS
'wait in seconds that a fraction q does not exceed, as percentile_disc; which: answered, abandoned, all; at most 1/128 too high above 256 s';

CREATE FUNCTION mean_patience(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_mean_patience'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION mean_patience(queue_summary) IS
'mean patience in seconds: all waiting per abandonment (Mandelbaum and Zeltyn 2007), for Erlang A';

CREATE FUNCTION aht(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_aht'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION aht(queue_summary) IS
'average handle time in seconds of the visits answered: talk, hold and after-call work';

CREATE FUNCTION mean_talk(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_mean_talk'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION mean_talk(queue_summary) IS
'mean talk time in seconds of the visits answered';

CREATE FUNCTION mean_hold(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_mean_hold'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION mean_hold(queue_summary) IS
'mean hold time in seconds of the visits answered';

CREATE FUNCTION mean_acw(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_mean_acw'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION mean_acw(queue_summary) IS
'mean after-call work in seconds of the visits answered';

CREATE FUNCTION aht_stddev(s queue_summary)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_aht_stddev'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION aht_stddev(queue_summary) IS
'sample standard deviation in seconds of the handle time of the visits answered';

CREATE FUNCTION wait_histogram(s queue_summary, bounds float8[] DEFAULT '{8,30,60,90,120,180,300,600,1200}',
	OUT upto float8, OUT answered bigint, OUT abandoned bigint)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_wait_histogram'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 10;

COMMENT ON FUNCTION wait_histogram(queue_summary, float8[]) IS
'visits answered and abandoned per bound of their wait in seconds: above the bound before, at most upto; a last row for what is beyond';

-- Aggregates that give one figure at once

CREATE FUNCTION quotient_merge(bigint[], bigint[])
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_quotient_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION quotient_final(bigint[])
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_quotient_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mean_seconds_final(bigint[])
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_mean_seconds_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION service_level_add(bigint[], text, float8, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_service_level_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION service_level_remove(bigint[], text, float8, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_service_level_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE service_level(text, float8, float8) (
	SFUNC = service_level_add,
	STYPE = bigint[],
	FINALFUNC = quotient_final,
	COMBINEFUNC = quotient_merge,
	MSFUNC = service_level_add,
	MINVFUNC = service_level_remove,
	MSTYPE = bigint[],
	MFINALFUNC = quotient_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE service_level(text, float8, float8) IS
'fraction of the visits answered or abandoned (or open beyond it) that were answered within a threshold in seconds: outcome, wait, threshold';

CREATE FUNCTION service_level_add(bigint[], text, interval, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_service_level_add_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION service_level_remove(bigint[], text, interval, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_service_level_remove_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE service_level(text, interval, float8) (
	SFUNC = service_level_add,
	STYPE = bigint[],
	FINALFUNC = quotient_final,
	COMBINEFUNC = quotient_merge,
	MSFUNC = service_level_add,
	MINVFUNC = service_level_remove,
	MSTYPE = bigint[],
	MFINALFUNC = quotient_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE service_level(text, interval, float8) IS
'fraction of the visits answered or abandoned (or open beyond it) that were answered within a threshold in seconds: outcome, wait, threshold';

CREATE FUNCTION asa_add(bigint[], text, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_asa_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION asa_remove(bigint[], text, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_asa_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE asa(text, float8) (
	SFUNC = asa_add,
	STYPE = bigint[],
	FINALFUNC = mean_seconds_final,
	COMBINEFUNC = quotient_merge,
	MSFUNC = asa_add,
	MINVFUNC = asa_remove,
	MSTYPE = bigint[],
	MFINALFUNC = mean_seconds_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE asa(text, float8) IS
'average speed of answer in seconds: outcome, wait';

CREATE FUNCTION asa_add(bigint[], text, interval)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_asa_add_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION asa_remove(bigint[], text, interval)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_asa_remove_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE asa(text, interval) (
	SFUNC = asa_add,
	STYPE = bigint[],
	FINALFUNC = mean_seconds_final,
	COMBINEFUNC = quotient_merge,
	MSFUNC = asa_add,
	MINVFUNC = asa_remove,
	MSTYPE = bigint[],
	MFINALFUNC = mean_seconds_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE asa(text, interval) IS
'average speed of answer in seconds: outcome, wait';

CREATE FUNCTION aht_add(bigint[], text, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_aht_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION aht_remove(bigint[], text, float8)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_aht_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE aht(text, float8) (
	SFUNC = aht_add,
	STYPE = bigint[],
	FINALFUNC = mean_seconds_final,
	COMBINEFUNC = quotient_merge,
	MSFUNC = aht_add,
	MINVFUNC = aht_remove,
	MSTYPE = bigint[],
	MFINALFUNC = mean_seconds_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE aht(text, float8) IS
'average handle time in seconds of the visits answered: outcome, handle';

CREATE FUNCTION aht_add(bigint[], text, interval)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_aht_add_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION aht_remove(bigint[], text, interval)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_aht_remove_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE aht(text, interval) (
	SFUNC = aht_add,
	STYPE = bigint[],
	FINALFUNC = mean_seconds_final,
	COMBINEFUNC = quotient_merge,
	MSFUNC = aht_add,
	MINVFUNC = aht_remove,
	MSTYPE = bigint[],
	MFINALFUNC = mean_seconds_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE aht(text, interval) IS
'average handle time in seconds of the visits answered: outcome, handle';

CREATE FUNCTION abandonment_rate_add(bigint[], text)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_abandonment_rate_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION abandonment_rate_remove(bigint[], text)
RETURNS bigint[]
AS 'MODULE_PATHNAME', 'cc_pg_abandonment_rate_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE abandonment_rate(text) (
	SFUNC = abandonment_rate_add,
	STYPE = bigint[],
	FINALFUNC = quotient_final,
	COMBINEFUNC = quotient_merge,
	MSFUNC = abandonment_rate_add,
	MINVFUNC = abandonment_rate_remove,
	MSTYPE = bigint[],
	MFINALFUNC = quotient_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE abandonment_rate(text) IS
'fraction of the visits offered that were abandoned: outcome';

-- Chapter 4: time spent in buckets

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
'time spent in reporting intervals: for each, the exact seconds and the number of ranges that start in it; written {bucket seconds starts, ...} in UTC';

CREATE FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text) IS 'transition of interval_profile';
CREATE FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text, time) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_add_day_start'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_add(interval_profile, tstzrange, interval, text, time) IS 'transition of interval_profile';
CREATE FUNCTION interval_profile_merge(interval_profile, interval_profile) RETURNS interval_profile
AS 'MODULE_PATHNAME', 'cc_pg_interval_profile_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION interval_profile_merge(interval_profile, interval_profile) IS 'the sum of two profiles; transition of rollup';
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
'cuts ranges along the buckets of the given width in the zone, and adds up the time in each; read it with profile_intervals';
CREATE AGGREGATE interval_profile(during tstzrange, width interval, zone text, day_start time) (
	SFUNC = interval_profile_add,
	STYPE = interval_profile,
	SSPACE = 1024,
	FINALFUNC = interval_profile_final,
	COMBINEFUNC = interval_profile_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE interval_profile(tstzrange, interval, text, time) IS
'cuts ranges along the buckets of the given width in the zone, days starting at day_start, and adds up the time in each';
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
'a row for each bucket of the profile, in order: seconds spent in it by all ranges together, mean number of ranges at a time (seconds over the length of the bucket), ranges that start in it';
-- Chapter 4: agent time.  How many ranges hold at once; adherence and the like.

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
'how many of the ranges hold at once, as a value to ask for peak_concurrency, covered_seconds, total_seconds, and to rollup';
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
'fraction of the scheduled time that was worked as scheduled (Amazon Connect); with count_outside, time worked outside the schedule is an exception as well and belongs to the whole (Genesys Cloud); NULL when nothing was scheduled';

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
'handling seconds over handling plus available (idle) seconds, 0 to 1; NULL when both are zero; take handling as covered_seconds where contacts overlap';

-- Chapter 5: drivers of satisfaction and loyalty: co-moments

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
'weighted counts, means and cross products of several items: what correlations, regressions, driver importance and path models are computed from';

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
'co-moments of up to 256 random groups of rows, by hash of a key: what resampling intervals are computed from without the rows';

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
'co-moments of the row''s columns of a number or boolean type; a row with a value missing is left out and counted (listwise)';

CREATE FUNCTION comoments_step(comoments, record, float8) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_record_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments(answers record, weight float8) (
	SFUNC = comoments_step, STYPE = comoments, SSPACE = 4096,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments(record, float8) IS
'co-moments of the row''s columns of a number or boolean type, weighted; a row with a value missing is left out and counted (listwise)';

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
'co-moments of the items names[i] with values x[i], weighted; a row with a value missing is left out and counted (listwise)';

CREATE FUNCTION comoments_pairwise_step(comoments, record) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_pairwise_record' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments_pairwise(answers record) (
	SFUNC = comoments_pairwise_step, STYPE = comoments, SSPACE = 8192,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_pairwise(record) IS
'co-moments of the row''s columns of a number or boolean type; each pair of items uses the rows that have both (pairwise)';

CREATE FUNCTION comoments_pairwise_step(comoments, record, float8) RETURNS comoments
AS 'MODULE_PATHNAME', 'cc_pg_comoments_pairwise_record_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoments_pairwise(answers record, weight float8) (
	SFUNC = comoments_pairwise_step, STYPE = comoments, SSPACE = 8192,
	COMBINEFUNC = comoments_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_pairwise(record, float8) IS
'co-moments of the row''s columns of a number or boolean type, weighted; each pair of items uses the rows that have both (pairwise)';

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
'co-moments of the items names[i] with values x[i], weighted; each pair of items uses the rows that have both (pairwise)';

CREATE FUNCTION comoment_groups_step(comoment_groups, record, bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_record' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(answers record, key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(record, bigint) IS
'co-moments in 256 random groups by hash of key of the row''s columns of a number or boolean type; a row with a value or the key missing is left out and counted';

CREATE FUNCTION comoment_groups_step(comoment_groups, record, float8, bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_record_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(answers record, weight float8, key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(record, float8, bigint) IS
'co-moments in 256 random groups by hash of key of the row''s columns of a number or boolean type, weighted; a row with a value or the key missing is left out and counted';

CREATE FUNCTION comoment_groups_step(comoment_groups, text[], float8[], bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_array' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(names text[], x float8[], key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(text[], float8[], bigint) IS
'co-moments in 256 random groups by hash of key of the items names[i] with values x[i]; a row with a value or the key missing is left out and counted';

CREATE FUNCTION comoment_groups_step(comoment_groups, text[], float8[], float8, bigint) RETURNS comoment_groups
AS 'MODULE_PATHNAME', 'cc_pg_comoment_groups_array_weight' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
CREATE AGGREGATE comoment_groups(names text[], x float8[], weight float8, key bigint) (
	SFUNC = comoment_groups_step, STYPE = comoment_groups, SSPACE = 262144,
	COMBINEFUNC = comoment_groups_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoment_groups(text[], float8[], float8, bigint) IS
'co-moments in 256 random groups by hash of key of the items names[i] with values x[i], weighted; a row with a value or the key missing is left out and counted';

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
'one row per item: rows behind it, weighted mean, sample standard deviation; weight_kind frequency (sum of weights - 1) or analytic (rows - 1)';
-- Chapter 5: regression and driver importance

CREATE FUNCTION regression(c comoments, outcome text, drivers text[],
	level float8 DEFAULT 0.95, weight_kind text DEFAULT 'frequency')
RETURNS TABLE (term text, estimate float8, std_error float8, t float8, p float8,
	beta float8, vif float8, lower float8, upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_regression'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION regression(comoments, text, text[], float8, text) IS
'least squares of the outcome on the drivers: the intercept and one row per driver with standardised coefficient (beta), variance inflation (vif) and confidence limits; NULLs where regression_fit() gives a reason; weight_kind frequency or analytic';

CREATE FUNCTION regression(g comoment_groups, outcome text, drivers text[], level float8 DEFAULT 0.95)
RETURNS TABLE (term text, estimate float8, std_error float8, t float8, p float8,
	beta float8, vif float8, lower float8, upper float8)
AS 'MODULE_PATHNAME', 'cc_pg_regression_groups'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 10;
COMMENT ON FUNCTION regression(comoment_groups, text, text[], float8) IS
'the regression of all random groups with standard errors of the delete-a-group jackknife (Wolter 2007), for sampling weights, unequal variances and several rows per key; degrees of freedom: groups that hold rows - 1';

CREATE FUNCTION regression_fit(c comoments, outcome text, drivers text[],
	weight_kind text DEFAULT 'frequency',
	OUT observations float8, OUT df float8, OUT r_squared float8, OUT adjusted_r_squared float8,
	OUT sigma float8, OUT f float8, OUT p float8, OUT condition_number float8, OUT reason text)
AS 'MODULE_PATHNAME', 'cc_pg_regression_fit'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION regression_fit(comoments, text, text[], text) IS
'how well regression() of the same arguments fits: observations, residual degrees of freedom, R squared, residual standard deviation, F test, condition number of the drivers'' correlations; or the reason why there is no fit';

CREATE FUNCTION driver_importance(c comoments, outcome text, drivers text[], method text DEFAULT 'lmg')
RETURNS TABLE (driver text, importance float8, share float8, rank integer, mean float8, beta float8)
AS 'MODULE_PATHNAME', 'cc_pg_driver_importance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION driver_importance(comoments, text, text[], text) IS
'what each driver explains of the outcome''s variance (importance, in units of R squared; share of their sum): lmg (Lindeman, Merenda & Gold 1980; at most 24 drivers), relative_weights (Johnson 2000), first, last, pratt, betasq; an association, not a proof of cause';
-- Chapter 5, second half: path models

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
'an estimated partial least squares path model: its text, the correlations of its items and the weights of its composites';

CREATE FUNCTION path_model(c comoments, model text, scheme text DEFAULT 'path',
	metric text DEFAULT 'correlation', weight_kind text DEFAULT 'frequency',
	consistent boolean DEFAULT false)
RETURNS path_model
AS 'MODULE_PATHNAME', 'cc_pg_path_model'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION path_model(comoments, text, text, text, text, boolean) IS
'partial least squares path model in lavaan notation (=~ reflective block, <~ formative block, ~ paths) from co-moments (Wold; Lohmoeller 1989); scheme path, factorial or centroid; metric correlation or raw; weight_kind frequency, analytic or sampling; consistent corrects for attenuation by rho_A (Dijkstra & Henseler 2015)';

CREATE FUNCTION path_coefficients(m path_model, OUT target text, OUT source text,
	OUT estimate float8, OUT std_error float8, OUT t float8, OUT p float8, OUT r_squared float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 12;
COMMENT ON FUNCTION path_coefficients(path_model) IS
'one row per path: standardised coefficient with least squares standard error, t and two-sided p (composites taken as given; NULL for sampling weights and consistent estimates: see path_intervals), R squared of the target';

CREATE FUNCTION path_effect_sizes(m path_model, OUT target text, OUT source text,
	OUT f_squared float8, OUT vif float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_effect_sizes'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 12;
COMMENT ON FUNCTION path_effect_sizes(path_model) IS
'one row per path: Cohen''s f squared with the composites kept, and the variance inflation by the other sources of the target';

CREATE FUNCTION outer_weights(m path_model, OUT construct text, OUT item text, OUT weight float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_outer_weights'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 24;
COMMENT ON FUNCTION outer_weights(path_model) IS
'weights that give each composite variance 1 (the n - 1 variance), of standardised items, or in the raw metric of the items as they are';

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
'one row per construct: standardised Cronbach alpha, rho_A (Dijkstra & Henseler 2015), composite reliability rho_C, average variance extracted, R squared (NULL without sources); reason says why others are NULL';

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
'heterotrait-monotrait ratio of each pair of constructs, from absolute correlations (Henseler, Ringle & Sarstedt 2015); NULL for formative blocks';

CREATE FUNCTION total_effects(m path_model, OUT source text, OUT target text, OUT direct float8, OUT total float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_total_effects'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 21;
COMMENT ON FUNCTION total_effects(path_model) IS
'one row per pair that any way leads through: standardised effect by the path between them (0 without one) and by all ways together';

CREATE FUNCTION construct_index(m path_model, scale_min float8, scale_max float8,
	OUT construct text, OUT mean float8, OUT stddev float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_construct_index'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 7;
COMMENT ON FUNCTION construct_index(path_model, float8, float8) IS
'index of each construct on 0-100, from items on scale_min to scale_max: mean and standard deviation over respondents (as ACSI and ECSI)';

CREATE FUNCTION construct_score(m path_model, construct text, x float8[])
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_construct_score'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION construct_score(path_model, text, float8[]) IS
'composite of one respondent in standard deviations from the mean; x are the answers to the construct''s items in the order of its block; NULL when any is missing';

CREATE FUNCTION construct_score(m path_model, construct text, x float8[], scale_min float8, scale_max float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_construct_score_index'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION construct_score(path_model, text, float8[], float8, float8) IS
'index of one respondent on 0-100, from items on scale_min to scale_max; x are the answers to the construct''s items in the order of its block; NULL when any is missing';

CREATE FUNCTION importance_performance(m path_model, target text, scale_min float8, scale_max float8,
	OUT source text, OUT importance float8, OUT performance float8, OUT impact float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_importance_performance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 6;
COMMENT ON FUNCTION importance_performance(path_model, text, float8, float8) IS
'one row per construct that acts on target: points of the target''s index per point of its own (unstandardised total effect), mean of its index on 0-100, and the impact of 5 points';

CREATE FUNCTION impact(m path_model, source text, target text, points float8 DEFAULT 5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_impact'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION impact(path_model, text, text, float8) IS
'points that the target''s 0-100 index is higher where the source''s is points higher (points times the unstandardised total effect; 0 when no way leads there)';

CREATE FUNCTION path_model_summary(m path_model, OUT n float8, OUT items integer, OUT constructs integer,
	OUT scheme text, OUT metric text, OUT weight_kind text, OUT consistent boolean,
	OUT iterations integer, OUT gof float8, OUT reason text)
AS 'MODULE_PATHNAME', 'cc_pg_path_model_summary'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION path_model_summary(path_model) IS
'observations, size and options of a model; goodness of fit as the root of mean communality times mean R squared (Tenenhaus et al. 2005); iterations and reason are NULL or not as the model could be estimated or not';

CREATE FUNCTION path_intervals(g comoment_groups, model text, replicates integer DEFAULT 500,
	level float8 DEFAULT 0.95, seed bigint DEFAULT 0, scheme text DEFAULT 'path',
	metric text DEFAULT 'correlation', weight_kind text DEFAULT 'frequency', consistent boolean DEFAULT false,
	OUT target text, OUT source text, OUT estimate float8, OUT std_error float8,
	OUT lower float8, OUT upper float8, OUT replicates integer, OUT failed integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_intervals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 12;
COMMENT ON FUNCTION path_intervals(comoment_groups, text, integer, float8, bigint, text, text, text, boolean) IS
'path coefficients with standard errors and percentile limits at level from resampling groups of rows; composites are turned like the original''s, replicates without an estimate are skipped and counted as failed; the same seed gives the same result';

CREATE FUNCTION path_intervals(g comoment_groups, model path_model, replicates integer DEFAULT 500,
	level float8 DEFAULT 0.95, seed bigint DEFAULT 0,
	OUT target text, OUT source text, OUT estimate float8, OUT std_error float8,
	OUT lower float8, OUT upper float8, OUT replicates integer, OUT failed integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cc_pg_path_intervals_model'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 12;
COMMENT ON FUNCTION path_intervals(comoment_groups, path_model, integer, float8, bigint) IS
'the same with the text and the options of a model that has been estimated';

-- Chapter 5: NPS, CSAT, CES, gaps, RATER, penalty and reward

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
'share of promoters (9-10) less share of detractors (0-6), -1 to 1, of answers from 0 to 10';
CREATE AGGREGATE nps_estimate(score float8) (
	SFUNC = nps_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_nps_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps_estimate(float8) IS
'share of promoters (9-10) less share of detractors (0-6), -1 to 1, of answers from 0 to 10; with standard error and 95 % adjusted Wald limits';

CREATE FUNCTION nps_step(float8[], float8, float8) RETURNS float8[]
AS 'MODULE_PATHNAME', 'cc_pg_nps_step_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE nps(score float8, weight float8) (
	SFUNC = nps_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_mean, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(float8, float8) IS
'share of promoters (9-10) less share of detractors (0-6), -1 to 1, of answers from 0 to 10, weighted';
CREATE AGGREGATE nps_estimate(score float8, weight float8) (
	SFUNC = nps_step, STYPE = float8[], INITCOND = '{0,0,0,0,0,0,0,0}',
	FINALFUNC = answers_nps_estimate, COMBINEFUNC = answers_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps_estimate(float8, float8) IS
'share of promoters (9-10) less share of detractors (0-6), -1 to 1, of answers from 0 to 10, weighted; with standard error and 95 % limits of t from the linearised standard error (n - 1 degrees of freedom)';

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
'share of answers of top or above, weighted; with standard error and 95 % limits of t from the linearised standard error (n - 1 degrees of freedom)';

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
'mean customer effort score, weighted; with standard error and 95 % limits of t from the linearised standard error (n - 1 degrees of freedom)';

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
'mean of perception less expectation, paired by row, weighted; with standard error and 95 % limits of t from the linearised standard error (n - 1 degrees of freedom)';

CREATE FUNCTION rater_index(c comoments, items text[], dimensions text[], scale_min float8, scale_max float8)
RETURNS TABLE (dimension text, items_used integer, mean float8, stddev float8, cronbach_alpha float8)
AS 'MODULE_PATHNAME', 'cc_pg_rater_index'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 5;
COMMENT ON FUNCTION rater_index(comoments, text[], text[], float8, float8) IS
'SERVQUAL dimensions (reliability, assurance, tangibles, empathy, responsiveness, or any others) on 0-100: dimensions[i] is that of items[i]; per dimension the mean of its items, its standard deviation over the rows and Cronbach''s alpha';

CREATE FUNCTION penalty_reward(c comoments, outcome text, attributes text[],
	low_suffix text DEFAULT '_low', high_suffix text DEFAULT '_high')
RETURNS TABLE (attribute text, penalty float8, penalty_error float8, penalty_p float8,
	reward float8, reward_error float8, reward_p float8, kind text)
AS 'MODULE_PATHNAME', 'cc_pg_penalty_reward'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION penalty_reward(comoments, text, text[], text, text) IS
'penalty-reward contrast (Brandt 1987): regression of the outcome on two indicator items per attribute, rated low and rated high (attribute_low, attribute_high); kind at 5 %: basic (penalty only), excitement (reward only), performance (both), indifferent';

-- Chapter 6: control charts, Six Sigma, maturity and the price of a gap

CREATE FUNCTION xmr_limits(observations float8[], baseline integer DEFAULT NULL, method text DEFAULT 'mean',
	OUT n bigint, OUT center float8, OUT moving_range float8, OUT sigma float8,
	OUT lower float8, OUT upper float8, OUT range_upper float8, OUT outside bigint)
AS 'MODULE_PATHNAME', 'cc_pg_xmr_limits'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION xmr_limits(float8[], integer, text) IS
'individuals and moving range chart (Wheeler): center, 3-sigma limits and limit of the moving range, in the unit of the observations, from the first baseline elements (NULL: all); method mean or median of the moving range; NULL elements are left out; outside counts points of the whole series beyond the limits';

CREATE FUNCTION p_chart_limits(defects float8[], units float8[], baseline integer DEFAULT NULL)
RETURNS TABLE (item integer, proportion float8, center float8, lower float8, upper float8,
	sigma_z float8, laney_lower float8, laney_upper float8, signal boolean)
AS 'MODULE_PATHNAME', 'cc_pg_p_chart_limits'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 30;
COMMENT ON FUNCTION p_chart_limits(float8[], float8[], integer) IS
'p chart, one row per element: binomial 3-sigma limits, and the same corrected for over- or under-dispersion by Laney''s factor sigma_z; limits from the first baseline elements (NULL: all); signal: beyond the corrected limits';

CREATE FUNCTION control_signals(observations float8[], center float8, sigma float8)
RETURNS TABLE (item integer, value float8, signal text)
AS 'MODULE_PATHNAME', 'cc_pg_control_signals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 30;
COMMENT ON FUNCTION control_signals(float8[], float8, float8) IS
'Western Electric rules against given center and sigma, one row per element: the first rule that fires there, NULL when none does';

CREATE FUNCTION process_capability(observations float8[], lower float8, upper float8,
	OUT n bigint, OUT mean float8, OUT sigma_within float8, OUT sigma_overall float8,
	OUT cp float8, OUT cpk float8, OUT pp float8, OUT ppk float8)
AS 'MODULE_PATHNAME', 'cc_pg_process_capability'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION process_capability(float8[], float8, float8) IS
'capability against specification limits (NULL: none on that side): Cp and Cpk from the spread between neighbours (mean moving range / d2), Pp and Ppk from the standard deviation';

CREATE FUNCTION dpmo(defects float8, units float8, opportunities float8 DEFAULT 1)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_dpmo'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dpmo(float8, float8, float8) IS
'defects per million opportunities; NULL without units';

CREATE FUNCTION sigma_level(dpmo float8, shift float8 DEFAULT 1.5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_sigma_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigma_level(float8, float8) IS
'sigma level: normal quantile of 1 - dpmo/1000000, plus shift (66807 gives 3.0, 3.4 gives 6.0); NULL at 0 and 1000000, where it is unbounded';

CREATE FUNCTION cost_of_gap(own float8, target float8, contacts float8, cost_per_minute float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_cost_of_gap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cost_of_gap(float8, float8, float8, float8) IS
'money that (own - target) seconds per contact cost over contacts, at cost_per_minute of handling; negative where own is better';

CREATE FUNCTION fte_of_gap(own float8, target float8, contacts float8, paid_hours float8, occupancy float8, shrinkage float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_fte_of_gap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fte_of_gap(float8, float8, float8, float8, float8, float8) IS
'full-time equivalents that (own - target) seconds per contact tie up: hours of the gap / (paid_hours of one person in the same time * occupancy * (1 - shrinkage))';

CREATE FUNCTION maturity_level(scores float8[], threshold float8 DEFAULT 0.8)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_maturity_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION maturity_level(float8[], float8) IS
'staged maturity level 1 to 5 from the scores (0 to 1) of levels 2 to 5, of one dimension or, as rows of a matrix, of several: the highest level whose own and all lower scores reach threshold, the lowest over dimensions; NULL once it depends on a score that is NULL';

CREATE FUNCTION repeat_contact(ended_at timestamptz, next_at timestamptz, days float8 DEFAULT 7, as_of timestamptz DEFAULT 'infinity')
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_repeat_contact'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION repeat_contact(timestamptz, timestamptz, float8, timestamptz) IS
'true when the same customer''s next contact (NULL: none) starts in (ended_at, ended_at + days of 24 hours] and by as_of; NULL while as_of is within the window and none has come; else false';

CREATE FUNCTION benchmark_gap(INOUT metric text, INOUT value float8,
	OUT median float8, OUT mean float8, OUT sd float8, OUT gap float8, OUT gap_to_median float8,
	OUT ratio_to_median float8, OUT z float8, OUT status text)
AS 'MODULE_PATHNAME', 'cc_pg_benchmark_gap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION benchmark_gap(text, float8) IS
'a value in seconds, fraction or contacts against a metric of the benchmark (or aht = talk + acw): gap to the mean and to the median, ratio to the median, z (weak where sd exceeds the mean), better or worse than the mean (NULL: neither direction is)';

-- Chapter 6: reference data, as functions that read no table and as views

CREATE FUNCTION benchmark()
RETURNS TABLE (line_no integer, metric text, name_zh text, name text, printed_median text, printed_mean text, printed_sd text, printed_yours text, unit text, median float8, mean float8, sd float8, yours float8, better text)
AS 'MODULE_PATHNAME', 'cc_pg_benchmark'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION benchmark() IS 'Purdue University 1999 benchmark of inbound call centres, exactly as printed';
CREATE VIEW benchmark WITH (security_invoker) AS SELECT line_no, metric, name_zh, name, printed_median, printed_mean, printed_sd, printed_yours, unit, median, mean, sd, yours, better FROM benchmark();
GRANT SELECT ON benchmark TO PUBLIC;
COMMENT ON VIEW benchmark IS 'Purdue University 1999 benchmark of inbound call centres, exactly as printed';
COMMENT ON COLUMN benchmark.line_no IS 'line of the printed table';
COMMENT ON COLUMN benchmark.metric IS 'name for benchmark_gap';
COMMENT ON COLUMN benchmark.name_zh IS 'name as printed';
COMMENT ON COLUMN benchmark.name IS 'name in English';
COMMENT ON COLUMN benchmark.printed_median IS 'median as printed';
COMMENT ON COLUMN benchmark.printed_mean IS 'mean as printed';
COMMENT ON COLUMN benchmark.printed_sd IS 'standard deviation as printed';
COMMENT ON COLUMN benchmark.printed_yours IS 'the centre of the example, as printed; NULL: left blank';
COMMENT ON COLUMN benchmark.unit IS 'unit of the four numbers that follow: seconds, fraction or contacts';
COMMENT ON COLUMN benchmark.median IS 'median in unit';
COMMENT ON COLUMN benchmark.mean IS 'mean in unit';
COMMENT ON COLUMN benchmark.sd IS 'standard deviation in unit; above the mean where the distribution is skewed, so that z says little';
COMMENT ON COLUMN benchmark.yours IS 'the centre of the example, in unit';
COMMENT ON COLUMN benchmark.better IS 'low, high or band (neither extreme); ours, not printed';

CREATE FUNCTION icmi_modules()
RETURNS TABLE (line_no integer, module_group text, module_group_zh text, module text, name_zh text, name text, items integer, items_zh text)
AS 'MODULE_PATHNAME', 'cc_pg_icmi_modules'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 8;
COMMENT ON FUNCTION icmi_modules() IS 'ICMI Call Center Management and Operations: the 8 modules in 3 groups';
CREATE VIEW icmi_modules WITH (security_invoker) AS SELECT line_no, module_group, module_group_zh, module, name_zh, name, items, items_zh FROM icmi_modules();
GRANT SELECT ON icmi_modules TO PUBLIC;
COMMENT ON VIEW icmi_modules IS 'ICMI Call Center Management and Operations: the 8 modules in 3 groups';
COMMENT ON COLUMN icmi_modules.line_no IS 'order';
COMMENT ON COLUMN icmi_modules.module_group IS 'drivers, enablers or results';
COMMENT ON COLUMN icmi_modules.module_group_zh IS 'group as printed';
COMMENT ON COLUMN icmi_modules.module IS 'name that kpi_catalog refers to';
COMMENT ON COLUMN icmi_modules.name_zh IS 'name as printed; NULL: none printed';
COMMENT ON COLUMN icmi_modules.name IS 'name in English';
COMMENT ON COLUMN icmi_modules.items IS 'number of items';
COMMENT ON COLUMN icmi_modules.items_zh IS 'items as printed; NULL: only their number is';

CREATE FUNCTION icmi_objectives()
RETURNS TABLE (line_no integer, objective text, name text, module text, kpi text)
AS 'MODULE_PATHNAME', 'cc_pg_icmi_objectives'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 8;
COMMENT ON FUNCTION icmi_objectives() IS 'ICMI: the 8 key performance objectives';
CREATE VIEW icmi_objectives WITH (security_invoker) AS SELECT line_no, objective, name, module, kpi FROM icmi_objectives();
GRANT SELECT ON icmi_objectives TO PUBLIC;
COMMENT ON VIEW icmi_objectives IS 'ICMI: the 8 key performance objectives';
COMMENT ON COLUMN icmi_objectives.line_no IS 'order';
COMMENT ON COLUMN icmi_objectives.objective IS 'name';
COMMENT ON COLUMN icmi_objectives.name IS 'name in words';
COMMENT ON COLUMN icmi_objectives.module IS 'module of icmi_modules';
COMMENT ON COLUMN icmi_objectives.kpi IS 'the KPI of kpi_catalog that measures it';

CREATE FUNCTION value_layers()
RETURNS TABLE (line_no integer, value_layer text, name text, printed_share text, share_from float8, share_to float8)
AS 'MODULE_PATHNAME', 'cc_pg_value_layers'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION value_layers() IS 'pyramid of the value a centre creates, lowest layer first';
CREATE VIEW value_layers WITH (security_invoker) AS SELECT line_no, value_layer, name, printed_share, share_from, share_to FROM value_layers();
GRANT SELECT ON value_layers TO PUBLIC;
COMMENT ON VIEW value_layers IS 'pyramid of the value a centre creates, lowest layer first';
COMMENT ON COLUMN value_layers.line_no IS '1 is the base';
COMMENT ON COLUMN value_layers.value_layer IS 'efficiency, loyalty or strategic';
COMMENT ON COLUMN value_layers.name IS 'name in words';
COMMENT ON COLUMN value_layers.printed_share IS 'share of North American centres that reach it, as printed';
COMMENT ON COLUMN value_layers.share_from IS 'the same as a fraction, lower end; NULL: no number printed';
COMMENT ON COLUMN value_layers.share_to IS 'the same, upper end';

CREATE FUNCTION cc_cmm_dimensions()
RETURNS TABLE (framework text, line_no integer, dimension text, name_zh text, name text)
AS 'MODULE_PATHNAME', 'cc_pg_cmm_dimensions'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION cc_cmm_dimensions() IS 'CC-CMM: the dimensions of the standard, and those of the earlier report';
CREATE VIEW cc_cmm_dimensions WITH (security_invoker) AS SELECT framework, line_no, dimension, name_zh, name FROM cc_cmm_dimensions();
GRANT SELECT ON cc_cmm_dimensions TO PUBLIC;
COMMENT ON VIEW cc_cmm_dimensions IS 'CC-CMM: the dimensions of the standard, and those of the earlier report';
COMMENT ON COLUMN cc_cmm_dimensions.framework IS 'standard (default everywhere) or report';
COMMENT ON COLUMN cc_cmm_dimensions.line_no IS 'order';
COMMENT ON COLUMN cc_cmm_dimensions.dimension IS 'name that maturity_check refers to';
COMMENT ON COLUMN cc_cmm_dimensions.name_zh IS 'name as printed; NULL: none printed';
COMMENT ON COLUMN cc_cmm_dimensions.name IS 'name in English';

CREATE FUNCTION cc_cmm_levels()
RETURNS TABLE (level integer, name_zh text, name text)
AS 'MODULE_PATHNAME', 'cc_pg_cmm_levels'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION cc_cmm_levels() IS 'CC-CMM: the five levels of maturity';
CREATE VIEW cc_cmm_levels WITH (security_invoker) AS SELECT level, name_zh, name FROM cc_cmm_levels();
GRANT SELECT ON cc_cmm_levels TO PUBLIC;
COMMENT ON VIEW cc_cmm_levels IS 'CC-CMM: the five levels of maturity';
COMMENT ON COLUMN cc_cmm_levels.level IS '1 to 5';
COMMENT ON COLUMN cc_cmm_levels.name_zh IS 'name as printed';
COMMENT ON COLUMN cc_cmm_levels.name IS 'name in English';

CREATE FUNCTION rater_dimensions()
RETURNS TABLE (line_no integer, dimension text, initial text, name text)
AS 'MODULE_PATHNAME', 'cc_pg_rater_dimensions'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION rater_dimensions() IS 'RATER: the five dimensions of service quality (SERVQUAL)';
CREATE VIEW rater_dimensions WITH (security_invoker) AS SELECT line_no, dimension, initial, name FROM rater_dimensions();
GRANT SELECT ON rater_dimensions TO PUBLIC;
COMMENT ON VIEW rater_dimensions IS 'RATER: the five dimensions of service quality (SERVQUAL)';
COMMENT ON COLUMN rater_dimensions.line_no IS 'order';
COMMENT ON COLUMN rater_dimensions.dimension IS 'name';
COMMENT ON COLUMN rater_dimensions.initial IS 'letter in RATER';
COMMENT ON COLUMN rater_dimensions.name IS 'what it asks';

CREATE FUNCTION kpi_catalog()
RETURNS TABLE (kpi text, name_zh text, name text, unit text, better text, value_layer text, icmi_module text)
AS 'MODULE_PATHNAME', 'cc_pg_kpi_catalog'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 27;
COMMENT ON FUNCTION kpi_catalog() IS 'every KPI of the reporting views: unit, direction, value layer, ICMI module';
CREATE VIEW kpi_catalog WITH (security_invoker) AS SELECT kpi, name_zh, name, unit, better, value_layer, icmi_module FROM kpi_catalog();
GRANT SELECT ON kpi_catalog TO PUBLIC;
COMMENT ON VIEW kpi_catalog IS 'every KPI of the reporting views: unit, direction, value layer, ICMI module';
COMMENT ON COLUMN kpi_catalog.kpi IS 'name, as in target and scorecard';
COMMENT ON COLUMN kpi_catalog.name_zh IS 'name in Chinese; NULL: none in the sources';
COMMENT ON COLUMN kpi_catalog.name IS 'what it is';
COMMENT ON COLUMN kpi_catalog.unit IS 'fraction, seconds, score or money';
COMMENT ON COLUMN kpi_catalog.better IS 'high, low or band (neither extreme)';
COMMENT ON COLUMN kpi_catalog.value_layer IS 'layer of value_layers';
COMMENT ON COLUMN kpi_catalog.icmi_module IS 'module of icmi_modules';

-- Chapter 7: the reporting model, tables that the caller owns

-- Everything in a caller's schema is named in full: nothing there, and nothing
-- on the session's search_path, can stand in for what is meant.

CREATE PROCEDURE create_reporting_model(schema name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	model record;
	line record;
	made integer := 0;
BEGIN
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	END IF;

	-- One line a column: definition, two dashes, comment; then table constraints.
	FOR model IN SELECT * FROM (VALUES
	('queue_visit', 'one row per entry of one contact into one queue', $t$
contact_id text NOT NULL -- contact the visit belongs to, unique over all sources
visit_no integer NOT NULL -- number of the visit within its contact
media text -- voice, chat, message, email, task or callback
direction text -- inbound or outbound
site_id text -- site, as in table site
queue_id text -- queue entered
agent_id text -- answering agent
customer_key text -- hashed key of the customer; never in a view
reason text -- reason of the contact
entered_at timestamptz -- start of the script (IVR)
queued_at timestamptz NOT NULL -- entry into the queue
answered_at timestamptz -- answer by an agent
left_at timestamptz -- end of the wait: answer, abandon or flow-out
ended_at timestamptz -- end of the conversation
wrap_ended_at timestamptz -- end of the work after it
ring_s float8 CHECK (ring_s >= 0) -- seconds of ringing; NULL: not known
talk_s float8 CHECK (talk_s >= 0) -- seconds of talk, hold excluded; NULL: not known
hold_s float8 CHECK (hold_s >= 0) -- seconds on hold; NULL: not known
acw_s float8 CHECK (acw_s >= 0) -- seconds of after-contact work; NULL: not known
outcome text -- answered, abandoned, flowed_out, callback_requested, blocked, system_error or open (also NULL)
abandon_stage text -- where it was abandoned: ivr, queue, ring or delay
transfer_in boolean -- came by transfer
transfer_out text -- none, blind or attended
origin_contact_id text -- root of a chain of callbacks or transfers
sl_threshold_s float8 CHECK (sl_threshold_s >= 0) -- service level threshold in force then, seconds
source text -- system the row comes from
source_updated_at timestamptz -- version of the row there: the newest wins
is_test boolean NOT NULL DEFAULT false -- left out of every view
PRIMARY KEY (contact_id, visit_no)
CONSTRAINT queue_visit_outcome CHECK (outcome IN ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'blocked', 'system_error', 'open'))
CONSTRAINT queue_visit_answered CHECK ((coalesce(outcome, 'open') = 'answered') = (answered_at IS NOT NULL))
CONSTRAINT queue_visit_left_after_queued CHECK (left_at >= queued_at AND answered_at >= queued_at)
CONSTRAINT queue_visit_ended_after_left CHECK (ended_at >= left_at AND ended_at >= answered_at AND ended_at >= queued_at)
CONSTRAINT queue_visit_wrapped_after_ended CHECK (wrap_ended_at >= ended_at)
$t$, ARRAY['INDEX ON %1$I.queue_visit (queue_id, queued_at)', 'INDEX ON %1$I.queue_visit (queued_at)',
	'INDEX ON %1$I.queue_visit (agent_id, answered_at)',
	'INDEX ON %1$I.queue_visit (queued_at) WHERE coalesce(outcome, ''open'') = ''open''',
	'INDEX ON %1$I.queue_visit (origin_contact_id) WHERE origin_contact_id IS NOT NULL',
	'INDEX ON %1$I.queue_visit (visit_no) WHERE visit_no < 1',
	'INDEX ON %1$I.queue_visit USING brin (queued_at)']),
	('contact', 'one row per contact, as the customer sees it', $t$
contact_id text PRIMARY KEY -- contact
customer_key text -- hashed key of the customer; never in a view
media text -- voice, chat, message, email or task
direction text -- inbound or outbound
started_at timestamptz NOT NULL -- start
ended_at timestamptz -- end; NULL: still open
first_queue_id text -- first queue it entered
reason text -- reason
resolved boolean -- resolved by the record; NULL: not known
revenue numeric -- revenue attributed to it
currency text -- currency of revenue
CHECK (ended_at >= started_at)
$t$, ARRAY['INDEX ON %1$I.contact (started_at)']),
	('segment', 'legs of a contact, where the source has them; they may overlap', $t$
contact_id text NOT NULL -- contact
seg_no integer NOT NULL -- number within the contact
kind text NOT NULL -- ivr, queue, ring, talk, hold, consult, conference, acw, voicemail or callback_wait
during tstzrange NOT NULL -- when, start included and end not
queue_id text -- queue
agent_id text -- agent of the leg
visit_no integer -- visit of the contact
PRIMARY KEY (contact_id, seg_no)
CHECK (kind IN ('ivr', 'queue', 'ring', 'talk', 'hold', 'consult', 'conference', 'acw', 'voicemail', 'callback_wait'))
CHECK (NOT isempty(during))
$t$, ARRAY['INDEX ON %1$I.segment USING gist (during)', 'INDEX ON %1$I.segment (agent_id)']),
	-- A range of one hash compares for overlap as the hash does for equality,
	-- which spares the exclusion constraints an extension of their own.
	('agent_state', 'what each agent did when; one state at a time (and medium, where kept by medium)', $t$
agent_id text NOT NULL -- agent
during tstzrange NOT NULL -- when, start included and end not; no end: still in it
state text -- state as the source names it
state_class text NOT NULL -- available, handling, acw, other_work, unavailable or offline
aux_code text -- reason of an unavailable state: break, training ...
paid boolean -- paid time; NULL: all but offline is
media text -- medium, where states are kept by medium
CHECK (state_class IN ('available', 'handling', 'acw', 'other_work', 'unavailable', 'offline'))
CHECK (NOT isempty(during) AND lower(during) IS NOT NULL)
CONSTRAINT agent_state_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(agent_id || chr(31) || coalesce(media, ''), 0) >> 1, (hashtextextended(agent_id || chr(31) || coalesce(media, ''), 0) >> 1) + 1) WITH &&, during WITH &&)
$t$, ARRAY['INDEX ON %1$I.agent_state USING gist (during)', 'INDEX ON %1$I.agent_state (lower(during))', 'INDEX ON %1$I.agent_state (agent_id)']),
	('schedule', 'what each agent was to do when; every published version is kept', $t$
agent_id text NOT NULL -- agent
during tstzrange NOT NULL -- when, start included and end not
activity text -- activity as the source names it
class text NOT NULL -- on_queue, off_queue_paid, break_unpaid or absence
version_no integer NOT NULL DEFAULT 1 -- version; per agent and day the highest counts
published_at timestamptz -- when the version was published
CHECK (class IN ('on_queue', 'off_queue_paid', 'break_unpaid', 'absence'))
CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during))
CONSTRAINT schedule_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(agent_id || chr(31) || version_no, 0) >> 1, (hashtextextended(agent_id || chr(31) || version_no, 0) >> 1) + 1) WITH &&, during WITH &&)
$t$, ARRAY['INDEX ON %1$I.schedule USING gist (during)', 'INDEX ON %1$I.schedule (lower(during))', 'INDEX ON %1$I.schedule (agent_id)']),
	('forecast', 'forecasts as they were made: accuracy needs the lead', $t$
queue_id text NOT NULL -- queue
media text NOT NULL DEFAULT 'voice' -- medium
interval_start timestamptz NOT NULL -- start of the interval forecast
interval_len interval NOT NULL -- its length
made_at timestamptz NOT NULL -- when the forecast was made
horizon text -- name of the lead: day ahead, week ahead ...
volume float8 NOT NULL CHECK (volume >= 0) -- contacts offered
aht_s float8 CHECK (aht_s > 0) -- average handle time, seconds
lo float8 -- lower end of the volume
hi float8 -- upper end of the volume
required float8 CHECK (required >= 0) -- agents required, as the source computed it
scenario text NOT NULL DEFAULT 'base' -- scenario
PRIMARY KEY (queue_id, media, interval_start, made_at, scenario)
$t$, ARRAY['INDEX ON %1$I.forecast (interval_start)']),
	('staff_plan', 'agents scheduled on the queue per interval, where they are planned by queue', $t$
queue_id text NOT NULL -- queue
interval_start timestamptz NOT NULL -- start of the interval
interval_len interval NOT NULL -- its length
scheduled float8 NOT NULL CHECK (scheduled >= 0) -- agents scheduled on the queue
PRIMARY KEY (queue_id, interval_start)
$t$, '{}'),
	('survey_response', 'one answer to one question', $t$
response_id text NOT NULL -- one returned (or only sent) questionnaire
contact_id text -- contact it is about
agent_id text -- agent of that contact
queue_id text -- queue of that contact
contact_at timestamptz NOT NULL -- when the contact was: the date of reports
answered_at timestamptz -- when it was answered; NULL: it was not
item text NOT NULL -- question; csat, nps and ces are known by these names
scale_min float8 NOT NULL -- lowest possible answer
scale_max float8 NOT NULL -- highest possible answer
value float8 -- answer; NULL: none
invited boolean NOT NULL DEFAULT true -- the customer was asked
PRIMARY KEY (response_id, item)
CHECK (scale_min < scale_max AND value BETWEEN scale_min AND scale_max)
$t$, ARRAY['INDEX ON %1$I.survey_response (contact_at)', 'INDEX ON %1$I.survey_response (item, contact_at)']),
	('quality_evaluation', 'one item of one quality evaluation', $t$
contact_id text NOT NULL -- contact evaluated
agent_id text NOT NULL -- agent evaluated
evaluator text NOT NULL -- who evaluated
evaluated_at timestamptz NOT NULL -- when
item text NOT NULL -- item of the form
weight float8 NOT NULL DEFAULT 1 CHECK (weight >= 0) -- weight of the item
max_points float8 NOT NULL CHECK (max_points > 0) -- points possible
points float8 CHECK (points BETWEEN 0 AND max_points) -- points given
critical boolean NOT NULL DEFAULT false -- no points here is a critical error
applicable boolean NOT NULL DEFAULT true -- item applies to the contact
PRIMARY KEY (contact_id, agent_id, evaluator, evaluated_at, item)
$t$, ARRAY['INDEX ON %1$I.quality_evaluation (evaluated_at)']),
	('business_hours', 'weekly opening hours by calendar', $t$
calendar_id text NOT NULL -- calendar
tz text NOT NULL -- time zone, IANA name
weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7) -- 1 Monday to 7 Sunday
open time NOT NULL -- opens
close time NOT NULL -- closes
valid daterange NOT NULL DEFAULT '(,)' -- days on which this week applies
CHECK (open < close)
PRIMARY KEY (calendar_id, weekday, open, valid)
$t$, '{}'),
	('calendar_exception', 'days that differ from the week of a calendar', $t$
calendar_id text NOT NULL -- calendar
day date NOT NULL -- day
open time -- opens; NULL: closed all day
close time -- closes
CHECK (open < close AND (open IS NULL) = (close IS NULL))
UNIQUE NULLS NOT DISTINCT (calendar_id, day, open)
$t$, '{}'),
	('target', 'what a KPI should reach', $t$
scope text NOT NULL DEFAULT 'all' -- all, or a queue_id
kpi text NOT NULL -- KPI, as in kpi_catalog
threshold_s float8 CHECK (threshold_s >= 0) -- threshold of a service level, seconds
goal float8 NOT NULL -- value to reach
valid daterange NOT NULL DEFAULT '(,)' -- days on which it applies
PRIMARY KEY (scope, kpi, valid)
$t$, '{}'),
	('headcount_event', 'people who come and go', $t$
agent_id text NOT NULL -- agent
date date NOT NULL -- day; the first day on or off
kind text NOT NULL -- hire, exit_voluntary, exit_involuntary or transfer (leaves the centre)
PRIMARY KEY (agent_id, date, kind)
CHECK (kind IN ('hire', 'exit_voluntary', 'exit_involuntary', 'transfer'))
$t$, '{}'),
	('cost', 'cost by month', $t$
scope text NOT NULL DEFAULT 'all' -- all: of the centre, which is what the views read; others are the caller's own
month date NOT NULL CHECK (extract(day FROM month) = 1) -- first day of the month
kind text NOT NULL -- labour, technology ...
amount numeric NOT NULL -- amount
currency text NOT NULL -- its currency
PRIMARY KEY (scope, month, kind, currency)
$t$, '{}'),
	('ticket_event', 'what happened to tickets of deferred media', $t$
ticket_id text NOT NULL -- ticket
event_no integer NOT NULL -- number within the ticket
at timestamptz NOT NULL -- when
event text NOT NULL -- created, comment, status, reopened, solved or closed
actor_kind text -- customer, agent, bot or system
public boolean -- seen by the customer
status text -- status after it
queue_id text -- queue
calendar_id text -- business hours that apply, as in table business_hours
PRIMARY KEY (ticket_id, event_no)
$t$, ARRAY['INDEX ON %1$I.ticket_event (at)', 'INDEX ON %1$I.ticket_event (event, at)']),
	('trunk_event', 'attempts at the trunks', $t$
attempt_id text PRIMARY KEY -- attempt
at timestamptz NOT NULL -- when
result text NOT NULL -- connected or blocked
$t$, ARRAY['INDEX ON %1$I.trunk_event (at)']),
	('site', 'sites', $t$
site_id text PRIMARY KEY -- site
name text -- name
zone text NOT NULL -- time zone, IANA name
$t$, '{}'),
	('queue', 'queues, by validity: names and owners change', $t$
queue_id text NOT NULL -- queue
valid tstzrange NOT NULL DEFAULT '(,)' -- when this row applies
name text NOT NULL -- name
business_unit text -- business unit
calendar_id text -- business hours of the queue
PRIMARY KEY (queue_id, valid)
CONSTRAINT queue_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(queue_id, 0) >> 1, (hashtextextended(queue_id, 0) >> 1) + 1) WITH &&, valid WITH &&)
$t$, '{}'),
	('agent', 'agents, by validity: people change teams', $t$
agent_id text NOT NULL -- agent
valid tstzrange NOT NULL DEFAULT '(,)' -- when this row applies
name text -- name
team text -- team
site_id text -- site
PRIMARY KEY (agent_id, valid)
CONSTRAINT agent_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(agent_id, 0) >> 1, (hashtextextended(agent_id, 0) >> 1) + 1) WITH &&, valid WITH &&)
$t$, '{}'),
	('feed_gap', 'holes in what a source delivered: no data there, not zero', $t$
source text NOT NULL -- system
during tstzrange NOT NULL -- when it delivered nothing
PRIMARY KEY (source, during)
CHECK (NOT isempty(during))
$t$, '{}'),
	('maturity_check', 'check points of a maturity assessment', $t$
framework text NOT NULL DEFAULT 'standard' -- set of dimensions, as in cc_cmm_dimensions
assessed_on date NOT NULL -- day of the assessment
dimension text NOT NULL -- dimension
level integer NOT NULL CHECK (level BETWEEN 2 AND 5) -- level the check point belongs to
check_point text NOT NULL -- check point
score float8 CHECK (score BETWEEN 0 AND 1) -- score from 0 to 1; NULL: not scored
applicable boolean NOT NULL DEFAULT true -- applies to this centre
PRIMARY KEY (framework, assessed_on, dimension, check_point)
$t$, '{}'),
	('queue_interval_summary', 'summaries by interval of visits that have left their queue; made by refresh_queue_summary, read by the queue views', $t$
queue_id text -- queue
media text -- medium
site_id text -- site
bucket_start timestamptz NOT NULL -- start of the interval
bucket_end timestamptz NOT NULL -- its end
summary %2$I.queue_summary NOT NULL -- counts, sums and wait histograms
transfers bigint NOT NULL -- answered visits transferred away
UNIQUE NULLS NOT DISTINCT (bucket_start, queue_id, media, site_id)
$t$, ARRAY['INDEX ON %1$I.queue_interval_summary (bucket_end)']),
	('agent_interval_summary', 'what agents did, by interval; made by refresh_agent_summary, read by agent_interval and agent_day', $t$
agent_id text -- agent
bucket_start timestamptz NOT NULL -- start of the interval
bucket_end timestamptz NOT NULL -- its end
logged_in_s float8 NOT NULL -- seconds logged in
paid_s float8 NOT NULL -- seconds of paid states
handling_s float8 NOT NULL -- seconds handling contacts
available_s float8 NOT NULL -- seconds available
other_work_s float8 NOT NULL -- seconds of other work
unavailable_s float8 NOT NULL -- seconds unavailable
UNIQUE NULLS NOT DISTINCT (bucket_start, agent_id)
$t$, '{}'),
	('agent_adherence_summary', 'schedule against actual, by interval; made by refresh_agent_summary, read by agent_adherence', $t$
agent_id text -- agent
bucket_start timestamptz NOT NULL -- start of the interval
bucket_end timestamptz NOT NULL -- its end
scheduled_s float8 NOT NULL -- seconds scheduled
adherent_s float8 NOT NULL -- scheduled seconds in which the agent did what the schedule says
present_s float8 NOT NULL -- scheduled seconds in which the agent was at work
on_queue_scheduled_s float8 NOT NULL -- seconds scheduled on the queue
on_queue_actual_s float8 NOT NULL -- seconds on the queue
UNIQUE NULLS NOT DISTINCT (bucket_start, agent_id)
$t$, '{}'),
	('kpi_month_summary', 'KPIs of closed months; made by refresh_kpi_month, read by kpi_month', $t$
month date NOT NULL -- first day of the local month
kpi text NOT NULL -- KPI, as in kpi_catalog
numerator float8 -- upper sum of the quotient
denominator float8 -- lower sum of the quotient
PRIMARY KEY (month, kpi)
$t$, '{}')
	) AS m (name, comment, lines, indexes)
	LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', schema, model.name)) IS NOT NULL;
		made := made + 1;

		EXECUTE (SELECT format('CREATE TABLE %I.%I (%s)', schema, model.name,
				string_agg(format(split_part(l, ' -- ', 1), schema, n.nspname), ', ' ORDER BY number))
			FROM string_to_table(btrim(model.lines, E'\n'), E'\n') WITH ORDINALITY AS t (l, number),
				pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
			WHERE e.extname = 'contact_center');
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, model.name, model.comment);
		FOR line IN
			SELECT split_part(l, ' ', 1) AS name, split_part(l, ' -- ', 2) AS comment
			FROM string_to_table(model.lines, E'\n') AS l WHERE l LIKE '% -- %'
		LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, model.name, line.name, line.comment);
		END LOOP;
		FOR line IN SELECT i FROM unnest(model.indexes) AS i LOOP
			EXECUTE format('CREATE ' || line.i, schema);
		END LOOP;
	END LOOP;
	RAISE NOTICE 'created % tables of the reporting model in schema %', made, quote_ident(schema);
END
$procedure$;
COMMENT ON PROCEDURE create_reporting_model(name) IS
'create the tables of the reporting model that are missing in schema (and the schema), owned by the caller; what is there, table or view, is left as it is';

-- Chapter 7: the reporting views, ordinary views that the caller owns

CREATE PROCEDURE create_reporting_views(
	schema name,
	interval_width interval DEFAULT '30 min',
	zone text DEFAULT 'UTC',
	threshold float8 DEFAULT 20,
	variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 5,
	day_start time DEFAULT '00:00',
	service_goal float8 DEFAULT 0.8,
	shrinkage float8 DEFAULT 0.3,
	repeat_days float8 DEFAULT 7,
	response_target float8 DEFAULT 86400,
	cost_per_minute float8 DEFAULT NULL,
	min_answers integer DEFAULT 5,
	baseline daterange DEFAULT NULL,
	security_invoker boolean DEFAULT true)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET intervalstyle = postgres
AS $procedure$
DECLARE
	ext name;
	arguments text[];
	base text;
	waited text;
	visits text;
	contacts text;
	merged text;
	target text;
	live text;
	problem text;
	judged text;
	spans jsonb := '{}';
	one record;
	missing text;
	kind "char";
	made integer := 0;
	removed bigint;
	index_name name;
	local_time text;
	made_now text[] := '{}';
	made_from text;
	made_before text;
	kpis_stored boolean;
	visit_spans jsonb := '{}';
	span text;
	span_fragments jsonb := '{}';
	columns record;
	relations text[];
	fragments jsonb;
	fragment record;
	definition text;
	queue_kpis CONSTANT text[] := ARRAY[['service_level', 'service_met', 'service_judged'], ['asa', 'answer_wait_s', 'answered'], ['queue_time', 'wait_s', 'offered'],
		['abandonment', 'abandoned', 'offered'], ['answer_rate', 'answered', 'offered'], ['transfer_rate', 'transfers', 'answered'], ['talk', 'handle_s - coalesce(acw_s, 0)', 'answered'],
		['acw', 'acw_s', 'answered'], ['aht', 'handle_s', 'answered'], ['time_to_abandon', 'abandon_wait_s', 'abandoned']];
	realtimes jsonb;
	realtime_columns jsonb;
	lives jsonb;
	live_columns jsonb;
	rolled jsonb := '{}';
	ever constant text[] := ARRAY['''-infinity''::timestamptz', '''infinity''::timestamptz'];
	comments jsonb;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % does not exist', quote_ident(schema) USING ERRCODE = '3F000';
	END IF;
	IF interval_width IS NULL OR zone IS NULL OR threshold IS NULL OR variant IS NULL OR short_abandon IS NULL
		OR day_start IS NULL OR service_goal IS NULL OR shrinkage IS NULL OR repeat_days IS NULL
		OR response_target IS NULL OR min_answers IS NULL OR security_invoker IS NULL THEN
		RAISE EXCEPTION 'only arguments "cost_per_minute" and "baseline" may be null' USING ERRCODE = '22004';
	END IF;

	-- What would be refused when a view is read is refused now.
	FOR one IN SELECT * FROM (VALUES
		('interval_width', interval_width::text, interval_width > '0' AND interval_width <= '1 day', 'a positive interval of at most one day'),
		('threshold', threshold::text, threshold BETWEEN 0 AND 1e9, 'a number of seconds from 0 to 1e9'),
		('short_abandon', short_abandon::text, short_abandon BETWEEN 0 AND 1e9, 'a number of seconds from 0 to 1e9'),
		('service_goal', service_goal::text, service_goal > 0 AND service_goal < 1, 'a fraction between 0 and 1, both excluded'),
		('shrinkage', shrinkage::text, shrinkage >= 0 AND shrinkage < 1, 'a fraction from 0 to less than 1'),
		('repeat_days', repeat_days::text, repeat_days > 0 AND repeat_days <= 36500, 'a positive number of days, at most 36500'),
		('response_target', response_target::text, response_target BETWEEN 0 AND 1e9, 'a number of seconds from 0 to 1e9'),
		('cost_per_minute', cost_per_minute::text, cost_per_minute BETWEEN 0 AND 1e9, 'an amount from 0 to 1e9, or null'),
		('min_answers', min_answers::text, min_answers >= 1, 'a positive number'))
		AS c (name, value, fits, allowed) WHERE NOT fits
	LOOP
		RAISE EXCEPTION 'invalid value for argument "%": %', one.name, one.value
			USING ERRCODE = '22023', DETAIL = format('It must be %s.', one.allowed);
	END LOOP;
	EXECUTE format('SELECT %1$I.reporting_interval(now(), $1, $2, $3), %1$I.service_level(%1$I.queue_summary(''answered''::text, 1::float8), $4, $5, $6)',
		ext) USING interval_width, zone, day_start, threshold, variant, short_abandon;

	relations := ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(schema)) AND relkind IN ('r', 'p', 'v', 'm', 'f'));

	-- 1 extension, 2 schema, then the parameters as typed literals
	arguments := ARRAY[ext::text, schema::text,
		format('%L::interval', interval_width), format('%L::text', zone), format('%L::float8', threshold),
		format('%L::text', variant), format('%L::float8', short_abandon), format('%L::time', day_start),
		format('%L::float8', service_goal), format('%L::float8', shrinkage), format('%L::float8', repeat_days),
		format('%L::float8', response_target), format('%L::float8', cost_per_minute), format('%L::integer', min_answers),
		format('%L::daterange', baseline), format('%L::text', interval_width)];

	-- Summaries of other intervals than the views' are of no use to them; the newest
	-- version of a schedule is by local day, which depends on the zone as well.
	FOR one IN SELECT * FROM (VALUES
		('queue_interval_summary', 'refresh_queue_summary', 'false'),
		('agent_interval_summary', 'refresh_agent_summary', 'false'),
		('agent_adherence_summary', 'refresh_agent_summary', CASE WHEN 'reporting_settings' = ANY (relations)
			THEN 'NOT EXISTS (SELECT FROM %2$I.reporting_settings o WHERE to_jsonb(o) ->> ''zone'' = %4$s AND to_jsonb(o) ->> ''day_start'' = %8$s::text)' ELSE 'true' END))
		AS s (name, refresh, outdated) WHERE name = ANY (relations)
	LOOP
		EXECUTE format(replace(replace('DELETE FROM %2$I.{summary} WHERE {outdated} OR EXISTS (SELECT FROM (SELECT DISTINCT bucket_start, bucket_end FROM %2$I.{summary}) s
			WHERE %1$I.lower(%1$I.reporting_interval(s.bucket_start, %3$s, %4$s, %8$s)) <> s.bucket_start
				OR %1$I.upper(%1$I.reporting_interval(s.bucket_start, %3$s, %4$s, %8$s)) <> s.bucket_end)', '{summary}', one.name), '{outdated}', one.outdated), VARIADIC arguments);
		GET DIAGNOSTICS removed = ROW_COUNT;
		IF removed > 0 THEN
			RAISE NOTICE 'removed % summaries of other intervals; call %', removed, one.refresh;
		END IF;
	END LOOP;

	-- KPIs that are stored hold as long as kpi_month_live, and all that it is made
	-- from, is defined as it was: parameters and tables at hand are part of that.
	made_from := $q$WITH RECURSIVE source AS (
			SELECT 'pg_class'::regclass::oid AS class, to_regclass(%L)::oid AS id
			UNION
			SELECT d.refclassid, d.refobjid FROM source s LEFT JOIN pg_rewrite r ON s.class = 'pg_class'::regclass AND r.ev_class = s.id
			JOIN pg_depend d ON d.classid = CASE WHEN r.oid IS NULL THEN s.class ELSE 'pg_rewrite'::regclass END AND d.objid = coalesce(r.oid, s.id)
			WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass) AND d.deptype = 'n')
		SELECT md5(string_agg(coalesce(pg_get_viewdef(c.oid), pg_get_function_sqlbody(p.oid)), ' ' ORDER BY s.class, s.id))
		FROM source s LEFT JOIN pg_class c ON s.class = 'pg_class'::regclass AND c.oid = s.id AND c.relkind = 'v' LEFT JOIN pg_proc p ON s.class = 'pg_proc'::regclass AND p.oid = s.id$q$;
	made_from := format(made_from, format('%I.kpi_month_live', schema));
	kpis_stored := EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(format('%I.kpi_month_summary', schema)) AND relkind IN ('r', 'p'));
	IF kpis_stored THEN
		EXECUTE format('LOCK TABLE %2$I.kpi_month_summary IN SHARE ROW EXCLUSIVE MODE', VARIADIC arguments);
		EXECUTE made_from INTO made_before;
	END IF;

	-- What makes a visit unusable; NULL: nothing.
	problem := $q$CASE
		WHEN queued_at IS NULL THEN 'no queued_at'
		WHEN coalesce(outcome, 'open') NOT IN ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'blocked', 'system_error', 'open') THEN 'unknown outcome'
		WHEN (coalesce(outcome, 'open') = 'answered') <> (answered_at IS NOT NULL) THEN 'answered_at contradicts outcome'
		WHEN left_at < queued_at OR answered_at < queued_at THEN 'left before queued'
		WHEN ended_at < left_at OR ended_at < answered_at OR ended_at < queued_at THEN 'ended before left'
		WHEN wrap_ended_at < ended_at THEN 'wrap-up ended before the end'
		WHEN v.talk_s < 0 OR hold_s < 0 OR v.acw_s < 0 OR ring_s < 0 THEN 'negative duration'
		WHEN coalesce(outcome, 'open') NOT IN ('open', 'answered', 'blocked') AND left_at IS NULL THEN 'no left_at'
		WHEN coalesce(outcome, 'open') = 'open' AND queued_at > now() THEN 'queued in the future'
	END$q$;

	-- The visits that a service level judges, by variant.
	judged := CASE variant
		WHEN 'answered' THEN 'answered'
		WHEN 'ignore_in_threshold' THEN 'answered + abandoned - abandoned_within + open_late'
		WHEN 'exclude_short' THEN 'answered + abandoned - abandoned_short + open_late'
		WHEN 'offered_all' THEN 'answered + abandoned + open_late + flowed_out + blocked'
		WHEN 'dequeued' THEN 'answered + abandoned + open_late + flowed_out + callbacks + system_errors'
		ELSE 'answered + abandoned + open_late' END;

	-- Where a visit is, as valid_visit has it (no end: it is there yet): as an event,
	-- from the entry into the queue to the end of the work, and on a trunk.  It crosses
	-- when that is not all in the interval of its entry into the queue.
	FOR one IN SELECT * FROM (VALUES
		('event', 'outcome <> ''blocked''', 'queued_at',
			'CASE outcome WHEN ''answered'' THEN coalesce(wrap_ended_at, ended_at) WHEN ''open'' THEN left_at ELSE coalesce(left_at, queued_at) END', '@> bucket_start'),
		('trunk', 'media = ''voice'' AND outcome <> ''blocked''', 'coalesce(entered_at, queued_at)',
			'coalesce(ended_at, left_at, CASE WHEN outcome NOT IN (''answered'', ''open'') THEN queued_at END)', '&& tstzrange(bucket_start, bucket_end)'))
		AS v (name, counts, from_at, to_at, reaches)
	LOOP
		span := format('tstzrange(%1$s, CASE WHEN %2$s < %1$s THEN %1$s ELSE %2$s END, ''[]'')', one.from_at, one.to_at);
		visit_spans := visit_spans || jsonb_build_object(one.name, jsonb_build_object('span', span, 'reaches', one.reaches,
			'crosses', one.counts || ' AND NOT ' || span || ' <@ %1$I.tstzrange(%1$I.reporting_interval(queued_at, %3$s, %4$s, %8$s))'));
	END LOOP;

	-- What the views below are made for, as indexes of the caller's own tables; for the
	-- spans there must be one on queued_at.
	FOR one IN SELECT i.name, i.index_name, format(i.definition, VARIADIC arguments) AS definition,
			format(i.what, interval_width) || format(' in %s from %s', zone, day_start) AS comment
		FROM (VALUES
			('queue_visit', 'queue_visit_event_span', replace(format('USING gist (%s) WHERE %s', visit_spans #>> '{event,span}', visit_spans #>> '{event,crosses}'),
				'outcome', 'coalesce(outcome, ''open'')'), 'across intervals of %s'),
			('queue_visit', 'queue_visit_trunk_span', replace(format('USING gist (%s) WHERE %s', visit_spans #>> '{trunk,span}', visit_spans #>> '{trunk,crosses}'),
				'outcome', 'coalesce(outcome, ''open'')'), 'across intervals of %s'),
			('contact', 'contact_next_of_customer', '(customer_key, started_at) INCLUDE (contact_id)', 'starts by customer'),
			('survey_response', 'survey_response_contact_at_month', '((date_trunc(''month'', contact_at AT TIME ZONE %4$s)::date))', 'by local month'),
			('ticket_event', 'ticket_event_started', '(ticket_id, at, event_no) INCLUDE (event, queue_id, calendar_id) WHERE event IN (''created'', ''reopened'')', 'starts of tickets'),
			('ticket_event', 'ticket_event_ended', '(ticket_id, at) WHERE event IN (''solved'', ''closed'')', 'ends of tickets'))
			AS i (name, index_name, definition, what)
		JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', schema, i.name)) AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
		WHERE i.what <> 'across intervals of %s' OR EXISTS (SELECT FROM pg_index x JOIN pg_class o ON o.oid = x.indexrelid JOIN pg_am m ON m.oid = o.relam
			JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] AND a.attname = 'queued_at'
			WHERE x.indrelid = c.oid AND m.amname = 'btree' AND x.indpred IS NULL)
	LOOP
		CONTINUE WHEN obj_description(to_regclass(format('%I.%I', schema, one.index_name)), 'pg_class') = one.comment;
		IF to_regclass(format('%I.%I', schema, one.index_name)) IS NOT NULL THEN
			EXECUTE format('DROP INDEX %I.%I', schema, one.index_name);
		END IF;
		BEGIN
			EXECUTE format('CREATE INDEX %I ON %I.%I ', one.index_name, schema, one.name) || one.definition;
		EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR datatype_mismatch OR invalid_object_definition OR invalid_text_representation THEN
			CONTINUE;	-- a table of the caller's own, with other columns or types
		END;
		EXECUTE format('COMMENT ON INDEX %I.%I IS %L', schema, one.index_name, one.comment);
	END LOOP;

	-- Summaries by queue and interval: stored ones where there are, else made from
	-- the visits; visits still open always are, since their wait goes on.
	base := $q$
		SELECT v.queue_id, v.media, v.site_id, %1$I.lower(v.b) AS bucket_start, %1$I.upper(v.b) AS bucket_end,
			%1$I.queue_summary(v.outcome, v.wait_s, v.talk_s, coalesce(v.hold_s, 0), coalesce(v.acw_s, 0)) AS summary,
			count(*) FILTER (WHERE v.outcome = 'answered' AND v.transfer_out IN ('blind', 'attended')) AS transfers,
			count(*) FILTER (WHERE v.outcome = 'open' AND v.wait_s > %5$s) AS open_late
		FROM (SELECT queue_id, media, site_id, outcome, wait_s, talk_s, hold_s, acw_s, transfer_out,
				%1$I.reporting_interval(queued_at, %3$s, %4$s, %8$s) AS b
			FROM %2$I.valid_visit WHERE {condition}) v
		GROUP BY v.queue_id, v.media, v.site_id, v.b$q$;
	IF 'queue_interval_summary' = ANY (relations) THEN
		-- Bounded on both sides, the planner expects few rows and takes the index.
		live := concat_ws(' UNION ALL ',
			replace(base, '{condition}', 'queued_at >= ''-infinity''::timestamptz AND queued_at < coalesce((SELECT min(bucket_start) FROM %2$I.queue_interval_summary), ''infinity''::timestamptz)'),
			replace(base, '{condition}', 'queued_at >= coalesce((SELECT max(bucket_end) FROM %2$I.queue_interval_summary), ''infinity''::timestamptz) AND queued_at < ''infinity''::timestamptz'),
			replace(base, '{condition}', 'outcome = ''open'' AND queued_at >= (SELECT min(bucket_start) FROM %2$I.queue_interval_summary) AND queued_at < (SELECT max(bucket_end) FROM %2$I.queue_interval_summary)'));
		base := $q$SELECT queue_id, media, site_id, bucket_start, bucket_end, summary, transfers, 0::bigint AS open_late
			FROM %2$I.queue_interval_summary UNION ALL $q$ || live;
	ELSE
		live := replace(base, '{condition}', 'true');
		base := live;
	END IF;

	-- Visits in the intervals that they touch: from each interval by index, those that
	-- entered the queue in it and those that reach into it; or else each visit split.
	FOR one IN SELECT v.key AS name, v.value ->> 'span' AS span, v.value ->> 'crosses' AS crosses, v.value ->> 'reaches' AS reaches,
			to_regclass(format('%I.%I', schema, format('queue_visit_%s_span', v.key))) IS NOT NULL AS indexed
		FROM jsonb_each(visit_spans) AS v
	LOOP
		span_fragments := span_fragments || replace(replace(replace(CASE WHEN one.indexed THEN jsonb_build_object(
			one.name || '_interval', $q$(SELECT %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end
	FROM (SELECT least(first_at, (SELECT min(lower({span})) FROM %2$I.valid_visit WHERE {crosses} AND {span} @> first_at)) AS first_at,
			greatest(last_at, (SELECT max(coalesce(upper({span}), now())) FROM %2$I.valid_visit WHERE {crosses} AND {span} @> last_at)) + '1 microsecond'::interval AS last_at
		FROM (SELECT min(queued_at) AS first_at, max(queued_at) AS last_at FROM %2$I.queue_visit) q) q,
		LATERAL %1$I.reporting_intervals(first_at, last_at, %3$s, %4$s, %8$s) AS b) b
CROSS JOIN LATERAL (SELECT$q$,
			one.name || '_visit', $q$(SELECT * FROM %2$I.valid_visit WHERE queued_at >= bucket_start AND queued_at < bucket_end
		UNION ALL
		SELECT * FROM %2$I.valid_visit WHERE {crosses} AND {span} {reaches} AND NOT tstzrange(bucket_start, bucket_end) @> queued_at) v$q$,
			'of_' || one.name, '')
		ELSE jsonb_build_object(
			one.name || '_interval', '(SELECT bucket_start, bucket_end,',
			one.name || '_visit', $q$(SELECT v.*, %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end FROM (SELECT *, {span} AS span FROM %2$I.valid_visit) v,
			LATERAL %1$I.split_interval(tstzrange(lower(span), greatest(coalesce(upper(span), now()), lower(span)) + '1 microsecond'::interval), %3$s, %4$s, %8$s) AS p (b, bucket_s)) v$q$,
			'of_' || one.name, ', bucket_start, bucket_end') END::text, '{span}', one.span), '{crosses}', one.crosses), '{reaches}', one.reaches)::jsonb;
	END LOOP;

	waited := $q$CASE WHEN outcome = 'blocked' THEN NULL ELSE extract(epoch FROM coalesce(answered_at, left_at, now()) - queued_at)::float8 END$q$;

	-- Units of a service level: contacts are merged visits, customers merged contacts.
	-- What comes after the first answer changes nothing, so a contact whose first
	-- visit was answered is not followed.
	visits := $q$SELECT contact_id, visit_no, customer_key, queue_id, media, queued_at, (queued_at AT TIME ZONE %4$s - %8$s)::date AS day, coalesce(outcome, 'open') AS outcome, $q$ || waited || $q$ AS wait_s
		FROM %2$I.queue_visit v WHERE is_test IS NOT TRUE AND media IS DISTINCT FROM 'callback' AND ($q$ || problem || $q$) IS NULL$q$;
	merged := $q$CASE WHEN bool_or(outcome = 'answered') THEN 'answered'
			ELSE coalesce(substr(max(lpad(position::text, 19, '0') || outcome) FILTER (WHERE outcome NOT IN ('answered', 'blocked')), 20), 'blocked') END AS outcome,
		sum(wait_s) FILTER (WHERE answers_before = 0) AS wait_s
		FROM (SELECT *, count(*) FILTER (WHERE outcome = 'answered') OVER w AS answers_before, count(*) OVER w AS position$q$;
	contacts := format($q$SELECT v.contact_id, v.customer_key, v.day, v.queue_id, v.media, v.queued_at, v.outcome, v.wait_s FROM (%1$s) v WHERE v.outcome = 'answered' AND %2$s
		UNION ALL
		SELECT v.contact_id, v.customer_key, v.day, v.queue_id, v.media, v.queued_at, m.outcome, m.wait_s FROM (%1$s) v,
			LATERAL (SELECT %3$s FROM (%1$s) n WHERE n.contact_id = v.contact_id AND n.visit_no >= v.visit_no WINDOW w AS (ORDER BY visit_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) n) m
		WHERE v.outcome <> 'answered' AND %2$s$q$, visits,
		-- Nothing to look up for the visits numbered 1, where none has a lower number.
		'(v.visit_no = 1 AND NOT EXISTS (SELECT FROM %2$I.queue_visit WHERE visit_no < 1) OR NOT EXISTS (SELECT FROM (' || visits || ') n WHERE n.contact_id = v.contact_id AND n.visit_no < v.visit_no))', merged);

	-- States and schedules in the intervals that they overlap, from {from} to {to};
	-- what has no start is of no interval.
	-- From the intervals a filter on time reaches the index on during; without one
	-- each row is split.
	FOR one IN SELECT t.name, EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
			JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] AND a.attname = 'during'
			WHERE i.indrelid = to_regclass(format('%I.%I', schema, t.name)) AND m.amname = 'gist' AND i.indpred IS NULL) AS indexed
		FROM (VALUES ('agent_state'), ('schedule')) AS t (name)
	LOOP
		spans := spans || jsonb_build_object(one.name, replace(CASE WHEN one.indexed
			THEN $q$(SELECT greatest(coalesce(min(lower(during)), 'infinity'), {from}) AS from_at, least({to}, now()) AS to_at
				FROM %2$I.{table} WHERE lower(during) > '-infinity') e,
			LATERAL %1$I.reporting_intervals(least(e.from_at, e.to_at), e.to_at, {width}, %4$s, %8$s) AS b
			JOIN %2$I.{table} s ON s.during && tstzrange(%1$I.lower(b), %1$I.upper(b)) AND isfinite(lower(s.during))$q$
			-- an interval is at most a day, which has at most 25 hours
			ELSE $q$(SELECT tstzrange({from}, greatest({from}, least({to} + '25 hours'::interval, now()))) AS near) e
			JOIN %2$I.{table} s ON s.during && e.near AND isfinite(lower(s.during)),
			LATERAL %1$I.split_interval(s.during * e.near, {width}, %4$s, %8$s) AS p (b, bucket_s)$q$ END, '{table}', one.name));
	END LOOP;

	-- Agents by interval, for the intervals that start in [{from}, {to}).  Functions
	-- are made of them, which pg_upgrade restores before the operator classes of our
	-- types: they group by nothing of these.
	lives := jsonb_build_object(
	'agent_interval', $q$SELECT agent_id::text AS agent_id, bucket_start, bucket_end,
		%1$I.covered_seconds(h + a + o + u) AS logged_in_s, %1$I.covered_seconds(p) AS paid_s,
		%1$I.covered_seconds(h) AS handling_s, %1$I.covered_seconds(a - h) AS available_s,
		%1$I.covered_seconds(o - h - a) AS other_work_s, %1$I.covered_seconds(u - h - a - o) AS unavailable_s
	FROM (SELECT s.agent_id, %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class IN ('handling', 'acw')), '{}') AS h,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'available'), '{}') AS a,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'other_work'), '{}') AS o,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'unavailable'), '{}') AS u,
			coalesce(range_agg(c.clip) FILTER (WHERE coalesce(s.paid, s.state_class <> 'offline')), '{}') AS p
		FROM {state},
			LATERAL (SELECT s.during * tstzrange(%1$I.lower(b), %1$I.upper(b)) * tstzrange(NULL, now()) AS clip) c
		WHERE %1$I.lower(b) >= {from} AND %1$I.lower(b) < {to} AND NOT isempty(c.clip)
		GROUP BY s.agent_id, %1$I.lower(b), %1$I.upper(b)) x$q$,
	'agent_adherence', $q$SELECT agent_id::text AS agent_id, bucket_start, bucket_end,
		%1$I.covered_seconds(q + o + b) AS scheduled_s,
		%1$I.covered_seconds(q * aq) + %1$I.covered_seconds(o * (ao - aq)) + %1$I.covered_seconds(b - aq - aw) AS adherent_s,
		%1$I.covered_seconds((q + o) * (aq + ao)) + %1$I.covered_seconds(b) AS present_s,
		%1$I.covered_seconds(q) AS on_queue_scheduled_s, %1$I.covered_seconds(aq) AS on_queue_actual_s
	FROM (SELECT agent_id, %1$I.lower(bucket) AS bucket_start, %1$I.upper(bucket) AS bucket_end,
			coalesce(range_agg(clip) FILTER (WHERE class = 'on_queue'), '{}') AS q,
			coalesce(range_agg(clip) FILTER (WHERE class = 'off_queue_paid'), '{}') AS o,
			coalesce(range_agg(clip) FILTER (WHERE class = 'break_unpaid'), '{}') AS b,
			coalesce(range_agg(clip) FILTER (WHERE class IN ('available', 'handling', 'acw')), '{}') AS aq,
			coalesce(range_agg(clip) FILTER (WHERE class IN ('other_work', 'unavailable')), '{}') AS ao,
			coalesce(range_agg(clip) FILTER (WHERE class = 'other_work'), '{}') AS aw
		FROM (SELECT s.agent_id, s.class, b AS bucket, s.during FROM {schedule}
				WHERE s.class <> 'absence' AND {newest_version}
				UNION ALL
				SELECT s.agent_id, s.state_class, b, s.during FROM {state} WHERE s.state_class <> 'offline') s,
			LATERAL (SELECT during * tstzrange(%1$I.lower(bucket), %1$I.upper(bucket)) * tstzrange(NULL, now()) AS clip) c
		WHERE %1$I.lower(bucket) >= {from} AND %1$I.lower(bucket) < {to} AND NOT isempty(clip)
		GROUP BY agent_id, %1$I.lower(bucket), %1$I.upper(bucket)) x$q$);
	live_columns := jsonb_build_object(
	'agent_interval', 'logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s',
	'agent_adherence', 'scheduled_s, adherent_s, present_s, on_queue_scheduled_s, on_queue_actual_s');

	-- What is between the first and the last summary is stored, the rest is not.
	FOR one IN SELECT r.key AS name, replace(replace(replace(r.value, '{state}', spans ->> 'agent_state'), '{schedule}', spans ->> 'schedule'), '{width}', '%3$s') AS query,
			r.key || '_summary' AS summary, live_columns ->> r.key AS columns FROM jsonb_each_text(lives) AS r
	LOOP
		lives := lives || jsonb_build_object(one.name, one.query);
		rolled := rolled || jsonb_build_object(one.name, CASE WHEN one.summary = ANY (relations) THEN concat_ws(' UNION ALL ',
			format('SELECT agent_id, bucket_start, bucket_end, %s FROM %%2$I.%s', one.columns, one.summary),
			replace(replace(one.query, '{from}', ever[1]), '{to}', format('coalesce((SELECT min(bucket_start) FROM %%2$I.%s), %s)', one.summary, ever[2])),
			replace(replace(one.query, '{from}', format('coalesce((SELECT bucket_end FROM %%2$I.%s ORDER BY bucket_start DESC LIMIT 1), %s)', one.summary, ever[2])), '{to}', ever[2]))
			ELSE replace(replace(one.query, '{from}', ever[1]), '{to}', ever[2]) END);
	END LOOP;

	target := CASE WHEN 'target' = ANY (relations) THEN $q$LEFT JOIN LATERAL (SELECT t.goal FROM %2$I.target t WHERE t.kpi = k.kpi AND {scope} AND t.valid @> k.month
	ORDER BY t.scope = 'all', lower(t.valid) DESC NULLS LAST LIMIT 1) t ON true$q$ ELSE 'CROSS JOIN (SELECT NULL::float8 AS goal) t' END;

	-- Pieces that several views share.
	fragments := span_fragments || jsonb_build_object(
	'base', base,
	'judged', judged,
	'problem', problem,
	'wait', waited,
	'contacts', contacts,
	'customers', $q$SELECT day, media, max(queue_id) FILTER (WHERE position = 0) AS queue_id, $q$ || merged || $q$
		FROM (SELECT *, hashtextextended(customer, 0) AS hash FROM (SELECT *, coalesce('k' || customer_key, 'c' || contact_id) AS customer FROM ($q$ || contacts || $q$) c) c) c
		WINDOW w AS (PARTITION BY day, media, hash, customer ORDER BY queued_at, contact_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) c
		GROUP BY day, media, hash, customer$q$,
	'figures', $q$offered, answered, answered_within, abandoned, abandoned_within, abandoned_short, flowed_out, callbacks, blocked, system_errors, still_open, transfers,
	service_judged, round(service_level * service_judged)::bigint AS service_met, service_level,
	%1$I.abandonment_rate(s, 'offered'::text, %7$s) AS abandonment_rate, %1$I.answer_rate(s) AS answer_rate, transfers::float8 / nullif(answered, 0) AS transfer_rate,
	asa, asa * answered AS answer_wait_s, mean_wait, mean_wait * offered AS wait_s,
	mean_time_to_abandon, mean_time_to_abandon * abandoned AS abandon_wait_s, %1$I.longest_wait(s) AS longest_wait,
	%1$I.wait_quantile(s, 0.5::float8, 'answered'::text) AS wait_p50, %1$I.wait_quantile(s, 0.9::float8, 'answered'::text) AS wait_p90,
	aht, aht * answered AS handle_s, mean_talk, mean_hold, mean_acw, %1$I.aht_stddev(s) AS aht_stddev, %1$I.mean_patience(s) AS mean_patience$q$,
	'counts', $q$
CROSS JOIN LATERAL (SELECT %1$I.offered(s) AS offered, %1$I.answered(s) AS answered, %1$I.answered_within(s, %5$s) AS answered_within,
	%1$I.abandoned(s) AS abandoned, %1$I.abandoned_within(s, %5$s) AS abandoned_within, %1$I.abandoned_within(s, %7$s) AS abandoned_short,
	%1$I.flowed_out(s) AS flowed_out, %1$I.callbacks(s) AS callbacks, %1$I.blocked(s) AS blocked, %1$I.system_errors(s) AS system_errors,
	%1$I.still_open(s) AS still_open, %1$I.service_level(s, %5$s, %6$s, %7$s) AS service_level, %1$I.asa(s) AS asa, %1$I.mean_wait(s) AS mean_wait,
	%1$I.mean_time_to_abandon(s) AS mean_time_to_abandon, %1$I.aht(s) AS aht, %1$I.mean_talk(s) AS mean_talk, %1$I.mean_hold(s) AS mean_hold, %1$I.mean_acw(s) AS mean_acw) c
CROSS JOIN LATERAL (SELECT $q$ || judged || $q$ AS service_judged) j$q$,
	'queue_sums', $q$sum(service_met) AS service_met, sum(service_judged) AS service_judged, sum(answer_wait_s) AS answer_wait_s, sum(wait_s) AS wait_s,
			sum(abandon_wait_s) AS abandon_wait_s, sum(answered) AS answered, sum(offered) AS offered, sum(abandoned) AS abandoned, sum(blocked) AS blocked,
			sum(transfers) AS transfers, sum(handle_s) AS handle_s, sum(mean_acw * answered) AS acw_s$q$,
	'days_of_month', $q$day >= m.month AND day < (m.month + '1 month'::interval)::date$q$,
	'gap', CASE WHEN 'feed_gap' = ANY (relations) THEN 'EXISTS (SELECT FROM %2$I.feed_gap g WHERE g.during && tstzrange(bucket_start, bucket_end))' ELSE 'false' END,
	'absence', CASE WHEN 'schedule' = ANY (relations) THEN $q$UNION ALL
		SELECT (%1$I.lower(b) AT TIME ZONE %4$s - %8$s)::date, coalesce(s.activity, s.class), 'external', {seconds_of_bucket}
		FROM {schedule_day}
		WHERE s.class = 'absence' AND greatest(lower(s.during), %1$I.lower(b)) < now() AND {newest_version}$q$ ELSE '' END,
	'seconds_of_bucket', $q$extract(epoch FROM least(upper(s.during), %1$I.upper(b), now()) - greatest(lower(s.during), %1$I.lower(b)))::float8$q$,
	'newest_version', $q$NOT EXISTS (SELECT FROM %2$I.schedule n WHERE n.agent_id = s.agent_id AND n.version_no > s.version_no
			AND (lower(n.during) AT TIME ZONE %4$s - %8$s)::date = (lower(s.during) AT TIME ZONE %4$s - %8$s)::date)$q$,
	'scheduled', CASE WHEN 'staff_plan' = ANY (relations) THEN 'sp.scheduled' ELSE 'NULL::float8' END,
	'staff_plan', CASE WHEN 'staff_plan' = ANY (relations) THEN 'LEFT JOIN %2$I.staff_plan sp ON sp.queue_id = f.queue_id AND sp.interval_start = f.interval_start' ELSE '' END,
	'erlang_variant', CASE WHEN variant IN ('answered', 'abandon_met', 'ignore_in_threshold', 'exclude_short') THEN '%6$s' ELSE '''offered''::text' END,
	'live', live,
	'rolled', CASE WHEN 'queue_interval_summary' = ANY (relations) THEN '%2$I.queue_interval_summary' ELSE '(SELECT * FROM live WHERE false)' END,
	'known', $q$f.interval_start + f.interval_len <= m.until AND %1$I.lower(%1$I.reporting_interval(f.interval_start, %3$s, %4$s, %8$s)) = f.interval_start
			AND %1$I.upper(%1$I.reporting_interval(f.interval_start, %3$s, %4$s, %8$s)) = f.interval_start + f.interval_len$q$
		|| CASE WHEN 'feed_gap' = ANY (relations) THEN ' AND NOT EXISTS (SELECT FROM %2$I.feed_gap g WHERE g.during && tstzrange(f.interval_start, f.interval_start + f.interval_len))' ELSE '' END,
	'hours', $q$hours AS (
	SELECT h.calendar_id, h.valid, (string_agg(h.line, '; ' ORDER BY h.weekday) || coalesce('; ' || x.lines, '') || '; zone ' || min(h.tz))::%1$I.business_hours AS hours
	FROM (SELECT calendar_id, valid, weekday, min(tz) AS tz, (ARRAY['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'])[weekday] || ' ' ||
			string_agg(to_char(open, 'HH24:MI') || '-' || to_char(close, 'HH24:MI'), ',' ORDER BY open) AS line
		FROM %2$I.business_hours GROUP BY calendar_id, valid, weekday) h
	LEFT JOIN ($q$ || CASE WHEN 'calendar_exception' = ANY (relations) THEN $q$SELECT calendar_id, string_agg(line, '; ' ORDER BY day) AS lines
			FROM (SELECT calendar_id, day, to_char(day, 'YYYY-MM-DD') || ' ' || coalesce(string_agg(to_char(open, 'HH24:MI') || '-' || to_char(close, 'HH24:MI'), ',' ORDER BY open), 'off') AS line
				FROM %2$I.calendar_exception GROUP BY calendar_id, day) e GROUP BY calendar_id$q$
			ELSE 'SELECT NULL::text AS calendar_id, NULL::text AS lines WHERE false' END || $q$) x USING (calendar_id)
	GROUP BY h.calendar_id, h.valid, x.lines)$q$,
	'voc_counts', $q$count(DISTINCT response_id) AS invited, count(DISTINCT response_id) FILTER (WHERE value IS NOT NULL) AS responses,
		count(value) FILTER (WHERE item = 'csat') AS csat_answers, count(*) FILTER (WHERE item = 'csat' AND (value - scale_min) / (scale_max - scale_min) >= 0.75) AS csat_top,
		sum(value) FILTER (WHERE item = 'csat') AS csat_sum, count(value) FILTER (WHERE item = 'nps') AS nps_answers,
		count(*) FILTER (WHERE item = 'nps' AND value >= 9) AS promoters, count(*) FILTER (WHERE item = 'nps' AND value <= 6) AS detractors,
		count(value) FILTER (WHERE item = 'ces') AS ces_answers, sum(value) FILTER (WHERE item = 'ces') AS ces_sum$q$,
	'voc', $q$invited, responses, responses::float8 / nullif(invited, 0) AS response_rate,
	csat_answers, CASE WHEN csat_answers >= %14$s THEN csat_top END AS csat_top, CASE WHEN csat_answers >= %14$s THEN csat_top::float8 / csat_answers END AS csat,
	CASE WHEN csat_answers >= %14$s THEN csat_sum / csat_answers END AS csat_mean,
	nps_answers, CASE WHEN nps_answers >= %14$s THEN promoters END AS promoters, CASE WHEN nps_answers >= %14$s THEN detractors END AS detractors,
	CASE WHEN nps_answers >= %14$s THEN (promoters - detractors)::float8 / nps_answers END AS nps,
	CASE WHEN nps_answers >= %14$s THEN sqrt(greatest((promoters + detractors)::float8 / nps_answers - ((promoters - detractors)::float8 / nps_answers) ^ 2, 0) / nps_answers) END AS nps_std_error,
	ces_answers, CASE WHEN ces_answers >= %14$s THEN ces_sum END AS ces_sum, CASE WHEN ces_answers >= %14$s THEN ces_sum / ces_answers END AS ces$q$,
	'in_baseline', CASE WHEN baseline IS NULL THEN 'row_number() OVER w <= 20' ELSE 'day <@ %15$s' END,
	'target_of_month', replace(target, '{scope}', 't.scope = ''all'''),
	'target_of_queue', replace(target, '{scope}', 't.scope IN (''all'', k.queue_id)'),
	'scored', $q$c.name, c.value_layer, c.icmi_module, c.unit, c.better, t.goal AS target, k.value AS actual, k.value - t.goal AS gap,
	CASE WHEN k.value IS NULL OR t.goal IS NULL THEN NULL
		WHEN c.better = 'high' THEN CASE WHEN k.value >= t.goal THEN 'met' ELSE 'missed' END
		WHEN c.better = 'low' THEN CASE WHEN k.value <= t.goal THEN 'met' ELSE 'missed' END
		ELSE CASE WHEN abs(k.value - t.goal) <= 0.05 THEN 'met' ELSE 'missed' END END AS status, k.numerator, k.denominator$q$,
	'queue_kpis', (SELECT string_agg(format('(%L::text, (%s)::float8, (%s)::float8)', queue_kpis[i][1], queue_kpis[i][2], queue_kpis[i][3]), ', ' ORDER BY i) FROM generate_subscripts(queue_kpis, 1) AS i),
	'state_day', replace(replace(replace(spans ->> 'agent_state', '{width}', '''1 day''::interval'), '{from}', ever[1]), '{to}', ever[2]),
	'schedule_day', replace(replace(replace(spans ->> 'schedule', '{width}', '''1 day''::interval'), '{from}', ever[1]), '{to}', ever[2]),
	'agents', rolled ->> 'agent_interval',
	'adherents', rolled ->> 'agent_adherence',
	'cost_per_minute', CASE WHEN 'cost' = ANY (relations) THEN 'coalesce(%13$s, m.amount / nullif(k.handle_s / 60, 0))' ELSE '%13$s' END,
	'cost_of_month', CASE WHEN 'cost' = ANY (relations) THEN $q$LEFT JOIN (SELECT month, CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS amount
		FROM %2$I.cost WHERE scope = 'all' GROUP BY month) m ON m.month = k.month$q$ ELSE '' END,
	'stored_kpis', CASE WHEN kpis_stored THEN $q$SELECT month, kpi, numerator, denominator, numerator / nullif(denominator, 0) AS value FROM %2$I.kpi_month_summary
UNION ALL $q$ ELSE '' END,
	'not_stored', CASE WHEN kpis_stored THEN 'WHERE month <> ALL (ARRAY(SELECT DISTINCT month FROM %2$I.kpi_month_summary))' ELSE '' END,
	'quality_checks', concat_ws(' ',
		CASE WHEN 'contact' = ANY (relations) THEN $q$UNION ALL SELECT 'contact', 'no customer_key', count(*) FILTER (WHERE customer_key IS NULL), count(*), min(started_at) FILTER (WHERE customer_key IS NULL) FROM %2$I.contact$q$ END,
		CASE WHEN 'agent_state' = ANY (relations) THEN $q$UNION ALL SELECT 'agent_state', 'in one state for more than a day', count(*) FILTER (WHERE coalesce(upper(during), now()) > lower(during) + '24 hours'::interval AND state_class <> 'offline'), count(*),
			min(lower(during)) FILTER (WHERE coalesce(upper(during), now()) > lower(during) + '24 hours'::interval AND state_class <> 'offline') FROM %2$I.agent_state$q$ END,
		CASE WHEN 'feed_gap' = ANY (relations) THEN $q$UNION ALL SELECT 'feed_gap', 'feed gaps', count(*), count(*), min(lower(during)) FROM %2$I.feed_gap$q$ END,
		CASE WHEN 'queue' = ANY (relations) THEN $q$UNION ALL SELECT 'queue', 'visits of unknown queues', count(*) FILTER (WHERE q.queue_id IS NULL), count(*), min(v.queued_at) FILTER (WHERE q.queue_id IS NULL)
			FROM %2$I.valid_visit v LEFT JOIN %2$I.queue q ON q.queue_id = v.queue_id AND q.valid @> v.queued_at$q$ END));

	realtimes := jsonb_build_object(
	'queue_realtime', $q$SELECT queue_id, media, waiting, longest_waiting_s, in_service, coalesce(%1$I.offered(s), 0) AS offered_today, coalesce(%1$I.answered(s), 0) AS answered_today,
	coalesce(%1$I.answered_within(s, %5$s), 0) AS answered_within_today, coalesce(%1$I.abandoned(s), 0) AS abandoned_today, %1$I.service_level(s, %5$s, %6$s, %7$s) AS service_level_today, %1$I.asa(s) AS asa_today
FROM (SELECT queue_id, media, count(*) FILTER (WHERE waiting) AS waiting, max(wait_s) FILTER (WHERE waiting) AS longest_waiting_s,
		count(*) FILTER (WHERE answered_at <= {as_of} AND (ended_at IS NULL OR ended_at > {as_of})) AS in_service,
		%1$I.queue_summary(CASE WHEN waiting THEN 'open'::text ELSE outcome END, wait_s) FILTER (WHERE today) AS s
	FROM (SELECT *, extract(epoch FROM least(coalesce(answered_at, left_at, {as_of}), {as_of}) - queued_at)::float8 AS wait_s,
			outcome IS DISTINCT FROM 'blocked' AND (coalesce(answered_at, left_at) IS NULL OR coalesce(answered_at, left_at) > {as_of}) AS waiting,
			queued_at >= %1$I.lower(%1$I.reporting_interval({as_of}, '1 day'::interval, %4$s, %8$s)) AS today
		FROM %2$I.queue_visit v
		WHERE is_test IS NOT TRUE AND ({problem}) IS NULL AND queued_at <= {as_of} AND queued_at > {as_of} - '168 hours'::interval) v
	GROUP BY queue_id, media) q$q$,
	'agent_realtime', $q$SELECT agent_id, media, state_class, state, aux_code, lower(during) AS since, extract(epoch FROM {as_of} - lower(during))::float8 AS seconds
FROM %2$I.agent_state WHERE during @> {as_of} AND isfinite(lower(during)) AND state_class <> 'offline'$q$);
	realtime_columns := jsonb_build_object(
	'queue_realtime', 'queue_id text, media text, waiting bigint, longest_waiting_s float8, in_service bigint, offered_today bigint, answered_today bigint, answered_within_today bigint, abandoned_today bigint, service_level_today float8, asa_today float8',
	'agent_realtime', 'agent_id text, media text, state_class text, state text, aux_code text, since timestamptz, seconds float8');

	-- What a column is; where views differ, by view.
	SELECT jsonb_object_agg(split_part(l, ' -- ', 1), split_part(l, ' -- ', 2)) INTO comments
	FROM string_to_table($c$abandon_stage -- where it was abandoned: ivr, queue, ring or delay
abandon_wait_s -- seconds waited by abandoned visits
abandoned -- visits abandoned, short ones included
abandoned_short -- visits abandoned within the short-abandon limit
abandoned_today -- visits abandoned, local day so far
abandoned_within -- visits abandoned within the threshold
abandonment_rate -- abandoned of offered
activity -- activity as scheduled
actual -- volume that came; NULL: no data
scorecard.actual -- value reached
scorecard_queue.actual -- value reached
actual_aht -- average handle time of the visits that came, seconds
actual_class -- what the agent did at the start of the stretch
acw_s -- seconds of after-contact work
adherence -- adherent of scheduled seconds
adherent_s -- scheduled seconds in which the agent did what the schedule says
agent_id -- agent
repeat_contact.agent_id -- agent of the contact's last answer
aht -- average handle time: talk, hold and after-contact work, seconds
staffing_gap.aht -- average handle time forecast, seconds
aht_stddev -- sample standard deviation of the handle time, seconds
answer_rate -- answered of offered
answer_wait_s -- seconds waited by answered visits
answered -- visits answered
transfer_matrix.answered -- transferred visits that the target queue answered
answered_at -- answer by an agent
answered_today -- visits answered, local day so far
answered_within -- visits answered within the threshold
answered_within_today -- visits answered within the threshold, local day so far
answers -- answers counted
asa -- average speed of answer, seconds
asa_today -- average speed of answer, local day so far, seconds
assessed_on -- day of the assessment
attempted -- requests for which a callback was queued
attendance -- scheduled seconds in which the agent was at work, of scheduled
aux_code -- reason of an unavailable state
availability -- available of logged-in seconds
available_s -- seconds available (idle)
average_headcount -- mean of the headcounts at both ends of the month
base_s -- all paid seconds of the day: the base of every share
baseline_from -- first day of the control charts' baseline; NULL: the first day with data
baseline_to -- first day after it; NULL: after 20 days with data
better -- low, high or band (neither extreme)
bias -- sum of errors of actual volume; above 0: forecast too high
blocked -- calls blocked, which are not offered
blocking_check_point -- check point that keeps the dimension from its next level: not scored, or the lowest score there
blocking_score -- score of that check point; NULL: not scored
bucket_end -- end of the interval (not included)
bucket_start -- start of the interval
busy_s -- seconds with at least one contact (union)
callback_wait_s -- seconds that reached callbacks waited in their own queue
callbacks -- visits that ended in a request for a callback
calls -- calls in progress at some time of the interval
calendar_id -- business hours that apply
center -- center line, from the baseline
ces -- customer effort, mean answer; NULL: too few answers
ces_answers -- answers to ces
ces_sum -- sum of these answers
closed -- tickets solved or closed that day
component -- what the time went into
gap_cost.component -- talk, acw or aht (their sum)
conformance -- on-queue seconds, actual of scheduled; may exceed 1
consult_s -- seconds of consultations and conferences
rings -- offers of a visit that rang
rings_declined -- rings that the agent did not answer
contact_id -- contact
contacts -- answered contacts
cost -- money the gap cost in the month; negative: saved
cost_per_minute -- money one minute of handling costs
cost_per_year -- the same times 12
critical_accuracy -- evaluations without a critical error, of all
critical_errors -- evaluations with a critical error
csat -- share of satisfied answers (top box: from three quarters of the scale up); NULL: too few answers
csat_answers -- answers to csat
csat_mean -- mean answer; NULL: too few answers
csat_top -- satisfied answers; NULL: too few answers
day -- local day
adherence_exception.day -- local day on which the scheduled activity starts: the column to filter by
day_start -- local time at which a day starts
delay_s -- seconds from the request to the answered callback
denominator -- lower sum of the quotient
detractors -- answers 0 to 6; NULL: too few answers
dimension -- dimension of maturity
direction -- inbound or outbound
driver -- question that drives
ended -- answered visits whose work ended in the interval
ended_handle_s -- whole handle time of these, seconds
queue_event_interval.handle_s -- seconds of handling in the interval
queue_event_interval.wait_s -- seconds of waiting in the interval
eligible -- contacts of known customers whose window has closed, or that were repeated
ended_at -- end of the conversation
entered_at -- start of the script (IVR)
error -- forecast less actual
estimate -- change of the outcome per point of the driver, all else equal (both 0 to 100)
evaluations -- evaluations
exception_s -- scheduled seconds in which the agent did something else
exits_involuntary -- people dismissed
exits_voluntary -- people who left
fcr -- first-contact resolution: eligible contacts not repeated
fcr_recorded -- contacts recorded as resolved, of those recorded
first_at -- first occurrence
flowed_out -- visits that left for elsewhere
forecast -- volume forecast
forecast_aht -- average handle time forecast, seconds
framework -- set of dimensions, as in cc_cmm_dimensions
from_at -- start
from_queue_id -- queue it was transferred from
gap -- actual less target
benchmark_comparison.gap -- value less the benchmark's mean
gap_s -- own less target, seconds
gap_to_median -- value less the benchmark's median
handle_s -- seconds of talk, hold and after-contact work
handled -- contacts handled
handling_s -- seconds handling contacts (talk, hold, after-contact work), several at a time counted once
has_feed_gap -- a source delivered nothing in part of the interval
headcount_end -- people at the end of the month
headcount_start -- people at the start of the month
hires -- people hired
hold_s -- seconds on hold
highest_threshold_s -- highest threshold that judged a visit, seconds
horizon -- name of the lead
icmi_module -- ICMI CMO module, as in icmi_modules
immature -- contacts of known customers whose window is still open
impact -- points of the outcome gained by 5 points of the driver
importance -- part of the explained variance due to the driver (LMG)
in_baseline -- the day helps to fix the limits
in_service -- contacts in conversation
interval_end -- end of the interval (not included)
interval_start -- start of the interval
interval_width -- width of an interval
invited -- customers asked
is_weakest -- no dimension has a lower level
item -- question
kind -- blind or attended
shrinkage.kind -- on_queue, internal or external
kpi -- KPI, as in kpi_catalog
lead_days -- whole days from the making of the forecast to the interval
left_at -- end of the wait
level -- maturity level, 1 to 5; NULL: unknown
lines_for_1_percent -- least lines on which this load is blocked at most 1 % of the time (Erlang B)
load_erlang -- mean number of simultaneous calls
local_day -- day on the site's own wall clock
local_start -- start of the interval on the local wall clock
local_time -- start of the interval on the site's own wall clock
logged_in_s -- seconds logged in
longest_wait -- longest wait, seconds
longest_waiting_s -- seconds the longest waiting visit has waited
lower -- lower 3-sigma limit
lowest_threshold_s -- lowest threshold that judged a visit, seconds
survey_driver.lower -- lower end of the 95 % interval of the estimate
made_at -- when the forecast was made
mape -- mean of absolute error over actual, intervals without volume skipped
mase -- mean absolute error over that of the volume a week before
max_points -- weighted points possible
mean -- mean answer; NULL: too few answers
benchmark_comparison.mean -- mean of the benchmark
mean_100 -- mean answer on 0 to 100; NULL: too few answers
mean_acw -- mean after-contact work, seconds; not known counts as none
mean_callback_wait -- mean wait of reached callbacks in their own queue, seconds
mean_concurrency -- mean number of contacts at a time while busy
mean_delay -- mean time from the request to the answered callback, seconds
mean_hold -- mean time on hold, seconds; not known counts as none
mean_level -- mean of the dimensions' levels; never the level of the centre
mean_patience -- mean patience: all waiting per abandonment, for Erlang A, seconds
mean_response -- mean business time to the first reply, seconds
mean_score -- mean of the levels' scores
mean_score_critical_zero -- mean score of evaluations, zero where there was a critical error
mean_talk -- mean talk time, seconds
mean_time_to_abandon -- mean wait of abandoned visits, seconds
mean_wait -- mean wait of all visits, seconds
media -- medium
median -- median of the benchmark
median_age_s -- median age of the open tickets, seconds
met -- replied within the target
missed -- replied later
min_answers -- answers below which survey figures are not shown
month -- first day of the local month
mixed_thresholds -- different thresholds judged the visits
n -- intervals with a forecast and data
n_missing -- intervals with a forecast and no data
n_scaled -- intervals with data a week before
n_skipped -- intervals without volume, which mape skips
naive -- volume a week before
name -- what the KPI is
net -- scheduled less required by Erlang A; negative: short
not_due -- open and not past the target: not judged
nps -- net promoter score: promoters less detractors of answers; NULL: too few answers
nps_answers -- answers to nps
nps_std_error -- standard error of nps
numerator -- upper sum of the quotient
occupancy -- handling of handling and available seconds
offered -- visits offered
offered_today -- visits offered, local day so far
oldest_age_s -- age of the oldest open ticket, seconds
on_queue_actual_s -- seconds on queue
on_queue_scheduled_s -- seconds scheduled on queue
open_s -- business seconds since the start, of tickets without a reply
open_tickets -- tickets open at the end of the day
opened -- tickets created or reopened that day
origin_contact_id -- root of a chain of callbacks or transfers
other_work_s -- seconds of other work
outcome -- answered, abandoned, flowed_out, callback_requested, blocked, system_error or open
survey_driver.outcome -- what is to be moved: csat or nps
overall_level -- maturity level of the centre: that of its weakest dimension; NULL: not all are known
overdue -- open and past the target: missed
own_s -- own average, seconds
p -- probability of such an estimate were there no effect
paid_s -- paid seconds
patience_s -- mean patience of the queue's customers so far, seconds
peak_calls -- most simultaneous calls
per -- what is judged: visit, contact or customer
performance -- mean of the driver on 0 to 100
points -- weighted points given
predicted_service_level -- service level to expect with the agents scheduled (Erlang A)
present_s -- scheduled seconds in which the agent was at work
problem -- what is wrong
promoters -- answers 9 and 10; NULL: too few answers
queue_id -- queue
queued_at -- entry into the queue
rank -- rank of the driver by importance
ratio_to_median -- value over the benchmark's median
reach_rate -- reached of requested
reached -- requests whose callback was answered
reason -- reason of the contact
repeat_days -- days within which a further contact is a repeat
repeat_rate -- repeated of eligible
repeated -- contacts followed by another of the same customer within the window
replied -- tickets with a first reply
replied_at -- first public reply of a person
requested -- requests for a callback
required_erlang_a -- least agents that meet the service goal with impatient customers
required_erlang_c -- least agents that meet it were nobody to abandon
required_with_shrinkage -- agents to schedule for required_erlang_a, shrinkage included
resolved -- contacts recorded as resolved
resolved_known -- contacts with such a record
response_rate -- answers of customers asked
response_s -- business seconds to the first reply
response_service_level -- replied within the target, of those that met or missed it, overdue ones included
response_target_s -- target of the first reply, business seconds
responses -- customers who answered something
ring_s -- seconds of ringing
rmse -- root of the mean squared error
rows_affected -- rows with the problem
rows_checked -- rows looked at
scenario -- scenario of the forecast
scheduled -- agents scheduled on the queue
scheduled_class -- what was scheduled
scheduled_s -- seconds scheduled, leave not counted
score -- points of possible points
score_2 -- mean score of the check points of level 2; NULL: not all scored
score_3 -- mean score of the check points of level 3; NULL: not all scored
score_4 -- mean score of the check points of level 4; NULL: not all scored
score_5 -- mean score of the check points of level 5; NULL: not all scored
sd -- standard deviation of the benchmark
seconds -- seconds
service_goal -- service level to staff for
service_judged -- visits that the service level judges
service_level -- service level at the threshold, by the chosen variant
service_level_today -- service level, local day so far
service_met -- visits that met it
session_s -- seconds of contacts, several at a time each counted
share -- part of the day's paid time
data_quality.share -- rows affected of rows checked
survey_driver.share -- importance as part of all drivers' together
short_abandon_s -- seconds up to which an abandonment is short
shrinkage -- the same where it is not on queue; sums over components
reporting_settings.shrinkage -- paid time lost, for the agents to schedule
sigma_z -- Laney's factor: spread over the binomial one
signal -- rule of the control chart that the day breaks; NULL: noise
control_chart_service_level.signal -- beyond the limits: not noise
since -- start of the state
site_id -- site
sl_threshold_s -- threshold in force at the time, seconds
source -- system the row comes from
started_at -- start of the clock
started_by -- created or reopened
state -- state as the source names it
state_class -- available, handling, acw, other_work or unavailable
status -- met or missed; NULL: no target or no value
benchmark_comparison.status -- better or worse than the mean; NULL: neither direction is
ticket_response.status -- met, missed, overdue (open past the target) or not due; NULL: no business hours are known
std_error -- standard error of the estimate
stddev -- sample standard deviation of the answers; NULL: too few answers
still_open -- visits still waiting
subject -- table looked at
sum_absolute_error -- sum of absolute errors
sum_absolute_error_scaled -- the same over intervals with data a week before
sum_absolute_share -- sum of absolute error over actual
sum_actual -- sum of actual volume
sum_error -- sum of errors
sum_naive_error -- sum of absolute differences to a week before
sum_score -- sum of evaluation scores, zero where there was a critical error
sum_squared_error -- sum of squared errors
suppressed -- too few answers to show more than their number
system_errors -- visits that a fault ended
talk_s -- seconds of talk
valid_visit.talk_s -- seconds of talk; from the instants where the source has none
valid_visit.acw_s -- seconds of after-contact work; from the instants where the source has none
valid_visit.handle_s -- seconds of talk, hold and after-contact work; parts not known count as none
target -- value to reach
target_s -- average to reach, seconds
target_source -- target or benchmark
threshold_s -- threshold of the service level, seconds
queue_own_threshold_day.threshold_s -- threshold that judged the visits, seconds; NULL: different ones
queue_own_threshold_day.answered_within -- visits answered within their threshold
queue_own_threshold_day.abandoned_within -- visits abandoned within their threshold
ticket_id -- ticket
tickets -- tickets created or reopened
to_at -- end (not included)
to_queue_id -- queue it was transferred to
top_box -- answers from three quarters of the scale up
top_box_share -- the same of all answers; NULL: too few answers
transfer_in -- came by transfer
transfer_out -- none, blind or attended
transfer_rate -- transferred of answered
transfers -- answered visits transferred away
turnover.transfers -- people who moved elsewhere
turnover -- annualised exits over average headcount
turnover_voluntary -- the same, voluntary exits only
unavailable_s -- seconds unavailable
unit -- fraction, seconds, contacts, score or money
upper -- upper 3-sigma limit
survey_driver.upper -- upper end of the 95 % interval of the estimate
upto_s -- waits up to this many seconds, above the bound before; NULL or infinite: all longer ones
utilisation -- handling of paid seconds
value -- numerator over denominator
value_layer -- layer of value: efficiency, loyalty or strategic
variant -- formula of the service level
vif -- variance inflation factor of the driver
visit_no -- number of the visit within its contact
volume -- contacts forecast
wait_p50 -- median wait of answered visits, seconds
wait_p90 -- wait that 90 % of answered visits do not exceed, seconds
wait_s -- seconds waited by all visits
valid_visit.wait_s -- seconds from the queue's entry to its end, or until now
waiting -- visits waiting
wape -- sum of absolute errors of actual volume
wrap_ended_at -- end of the work after it
z -- gap over the benchmark's standard deviation; weak where that exceeds the mean
zone -- time zone
$c$, E'\n') AS l WHERE l <> '';

	FOR one IN SELECT * FROM (VALUES
	('reporting_settings', '{}'::text[], 'the parameters with which these views were made', $q$
SELECT %16$s AS interval_width, %4$s AS zone, %5$s AS threshold_s, %6$s AS variant, %7$s AS short_abandon_s,
	%8$s AS day_start, %9$s AS service_goal, %10$s AS shrinkage, %11$s AS repeat_days,
	%12$s AS response_target_s, %13$s AS cost_per_minute, %14$s AS min_answers, lower(%15$s) AS baseline_from, upper(%15$s) AS baseline_to$q$),

	('valid_visit', '{queue_visit}', 'visits that every other view is made from: no test visits, none that rejected_visit lists', $q$
SELECT contact_id, visit_no, media, direction, site_id, queue_id, agent_id, reason, entered_at, queued_at, answered_at,
	left_at, ended_at, wrap_ended_at, coalesce(outcome, 'open') AS outcome,
	{wait} AS wait_s,
	ring_s, t.talk_s, hold_s, t.acw_s, t.talk_s + coalesce(hold_s, 0) + coalesce(t.acw_s, 0) AS handle_s,
	abandon_stage, transfer_in, transfer_out, origin_contact_id, sl_threshold_s, source
FROM %2$I.queue_visit v CROSS JOIN LATERAL (SELECT
	coalesce(v.talk_s, CASE WHEN v.ended_at >= v.answered_at THEN greatest(extract(epoch FROM v.ended_at - v.answered_at)::float8 - coalesce(v.hold_s, 0), 0) END) AS talk_s,
	coalesce(v.acw_s, extract(epoch FROM v.wrap_ended_at - v.ended_at)::float8) AS acw_s) t
WHERE is_test IS NOT TRUE AND ({problem}) IS NULL$q$),

	('rejected_visit', '{queue_visit}', 'visits that no other view counts, and why', $q$
SELECT contact_id, visit_no, source, queue_id, queued_at, problem
FROM (SELECT contact_id, visit_no, source, queue_id, queued_at, {problem} AS problem
	FROM %2$I.queue_visit v WHERE is_test IS NOT TRUE) v
WHERE problem IS NOT NULL$q$),

	('queue_interval', '{valid_visit}', 'queues by interval of the entry into the queue', $q$
SELECT queue_id, media, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start,
	{figures}, {gap} AS has_feed_gap
FROM (SELECT queue_id, media, bucket_start, bucket_end, %1$I.rollup(summary) AS s, sum(transfers)::bigint AS transfers,
		sum(open_late)::bigint AS open_late
	FROM ({base}) b GROUP BY queue_id, media, bucket_start, bucket_end) b {counts}$q$),

	('queue_interval_open', '{queue_interval,queue,business_hours}', 'queues in every interval in which they are open, from the first visit to the last: zeros where nobody came; what came while they were closed is only in queue_interval', $q$
WITH {hours},
span AS MATERIALIZED (SELECT min(queued_at) AS first_at, max(queued_at) AS last_at FROM %2$I.valid_visit)
SELECT g.queue_id, %1$I.lower(g.b) AS bucket_start, %1$I.upper(g.b) AS bucket_end, %1$I.lower(g.b) AT TIME ZONE %4$s AS local_start,
	coalesce(i.offered, 0) AS offered, coalesce(i.answered, 0) AS answered, coalesce(i.abandoned, 0) AS abandoned,
	coalesce(i.service_judged, 0) AS service_judged, coalesce(i.service_met, 0) AS service_met, i.service_met::float8 / nullif(i.service_judged, 0) AS service_level
FROM (SELECT DISTINCT q.queue_id, %1$I.reporting_interval(%1$I.lower(o), %3$s, %4$s, %8$s) AS b
	FROM span s CROSS JOIN %2$I.queue q JOIN hours h USING (calendar_id)
	CROSS JOIN LATERAL %1$I.open_intervals(h.hours, s.first_at, s.last_at, %3$s) AS o
	WHERE q.valid @> %1$I.lower(o) AND h.valid @> (%1$I.lower(o) AT TIME ZONE %4$s)::date) g
LEFT JOIN (SELECT queue_id, bucket_start, sum(offered)::bigint AS offered, sum(answered)::bigint AS answered, sum(abandoned)::bigint AS abandoned,
		sum(service_judged)::bigint AS service_judged, sum(service_met)::bigint AS service_met
	FROM %2$I.queue_interval GROUP BY queue_id, bucket_start) i ON i.queue_id = g.queue_id AND i.bucket_start = %1$I.lower(g.b)$q$),

	('queue_event_interval', '{valid_visit}', 'queues by interval of each event itself: what came, was answered, left and ended in it, and the seconds of waiting and handling that fell into it; unlike queue_interval, whose rows follow the visits that came in', $q$
SELECT queue_id, media, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start, offered, answered, abandoned, ended, ended_handle_s, wait_s, handle_s
FROM {event_interval} queue_id, media, count(*) FILTER (WHERE e.came) AS offered, count(*) FILTER (WHERE e.answered) AS answered,
		count(*) FILTER (WHERE e.abandoned) AS abandoned, count(*) FILTER (WHERE e.ended) AS ended,
		coalesce(extract(epoch FROM sum(v.done_at - v.answered_at) FILTER (WHERE e.ended))::float8, 0) AS ended_handle_s,
		extract(epoch FROM sum(e.wait))::float8 AS wait_s, coalesce(extract(epoch FROM sum(e.handle))::float8, 0) AS handle_s
	FROM (SELECT *, coalesce(answered_at, left_at, now()) AS waited_until, coalesce(wrap_ended_at, ended_at) AS done_at FROM {event_visit}) v,
		LATERAL (SELECT v.queued_at >= bucket_start AS came,
			v.outcome = 'answered' AND v.answered_at >= bucket_start AND v.answered_at < bucket_end AS answered,
			v.outcome = 'abandoned' AND v.left_at >= bucket_start AND v.left_at < bucket_end AS abandoned,
			v.outcome = 'answered' AND v.done_at >= bucket_start AND v.done_at < bucket_end AS ended,
			greatest(least(v.waited_until, bucket_end) - greatest(v.queued_at, bucket_start), '0'::interval) AS wait,
			CASE WHEN v.outcome = 'answered' THEN greatest(least(coalesce(v.done_at, now()), bucket_end) - greatest(v.answered_at, bucket_start), '0'::interval) END AS handle) e
	WHERE v.outcome <> 'blocked' AND (e.came OR e.answered OR e.abandoned OR e.ended OR e.wait > '0'::interval OR e.handle > '0'::interval)
	GROUP BY queue_id, media{of_event}) x$q$),

	('queue_day', '{valid_visit}', 'queues by local day of the entry into the queue', $q$
SELECT queue_id, media, day,
	{figures}
FROM (SELECT queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day, %1$I.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers, sum(open_late)::bigint AS open_late
	FROM ({base}) b GROUP BY queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date) b {counts}$q$),

	('queue_month', '{valid_visit}', 'queues by local month of the entry into the queue', $q$
SELECT queue_id, media, month,
	{figures}
FROM (SELECT queue_id, media, date_trunc('month', bucket_start AT TIME ZONE %4$s - %8$s)::date AS month, %1$I.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers, sum(open_late)::bigint AS open_late
	FROM ({base}) b GROUP BY queue_id, media, date_trunc('month', bucket_start AT TIME ZONE %4$s - %8$s)::date) b {counts}$q$),

	('queue_own_threshold_day', '{valid_visit}', 'service level by queue and local day of the entry, each visit judged by its own threshold (sl_threshold_s), one without by that of the views', $q$
SELECT queue_id, media, day, CASE WHEN NOT lowest < highest THEN lowest END AS threshold_s, lowest AS lowest_threshold_s, highest AS highest_threshold_s, lowest < highest AS mixed_thresholds,
	offered, answered, answered_within, abandoned, abandoned_within, service_judged, service_met, service_met::float8 / nullif(service_judged, 0) AS service_level
FROM (SELECT queue_id, media, day, min(threshold_s) FILTER (WHERE service_judged > 0) AS lowest, max(threshold_s) FILTER (WHERE service_judged > 0) AS highest,
		sum(offered)::bigint AS offered, sum(answered)::bigint AS answered, sum(answered_within)::bigint AS answered_within, sum(abandoned)::bigint AS abandoned,
		sum(abandoned_within)::bigint AS abandoned_within, sum(service_judged)::bigint AS service_judged, sum(round(service_level * service_judged))::bigint AS service_met
	FROM (SELECT *, {judged} AS service_judged
		FROM (SELECT queue_id, media, day, threshold_s, open_late, %1$I.offered(s) AS offered, %1$I.answered(s) AS answered, %1$I.answered_within(s, threshold_s) AS answered_within,
				%1$I.abandoned(s) AS abandoned, %1$I.abandoned_within(s, threshold_s) AS abandoned_within, %1$I.abandoned_within(s, %7$s) AS abandoned_short,
				%1$I.flowed_out(s) AS flowed_out, %1$I.callbacks(s) AS callbacks, %1$I.blocked(s) AS blocked, %1$I.system_errors(s) AS system_errors,
				%1$I.service_level(s, threshold_s, %6$s, %7$s) AS service_level
			FROM (SELECT queue_id, media, day, threshold_s, %1$I.queue_summary(outcome, wait_s) AS s, count(*) FILTER (WHERE outcome = 'open' AND wait_s > threshold_s) AS open_late
				FROM (SELECT queue_id, media, (queued_at AT TIME ZONE %4$s - %8$s)::date AS day, outcome, wait_s,
						CASE WHEN sl_threshold_s BETWEEN 0 AND 1e9 THEN sl_threshold_s ELSE %5$s END AS threshold_s
					FROM %2$I.valid_visit) v
				GROUP BY queue_id, media, day, threshold_s) v) v) v
	GROUP BY queue_id, media, day) v$q$),

	('service_level_unit', '{valid_visit}', 'service level per visit, per contact (answered if any of its visits was) or per customer (redials by the same medium on the same local day merged), by local day, queue and medium of the first visit; callbacks left out', $q$
SELECT per, day, queue_id, media, offered, answered, answered_within, abandoned, abandoned_within, abandoned_short, flowed_out, callbacks, blocked, system_errors, still_open,
	service_judged, round(service_level * service_judged)::bigint AS service_met, service_level, asa, asa * answered AS answer_wait_s, mean_wait, mean_wait * offered AS wait_s
FROM (SELECT 'visit'::text AS per, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day, queue_id, media, %1$I.rollup(summary) AS s, sum(open_late)::bigint AS open_late
	FROM ({base}) b WHERE media IS DISTINCT FROM 'callback' GROUP BY (bucket_start AT TIME ZONE %4$s - %8$s)::date, queue_id, media
	UNION ALL
	SELECT per, day, queue_id, media, %1$I.queue_summary(outcome, wait_s), count(*) FILTER (WHERE outcome = 'open' AND wait_s > %5$s)
	FROM (SELECT 'contact'::text AS per, day, queue_id, media, outcome, wait_s FROM ({contacts}) c
		UNION ALL
		SELECT 'customer', day, queue_id, media, outcome, wait_s FROM ({customers}) c) u
	GROUP BY per, day, queue_id, media) u {counts}$q$),

	('wait_distribution', '{valid_visit}', 'how long answered and abandoned visits waited, by queue and local day; counts between bounds', $q$
SELECT b.queue_id, b.media, b.day, h.upto AS upto_s, h.answered, h.abandoned
FROM (SELECT queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day, %1$I.rollup(summary) AS s
	FROM ({base}) b GROUP BY queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date) b,
	LATERAL %1$I.wait_histogram(b.s, '{8,30,60,90,120,180,300,600,1200}'::float8[]) AS h$q$),

	('site_slot', '{valid_visit,site}', 'sites by local slot of their own wall clock: for one wall by instant, group queue_interval instead', $q$
SELECT site_id, zone, local_day, local_time, offered, answered, answered_within, abandoned, service_judged,
	round(service_level * service_judged)::bigint AS service_met, service_level
FROM (SELECT *, {judged} AS service_judged FROM (SELECT site_id, zone, local_day, local_time, open_late, %1$I.offered(s) AS offered, %1$I.answered(s) AS answered,
	%1$I.answered_within(s, %5$s) AS answered_within, %1$I.abandoned(s) AS abandoned, %1$I.abandoned_within(s, %5$s) AS abandoned_within,
	%1$I.abandoned_within(s, %7$s) AS abandoned_short, %1$I.flowed_out(s) AS flowed_out, %1$I.callbacks(s) AS callbacks, %1$I.blocked(s) AS blocked,
	%1$I.system_errors(s) AS system_errors, %1$I.service_level(s, %5$s, %6$s, %7$s) AS service_level
FROM (SELECT site_id, i.zone, (bucket_start AT TIME ZONE i.zone)::date AS local_day, (bucket_start AT TIME ZONE i.zone)::time AS local_time,
		%1$I.rollup(summary) AS s, sum(open_late)::bigint AS open_late
	FROM ({base}) b JOIN %2$I.site i USING (site_id)
	GROUP BY site_id, i.zone, (bucket_start AT TIME ZONE i.zone)::date, (bucket_start AT TIME ZONE i.zone)::time) b) b) b$q$),

	('trunk_interval', '{valid_visit}', 'simultaneous voice calls by interval, from entry into the script to the end, and the lines they take', $q$
SELECT bucket_start, bucket_end, calls, peak_calls, load_erlang, %1$I.erlang_b_lines(load_erlang, 0.01::float8) AS lines_for_1_percent
FROM (SELECT bucket_start, bucket_end, calls, peak_calls, extract(epoch FROM busy)::float8 / extract(epoch FROM bucket_end - bucket_start)::float8 AS load_erlang
	FROM {trunk_interval} count(*) AS calls, %1$I.peak_concurrency(tstzrange(c.from_at, c.to_at)) AS peak_calls, sum(c.to_at - c.from_at) AS busy
		FROM {trunk_visit}, LATERAL (SELECT greatest(coalesce(entered_at, queued_at), bucket_start) AS from_at, least(coalesce(ended_at, left_at, now()), bucket_end) AS to_at) c
		WHERE media = 'voice' AND outcome <> 'blocked' AND c.from_at < c.to_at
		GROUP BY media{of_trunk}) x) t$q$),

	('agent_contact_day', '{valid_visit}', 'contacts of agents by local day of the answer; several at a time count once in busy_s', $q$
SELECT agent_id, media, day, handled, handle_s, handle_s / nullif(handled_known, 0) AS aht, talk_s, hold_s, acw_s,
	transfers, transfers::float8 / nullif(handled, 0) AS transfer_rate, session_s, busy_s, session_s / nullif(busy_s, 0) AS mean_concurrency
FROM (SELECT agent_id, media, (answered_at AT TIME ZONE %4$s - %8$s)::date AS day, count(*) AS handled, count(handle_s) AS handled_known,
		sum(handle_s) AS handle_s, sum(talk_s) AS talk_s, sum(hold_s) AS hold_s, sum(acw_s) AS acw_s,
		count(*) FILTER (WHERE transfer_out IN ('blind', 'attended')) AS transfers,
		sum(extract(epoch FROM coalesce(wrap_ended_at, ended_at) - answered_at))::float8 AS session_s,
		%1$I.covered_seconds(range_agg(tstzrange(answered_at, coalesce(wrap_ended_at, ended_at))) FILTER (WHERE coalesce(wrap_ended_at, ended_at) > answered_at)) AS busy_s
	FROM %2$I.valid_visit WHERE outcome = 'answered' AND agent_id IS NOT NULL
	GROUP BY agent_id, media, (answered_at AT TIME ZONE %4$s - %8$s)::date) a$q$),

	('agent_segment_day', '{segment,valid_visit}', 'legs of agents by local day of their start: talk, consultations and conferences are handling for everyone in them; rings that somebody else, or nobody, answered', $q$
SELECT agent_id, day, talk_s, hold_s, consult_s, acw_s, busy_s, rings, rings_declined, ring_s
FROM (SELECT s.agent_id, (lower(s.during) AT TIME ZONE %4$s - %8$s)::date AS day,
		coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'talk'), 0) AS talk_s, coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'hold'), 0) AS hold_s,
		coalesce(sum(x.seconds) FILTER (WHERE s.kind IN ('consult', 'conference')), 0) AS consult_s, coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'acw'), 0) AS acw_s,
		coalesce(%1$I.covered_seconds(range_agg(s.during) FILTER (WHERE s.kind IN ('talk', 'hold', 'consult', 'conference', 'acw'))), 0) AS busy_s,
		count(*) FILTER (WHERE s.kind = 'ring') AS rings,
		count(*) FILTER (WHERE s.kind = 'ring' AND NOT EXISTS (SELECT FROM %2$I.valid_visit v WHERE v.contact_id = s.contact_id AND v.visit_no = s.visit_no
			AND v.agent_id = s.agent_id AND v.answered_at <= upper(s.during))) AS rings_declined,
		coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'ring'), 0) AS ring_s
	FROM (SELECT contact_id, visit_no, kind, agent_id, during * tstzrange(NULL, now()) AS during FROM %2$I.segment WHERE agent_id IS NOT NULL AND lower(during) < now()) s,
		LATERAL (SELECT extract(epoch FROM upper(s.during) - lower(s.during))::float8 AS seconds) x
	GROUP BY s.agent_id, (lower(s.during) AT TIME ZONE %4$s - %8$s)::date) x$q$),

	('transfer_matrix', '{valid_visit}', 'transfers from queue to queue by local day of the first queue''s entry', $q$
SELECT (v.queued_at AT TIME ZONE %4$s - %8$s)::date AS day, v.queue_id AS from_queue_id, n.queue_id AS to_queue_id, v.transfer_out AS kind,
	count(*) AS transfers, count(*) FILTER (WHERE n.outcome = 'answered') AS answered
FROM %2$I.valid_visit v LEFT JOIN %2$I.valid_visit n ON n.contact_id = v.contact_id AND n.visit_no = v.visit_no + 1
WHERE v.outcome = 'answered' AND v.transfer_out IN ('blind', 'attended')
GROUP BY (v.queued_at AT TIME ZONE %4$s - %8$s)::date, v.queue_id, n.queue_id, v.transfer_out$q$),

	('callback', '{valid_visit}', 'requests for a callback and what became of them, by local day of the request', $q$
SELECT day, queue_id, requested, attempted, reached, reached::float8 / nullif(requested, 0) AS reach_rate,
	delay_s, delay_s / nullif(reached, 0) AS mean_delay, callback_wait_s, callback_wait_s / nullif(reached, 0) AS mean_callback_wait
FROM (SELECT (v.queued_at AT TIME ZONE %4$s - %8$s)::date AS day, v.queue_id, count(*) AS requested, count(c.queued_at) AS attempted,
		count(c.answered_at) AS reached,
		sum(extract(epoch FROM c.answered_at - v.left_at))::float8 AS delay_s, sum(c.wait_s) FILTER (WHERE c.answered_at IS NOT NULL) AS callback_wait_s
	FROM %2$I.valid_visit v LEFT JOIN LATERAL (
		SELECT * FROM (
			SELECT o.queued_at, o.answered_at, o.wait_s FROM %2$I.valid_visit o
			WHERE o.origin_contact_id = v.contact_id AND o.contact_id <> v.contact_id AND o.media = 'callback' AND o.queued_at >= v.queued_at
			UNION ALL
			SELECT o.queued_at, o.answered_at, o.wait_s FROM %2$I.valid_visit o
			WHERE o.contact_id = v.contact_id AND o.visit_no > v.visit_no AND o.media = 'callback') o
		ORDER BY o.answered_at, o.queued_at LIMIT 1) c ON true
	WHERE v.outcome = 'callback_requested'
	GROUP BY (v.queued_at AT TIME ZONE %4$s - %8$s)::date, v.queue_id) c$q$),

	('agent_interval', '{agent_state}', 'agents by interval: seconds clipped to it; where states overlap handling counts, then available, other work, unavailable', $q$
SELECT agent_id, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start,
	logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s,
	%1$I.occupancy(handling_s, available_s) AS occupancy, handling_s / nullif(paid_s, 0) AS utilisation,
	available_s / nullif(logged_in_s, 0) AS availability
FROM ({agents}) y$q$),

	-- Of whole microseconds again, whatever the order they were added in.
	('agent_day', '{agent_interval}', 'agents by local day', $q$
SELECT agent_id, day, logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s,
	%1$I.occupancy(handling_s, available_s) AS occupancy, handling_s / nullif(paid_s, 0) AS utilisation,
	available_s / nullif(logged_in_s, 0) AS availability
FROM (SELECT agent_id, (local_start - %8$s)::date AS day, round(sum(logged_in_s) * 1e6) / 1e6 AS logged_in_s, round(sum(paid_s) * 1e6) / 1e6 AS paid_s,
		round(sum(handling_s) * 1e6) / 1e6 AS handling_s, round(sum(available_s) * 1e6) / 1e6 AS available_s,
		round(sum(other_work_s) * 1e6) / 1e6 AS other_work_s, round(sum(unavailable_s) * 1e6) / 1e6 AS unavailable_s
	FROM %2$I.agent_interval
	GROUP BY agent_id, (local_start - %8$s)::date) d$q$),

	('agent_adherence', '{agent_state,schedule}', 'schedule against actual by agent and interval, up to now; the newest version of the schedule, leave not counted', $q$
SELECT agent_id, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start,
	scheduled_s, adherent_s, scheduled_s - adherent_s AS exception_s, present_s, on_queue_scheduled_s, on_queue_actual_s,
	adherent_s / nullif(scheduled_s, 0) AS adherence, on_queue_actual_s / nullif(on_queue_scheduled_s, 0) AS conformance,
	present_s / nullif(scheduled_s, 0) AS attendance, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day
FROM ({adherents}) y$q$),

	('adherence_exception', '{agent_state,schedule}', 'stretches of a schedule in which the agent did something else, up to now; filter by day, that of the start of the scheduled activity', $q$
SELECT e.agent_id, lower(e.gap) AS from_at, upper(e.gap) AS to_at, extract(epoch FROM upper(e.gap) - lower(e.gap))::float8 AS seconds,
	e.class AS scheduled_class, e.activity, CASE WHEN e.h @> lower(e.gap) THEN 'handling' WHEN e.w @> lower(e.gap) THEN 'acw' WHEN e.a @> lower(e.gap) THEN 'available'
		WHEN e.o @> lower(e.gap) THEN 'other_work' WHEN e.u @> lower(e.gap) THEN 'unavailable' ELSE 'offline' END AS actual_class, d.day
FROM (SELECT (lower(during) AT TIME ZONE %4$s - %8$s)::date AS day, range_merge(range_agg(during)) * tstzrange(NULL, now()) AS span
	FROM %2$I.schedule WHERE isfinite(lower(during)) AND lower(during) < now() GROUP BY (lower(during) AT TIME ZONE %4$s - %8$s)::date) d,
	LATERAL (SELECT *, unnest(CASE class
			WHEN 'on_queue' THEN during - h - w - a
			WHEN 'off_queue_paid' THEN during - (o + u - h - w - a)
			ELSE during * (h + w + a + o) END) AS gap
		FROM (SELECT s.agent_id, s.class, s.activity, tstzmultirange(s.during * d.span) AS during,
				coalesce(a.h, '{}') AS h, coalesce(a.w, '{}') AS w, coalesce(a.a, '{}') AS a, coalesce(a.o, '{}') AS o, coalesce(a.u, '{}') AS u
			FROM (SELECT agent_id, class, activity, during, version_no, max(version_no) OVER (PARTITION BY agent_id) AS newest
				FROM %2$I.schedule WHERE (lower(during) AT TIME ZONE %4$s - %8$s)::date = d.day) s
			LEFT JOIN (SELECT agent_id, range_agg(during) FILTER (WHERE state_class = 'handling') AS h, range_agg(during) FILTER (WHERE state_class = 'acw') AS w,
					range_agg(during) FILTER (WHERE state_class = 'available') AS a, range_agg(during) FILTER (WHERE state_class = 'other_work') AS o,
					range_agg(during) FILTER (WHERE state_class = 'unavailable') AS u
				FROM %2$I.agent_state WHERE during && d.span GROUP BY agent_id) a ON a.agent_id = s.agent_id
			WHERE s.version_no = s.newest AND s.class <> 'absence') x) e$q$),

	('shrinkage', '{agent_state}', 'paid time of all agents by local day and what it went into; every share has the same base, so shares add', $q$
SELECT day, component, kind, seconds, base_s, seconds / nullif(base_s, 0) AS share,
	CASE WHEN kind <> 'on_queue' THEN seconds / nullif(base_s, 0) ELSE 0 END AS shrinkage
FROM (SELECT day, component, kind, sum(seconds) AS seconds, sum(sum(seconds)) OVER (PARTITION BY day) AS base_s
	FROM (SELECT (%1$I.lower(b) AT TIME ZONE %4$s - %8$s)::date AS day,
			CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue' ELSE coalesce(s.aux_code, s.state_class) END AS component,
			CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue' ELSE 'internal' END AS kind,
			{seconds_of_bucket} AS seconds
		FROM {state_day}
		WHERE coalesce(s.paid, s.state_class <> 'offline') AND greatest(lower(s.during), %1$I.lower(b)) < now()
		{absence}) x
	GROUP BY day, component, kind) y$q$),

	('staffing_gap', '{forecast,valid_visit}', 'the newest forecast against the agents scheduled: required by Erlang C and A for the service goal, and the service level to expect', $q$
SELECT queue_id, media, interval_start, interval_end, volume, aht, patience_s, required_erlang_c, required_erlang_a,
	%1$I.with_shrinkage(required_erlang_a::float8, %10$s) AS required_with_shrinkage, scheduled,
	scheduled - required_erlang_a AS net,
	CASE WHEN volume > 0 AND scheduled > 0 THEN %1$I.erlang_a_service_level(volume, seconds, aht, patience_s, scheduled, %5$s, {erlang_variant}, %7$s)
		WHEN volume > 0 AND scheduled = 0 THEN 0 END AS predicted_service_level
FROM (SELECT f.queue_id, f.media, f.interval_start, f.interval_end, f.seconds, f.volume, f.aht, p.patience_s, {scheduled} AS scheduled,
		CASE WHEN f.volume > 0 THEN %1$I.erlang_c_agents(f.volume, f.seconds, f.aht, %9$s, %5$s) WHEN f.volume = 0 THEN 0 END AS required_erlang_c,
		CASE WHEN f.volume > 0 THEN %1$I.erlang_a_agents(f.volume, f.seconds, f.aht, p.patience_s, %9$s, %5$s, {erlang_variant}, %7$s) WHEN f.volume = 0 THEN 0 END AS required_erlang_a
	FROM (SELECT DISTINCT ON (queue_id, media, interval_start) queue_id, media, interval_start, interval_start + interval_len AS interval_end,
			extract(epoch FROM interval_len)::float8 AS seconds, volume, aht_s AS aht
		FROM %2$I.forecast WHERE scenario = 'base' ORDER BY queue_id, media, interval_start, made_at DESC) f
	LEFT JOIN (SELECT queue_id, media, coalesce(%1$I.mean_patience(%1$I.rollup(summary)), 'infinity'::float8) AS patience_s
		FROM ({base}) b GROUP BY queue_id, media) h USING (queue_id, media)
	CROSS JOIN LATERAL (SELECT CASE WHEN h.patience_s > 0 THEN h.patience_s ELSE 'infinity'::float8 END AS patience_s) p
	{staff_plan}) x$q$),

	('forecast_error', '{forecast,valid_visit}', 'every forecast against the volume that came; actual is NULL where no data is (yet, or in a feed gap)', $q$
WITH live AS MATERIALIZED (SELECT queue_id, media, bucket_start, bucket_end, %1$I.rollup(summary) AS summary FROM ({live}) b GROUP BY queue_id, media, bucket_start, bucket_end)
SELECT queue_id, media, scenario, horizon, made_at, interval_start, interval_end, local_start, lead_days,
	forecast, actual, forecast - actual AS error, naive, aht_s AS forecast_aht, actual_aht
FROM (SELECT f.queue_id, f.media, f.scenario, f.horizon, f.made_at, f.interval_start, f.interval_start + f.interval_len AS interval_end,
		f.interval_start AT TIME ZONE %4$s AS local_start, floor(extract(epoch FROM f.interval_start - f.made_at) / 86400)::integer AS lead_days,
		f.volume AS forecast, f.aht_s,
		CASE WHEN {known} THEN coalesce(%1$I.offered(v.came), 0)::float8 END AS actual, %1$I.aht(v.came) AS actual_aht, %1$I.offered(v.before)::float8 AS naive
	FROM %2$I.forecast f
	CROSS JOIN (SELECT max(queued_at) AS until FROM %2$I.valid_visit) m
	-- looked up where it is rolled up, joined where it is not
	CROSS JOIN LATERAL (SELECT %1$I.rollup(r.summary) AS summary FROM {rolled} r
		WHERE r.queue_id = f.queue_id AND r.media = f.media AND r.bucket_start = f.interval_start AND r.bucket_end = f.interval_start + f.interval_len) a
	CROSS JOIN LATERAL (SELECT %1$I.rollup(r.summary) AS summary FROM {rolled} r
		WHERE r.queue_id = f.queue_id AND r.media = f.media AND r.bucket_start = f.interval_start - '168 hours'::interval) n
	LEFT JOIN live la ON la.queue_id = f.queue_id AND la.media = f.media AND la.bucket_start = f.interval_start AND la.bucket_end = f.interval_start + f.interval_len
	LEFT JOIN live ln ON ln.queue_id = f.queue_id AND ln.media = f.media AND ln.bucket_start = f.interval_start - '168 hours'::interval
	CROSS JOIN LATERAL (SELECT coalesce(a.summary OPERATOR(%1$I.+) la.summary, a.summary, la.summary) AS came,
		coalesce(n.summary OPERATOR(%1$I.+) ln.summary, n.summary, ln.summary) AS before) v) x$q$),

	('forecast_accuracy', '{forecast_error}', 'forecast accuracy by queue, lead and local month, from intervals; sums are there to total over any grain', $q$
SELECT queue_id, media, scenario, horizon, lead_days, month, n, n_missing, n_skipped, sum_actual, sum_error, sum_absolute_error,
	sum_absolute_error / nullif(sum_actual, 0) AS wape, sum_error / nullif(sum_actual, 0) AS bias,
	sum_absolute_share / nullif(n - n_skipped, 0) AS mape, sqrt(sum_squared_error / nullif(n, 0)) AS rmse,
	(sum_absolute_error_scaled / nullif(n_scaled, 0)) / nullif(sum_naive_error / nullif(n_scaled, 0), 0) AS mase,
	sum_squared_error, sum_absolute_share, n_scaled, sum_absolute_error_scaled, sum_naive_error
FROM (SELECT queue_id, media, scenario, horizon, lead_days, date_trunc('month', local_start)::date AS month,
		count(error) AS n, count(*) - count(error) AS n_missing, count(*) FILTER (WHERE actual = 0) AS n_skipped,
		sum(actual) AS sum_actual, sum(error) AS sum_error, sum(abs(error)) AS sum_absolute_error, sum(error * error) AS sum_squared_error,
		sum(abs(error) / nullif(actual, 0)) AS sum_absolute_share, count(naive) FILTER (WHERE actual IS NOT NULL) AS n_scaled,
		sum(abs(error)) FILTER (WHERE naive IS NOT NULL) AS sum_absolute_error_scaled, sum(abs(actual - naive)) AS sum_naive_error
	FROM %2$I.forecast_error
	GROUP BY queue_id, media, scenario, horizon, lead_days, date_trunc('month', local_start)::date) x$q$),

	('repeat_contact', '{contact,valid_visit}', 'first-contact resolution by repeats: answered contacts of known customers by queue, reason, agent and local day; a repeat of the same customer within the window counts against the first', $q$
SELECT day, queue_id, agent_id, media, reason, contacts, eligible, repeated, immature, repeated::float8 / nullif(eligible, 0) AS repeat_rate,
	1 - repeated::float8 / nullif(eligible, 0) AS fcr, resolved_known, resolved, resolved::float8 / nullif(resolved_known, 0) AS fcr_recorded
FROM (SELECT (c.started_at AT TIME ZONE %4$s - %8$s)::date AS day, c.first_queue_id AS queue_id, v.agent_id, c.media, c.reason, count(*) AS contacts,
		count(r.repeated) AS eligible, count(*) FILTER (WHERE r.repeated) AS repeated,
		count(*) FILTER (WHERE r.repeated IS NULL AND c.customer_key IS NOT NULL) AS immature,
		count(c.resolved) AS resolved_known, count(*) FILTER (WHERE c.resolved) AS resolved
	FROM %2$I.contact c
	CROSS JOIN LATERAL (SELECT agent_id FROM %2$I.valid_visit v WHERE v.contact_id = c.contact_id AND v.outcome = 'answered'
		ORDER BY v.visit_no DESC LIMIT 1) v
	LEFT JOIN LATERAL (SELECT min(n.started_at) AS next_at FROM %2$I.contact n
		WHERE n.customer_key = c.customer_key AND n.started_at > c.ended_at AND n.contact_id <> c.contact_id) n ON true
	CROSS JOIN LATERAL (SELECT CASE WHEN c.customer_key IS NOT NULL THEN %1$I.repeat_contact(c.ended_at, n.next_at, %11$s, now()) END AS repeated) r
	GROUP BY (c.started_at AT TIME ZONE %4$s - %8$s)::date, c.first_queue_id, v.agent_id, c.media, c.reason) x$q$),

	('ticket_response', '{ticket_event,business_hours}', 'tickets from creation (or reopening) to the first public reply of a person, in business hours', $q$
WITH {hours},
started AS (
	SELECT ticket_id, event, at, queue_id, calendar_id, lead(at) OVER (PARTITION BY ticket_id ORDER BY at, event_no) AS next_at
	FROM %2$I.ticket_event WHERE event IN ('created', 'reopened'))
SELECT s.ticket_id, s.queue_id, s.calendar_id, s.event AS started_by, s.at AS started_at, r.replied_at, x.response_s,
	CASE WHEN x.response_s <= %12$s THEN 'met' WHEN x.response_s > %12$s THEN 'missed'
		WHEN x.open_s > %12$s THEN 'overdue' WHEN x.open_s IS NOT NULL THEN 'not due' END AS status, x.open_s
FROM started s
LEFT JOIN hours h ON h.calendar_id = s.calendar_id AND h.valid @> (s.at AT TIME ZONE %4$s)::date
LEFT JOIN LATERAL (SELECT min(e.at) AS replied_at FROM %2$I.ticket_event e WHERE e.ticket_id = s.ticket_id AND e.event = 'comment'
	AND e.actor_kind = 'agent' AND e.public AND e.at >= s.at AND (s.next_at IS NULL OR e.at < s.next_at)) r ON true
LEFT JOIN LATERAL (SELECT %1$I.business_seconds(h.hours, s.at, r.replied_at) AS response_s,
	CASE WHEN r.replied_at IS NULL THEN %1$I.business_seconds(h.hours, s.at, greatest(coalesce(s.next_at, now()), s.at)) END AS open_s) x ON true$q$),

	('response_time', '{ticket_response}', 'first replies by queue, calendar and local day of the start; open tickets past their target count as missed, others not due, and those whose business hours are not known, not at all', $q$
SELECT day, queue_id, calendar_id, tickets, replied, met, overdue, not_due, met::float8 / nullif(met + missed + overdue, 0) AS response_service_level,
	response_s, response_s / nullif(met + missed, 0) AS mean_response, missed
FROM (SELECT (started_at AT TIME ZONE %4$s - %8$s)::date AS day, queue_id, calendar_id, count(*) AS tickets, count(replied_at) AS replied,
		count(*) FILTER (WHERE status = 'met') AS met, count(*) FILTER (WHERE status = 'overdue') AS overdue,
		count(*) FILTER (WHERE status = 'not due') AS not_due, sum(response_s) AS response_s, count(*) FILTER (WHERE status = 'missed') AS missed
	FROM %2$I.ticket_response
	GROUP BY (started_at AT TIME ZONE %4$s - %8$s)::date, queue_id, calendar_id) x$q$),

	('backlog', '{ticket_event}', 'tickets open at the end of each local day; never sum over days', $q$
WITH day AS MATERIALIZED (
	SELECT number, (%1$I.lower(b) AT TIME ZONE %4$s - %8$s)::date AS day, %1$I.lower(b) AS day_start, least(%1$I.upper(b), now()) AS day_end
	FROM (SELECT min(at) AS first, now() AS last FROM %2$I.ticket_event) e,
		LATERAL %1$I.reporting_intervals(e.first, e.last, '1 day'::interval, %4$s, %8$s) WITH ORDINALITY AS b (b, number))
SELECT d.day, s.queue_id, count(*) FILTER (WHERE s.opened_at >= d.day_start) AS opened, count(*) FILTER (WHERE s.closed_at < d.day_end) AS closed,
	count(*) FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS open_tickets,
	percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.day_end - s.opened_at)::float8) FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS median_age_s,
	max(extract(epoch FROM d.day_end - s.opened_at)::float8) FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS oldest_age_s
FROM (SELECT queue_id, opened_at, closed_at, generate_series(width_bucket(opened_at, n.starts), width_bucket(coalesce(closed_at, now()), n.starts)) AS number
	FROM (SELECT o.queue_id, o.at AS opened_at, min(c.at) AS closed_at
		FROM %2$I.ticket_event o LEFT JOIN %2$I.ticket_event c ON c.ticket_id = o.ticket_id AND c.at >= o.at AND c.event IN ('solved', 'closed')
		WHERE o.event IN ('created', 'reopened')
		GROUP BY o.ticket_id, o.event_no, o.queue_id, o.at) s,
		(SELECT array_agg(day_start ORDER BY number) AS starts FROM day) n) s
JOIN day d USING (number)
WHERE s.opened_at < d.day_end
GROUP BY d.day, s.queue_id$q$),

	('survey_item', '{survey_response}', 'answers by question, queue and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT item, queue_id, month, invited, answers, answers::float8 / nullif(invited, 0) AS response_rate, answers < %14$s AS suppressed,
	CASE WHEN answers >= %14$s THEN mean END AS mean, CASE WHEN answers >= %14$s THEN stddev END AS stddev,
	CASE WHEN answers >= %14$s THEN mean_100 END AS mean_100, CASE WHEN answers >= %14$s THEN top_box END AS top_box,
	CASE WHEN answers >= %14$s THEN top_box::float8 / answers END AS top_box_share
FROM (SELECT item, queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, count(*) FILTER (WHERE invited OR value IS NOT NULL) AS invited,
		count(value) AS answers, avg(value) AS mean, stddev_samp(value) AS stddev,
		avg((value - scale_min) / (scale_max - scale_min) * 100) AS mean_100,
		count(*) FILTER (WHERE (value - scale_min) / (scale_max - scale_min) >= 0.75) AS top_box
	FROM %2$I.survey_response
	GROUP BY item, queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_queue', '{survey_response}', 'voice of the customer by queue and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT queue_id, month, {voc}
FROM (SELECT queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_agent', '{survey_response}', 'voice of the customer by agent and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT agent_id, month, {voc}
FROM (SELECT agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_queue_agent', '{survey_response}', 'voice of the customer by queue, agent and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT queue_id, agent_id, month, {voc}
FROM (SELECT queue_id, agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY queue_id, agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_month', '{survey_response}', 'voice of the customer by local month of the contact', $q$
SELECT month, {voc}
FROM (SELECT date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('survey_driver', '{survey_response}', 'which questions move satisfaction (csat) and recommendation (nps), all answers on 0 to 100; an association, not a proof', $q$
WITH item AS (SELECT array_agg(item ORDER BY item) AS names FROM (SELECT DISTINCT item FROM %2$I.survey_response
		WHERE value IS NOT NULL AND item <> 'ces' AND item <> 'employee_satisfaction') i),
answer AS (SELECT r.response_id, i.names, array_agg((s.value - s.scale_min) / (s.scale_max - s.scale_min) * 100 ORDER BY n.name) AS x
	FROM (SELECT DISTINCT response_id FROM %2$I.survey_response WHERE value IS NOT NULL) r CROSS JOIN item i CROSS JOIN unnest(i.names) AS n (name)
	LEFT JOIN %2$I.survey_response s ON s.response_id = r.response_id AND s.item = n.name
	GROUP BY r.response_id, i.names),
moments AS (SELECT names, %1$I.comoments(names, x) AS c FROM answer WHERE array_position(x, NULL) IS NULL GROUP BY names),
model AS MATERIALIZED (SELECT m.c, o.outcome, array_remove(array_remove(m.names, 'csat'), 'nps') AS drivers
	FROM moments m, unnest(ARRAY['csat', 'nps']) AS o (outcome)
	WHERE o.outcome = ANY (m.names) AND cardinality(m.names) > 2 AND %1$I.rows_used(m.c) > cardinality(m.names) + 1)
SELECT m.outcome, d.driver, %1$I.rows_used(m.c) AS answers, d.rank, d.importance, d.share, d.mean AS performance,
	r.estimate, r.std_error, r.lower, r.upper, r.p, r.vif, 5 * r.estimate AS impact
FROM model m, LATERAL %1$I.driver_importance(m.c, m.outcome, m.drivers, 'lmg'::text) AS d
	JOIN LATERAL %1$I.regression(m.c, m.outcome, m.drivers, 0.95::float8, 'frequency'::text) AS r ON r.term = d.driver$q$),

	('quality', '{quality_evaluation}', 'quality evaluations by agent and local month', $q$
SELECT agent_id, month, evaluations, points, max_points, points / nullif(max_points, 0) AS score, critical_errors,
	1 - critical_errors::float8 / nullif(evaluations, 0) AS critical_accuracy, sum_score, sum_score / nullif(scored, 0) AS mean_score_critical_zero
FROM (SELECT agent_id, month, count(*) AS evaluations, sum(points) AS points, sum(max_points) AS max_points,
		count(*) FILTER (WHERE failed) AS critical_errors, count(max_points) FILTER (WHERE max_points > 0) AS scored,
		sum(CASE WHEN failed THEN 0 ELSE points / nullif(max_points, 0) END) AS sum_score
	FROM (SELECT agent_id, date_trunc('month', evaluated_at AT TIME ZONE %4$s)::date AS month, contact_id, evaluator, evaluated_at,
			sum(weight * points) FILTER (WHERE applicable) AS points, sum(weight * max_points) FILTER (WHERE applicable AND points IS NOT NULL) AS max_points,
			coalesce(bool_or(critical AND points = 0) FILTER (WHERE applicable), false) AS failed
		FROM %2$I.quality_evaluation GROUP BY agent_id, contact_id, evaluator, evaluated_at) e
	GROUP BY agent_id, month) x$q$),

	('control_chart_aht', '{queue_day}', 'daily average handle time of each queue against 3-sigma limits from the baseline (its days, or else the first 20)', $q$
WITH point AS (SELECT queue_id, media, day, answered, handle_s, aht, row_number() OVER w AS item,
		{in_baseline} AS in_baseline
	FROM %2$I.queue_day WHERE aht IS NOT NULL WINDOW w AS (PARTITION BY queue_id, media ORDER BY day)),
series AS (SELECT queue_id, media, array_agg(aht ORDER BY day) AS x, array_agg(aht ORDER BY day) FILTER (WHERE in_baseline) AS b
	FROM point GROUP BY queue_id, media)
SELECT p.queue_id, p.media, p.day, p.answered, p.handle_s, p.aht, p.in_baseline, l.center, l.lower, l.upper, s.signal
FROM point p JOIN series USING (queue_id, media)
CROSS JOIN LATERAL %1$I.xmr_limits(series.b, NULL::integer, 'mean'::text) AS l
LEFT JOIN LATERAL (SELECT c.item, c.signal FROM %1$I.control_signals(series.x, l.center, l.sigma) AS c) s ON s.item = p.item$q$),

	('control_chart_service_level', '{queue_day}', 'daily service level of each queue against p chart limits, corrected for over-dispersion (Laney), from the baseline (its days, or else the first 20)', $q$
WITH point AS (SELECT queue_id, media, day, service_judged, service_met, service_level,
		{in_baseline} AS in_baseline
	FROM %2$I.queue_day WHERE service_judged > 0 WINDOW w AS (PARTITION BY queue_id, media ORDER BY day)),
numbered AS (SELECT *, row_number() OVER (PARTITION BY queue_id, media ORDER BY NOT coalesce(in_baseline, false), day) AS item FROM point),
series AS (SELECT queue_id, media, array_agg((service_judged - service_met)::float8 ORDER BY item) AS d, array_agg(service_judged::float8 ORDER BY item) AS n,
		count(*) FILTER (WHERE in_baseline)::integer AS k
	FROM numbered GROUP BY queue_id, media)
SELECT p.queue_id, p.media, p.day, p.service_judged, p.service_met, p.service_level, p.in_baseline,
	1 - c.center AS center, 1 - c.laney_upper AS lower, 1 - c.laney_lower AS upper, c.sigma_z, c.signal
FROM series s CROSS JOIN LATERAL %1$I.p_chart_limits(s.d, s.n, nullif(s.k, 0)) AS c
JOIN numbered p ON p.queue_id IS NOT DISTINCT FROM s.queue_id AND p.media IS NOT DISTINCT FROM s.media AND p.item = c.item$q$),

	('turnover', '{headcount_event}', 'headcount and exits by month; turnover is annualised', $q$
WITH event AS (SELECT date_trunc('month', date::timestamp)::date AS month, count(*) FILTER (WHERE kind = 'hire') AS hires,
		count(*) FILTER (WHERE kind = 'exit_voluntary') AS exits_voluntary, count(*) FILTER (WHERE kind = 'exit_involuntary') AS exits_involuntary,
		count(*) FILTER (WHERE kind = 'transfer') AS transfers
	FROM %2$I.headcount_event GROUP BY date_trunc('month', date::timestamp)::date),
month AS (SELECT m::date AS month FROM (SELECT min(month) AS first, max(month) AS last FROM event) e, generate_series(e.first::timestamp, e.last::timestamp, '1 month') AS m),
counted AS (SELECT m.month, coalesce(e.hires, 0) AS hires, coalesce(e.exits_voluntary, 0) AS exits_voluntary, coalesce(e.exits_involuntary, 0) AS exits_involuntary,
		coalesce(e.transfers, 0) AS transfers FROM month m LEFT JOIN event e USING (month)),
headcount AS (SELECT *, (sum(hires - exits_voluntary - exits_involuntary - transfers) OVER (ORDER BY month))::bigint AS headcount_end FROM counted)
SELECT month, headcount_end - hires + exits_voluntary + exits_involuntary + transfers AS headcount_start, hires, exits_voluntary, exits_involuntary, transfers, headcount_end,
	average_headcount, 12 * (exits_voluntary + exits_involuntary + transfers) / nullif(average_headcount, 0) AS turnover,
	12 * exits_voluntary / nullif(average_headcount, 0) AS turnover_voluntary
FROM headcount CROSS JOIN LATERAL (SELECT (2 * headcount_end - hires + exits_voluntary + exits_involuntary + transfers)::float8 / 2 AS average_headcount) a$q$),

	('kpi_month_live', '{queue_month}', 'every KPI that the tables at hand yield, by local month, with the two sums it is the quotient of; computed now, month by month', $q$
SELECT m.month, k.kpi, k.numerator, k.denominator, k.numerator / nullif(k.denominator, 0) AS value
FROM unnest(ARRAY(WITH RECURSIVE m (month) AS (
		SELECT '0001-01-01'::timestamp
		UNION ALL
		SELECT greatest(date_trunc('month', n.at AT TIME ZONE %4$s - %8$s), m.month + '1 month'::interval)
		FROM m, LATERAL (SELECT least({kpi_next}) AS at FROM (SELECT (m.month + '1 month'::interval) AT TIME ZONE %4$s AS at) x OFFSET 0) n
		WHERE n.at IS NOT NULL)
	SELECT month::date FROM m WHERE month > '0001-01-01')) AS m (month),
	LATERAL (WITH {kpi_sources} {kpi_measures}) k$q$),

	('kpi_month', '{kpi_month_live}', 'every KPI by local month, with the two sums it is the quotient of: as refresh_kpi_month stored it, else as kpi_month_live has it', $q$
{stored_kpis}SELECT month, kpi, numerator, denominator, value FROM %2$I.kpi_month_live {not_stored}$q$),

	('benchmark_comparison', '{kpi_month}', 'KPIs by month against the benchmark (Purdue University 1999)', $q$
SELECT k.month, k.kpi, b.unit, k.numerator, k.denominator, k.value, g.median, g.mean, g.sd, g.gap, g.gap_to_median, g.ratio_to_median, g.z, g.status
FROM %2$I.kpi_month k
LEFT JOIN %1$I.benchmark() AS b ON b.metric = k.kpi
CROSS JOIN LATERAL %1$I.benchmark_gap(k.kpi, k.value) AS g
WHERE (b.metric IS NOT NULL OR k.kpi = 'aht') AND k.value >= 0$q$),

	('gap_cost', '{kpi_month}', 'what the gap of the handle time to the benchmark costs, by month and component (aht = talk + acw); against a target for the KPI where there is one', $q$
SELECT month, component, own_s, target_s, target_source, own_s - target_s AS gap_s, contacts, cost_per_minute,
	%1$I.cost_of_gap(own_s, target_s, contacts, cost_per_minute) AS cost, 12 * %1$I.cost_of_gap(own_s, target_s, contacts, cost_per_minute) AS cost_per_year
FROM (SELECT k.month, k.kpi AS component, k.value AS own_s, coalesce(t.goal, g.mean) AS target_s,
		CASE WHEN t.goal IS NULL THEN 'benchmark' ELSE 'target' END AS target_source, k.denominator AS contacts, {cost_per_minute} AS cost_per_minute
	FROM (SELECT month, kpi, value, denominator, max(numerator) FILTER (WHERE kpi = 'aht') OVER (PARTITION BY month) AS handle_s
		FROM %2$I.kpi_month WHERE kpi IN ('talk', 'acw', 'aht') AND value IS NOT NULL) k
	CROSS JOIN LATERAL %1$I.benchmark_gap(k.kpi, k.value) AS g
	{target_of_month}
	{cost_of_month}) x$q$),

	('scorecard', '{kpi_month}', 'every KPI by month: value layer, ICMI module, target, actual, status', $q$
SELECT k.month, c.kpi, {scored}
FROM %2$I.kpi_month k
JOIN %1$I.kpi_catalog() AS c USING (kpi)
{target_of_month}$q$),

	('scorecard_queue', '{queue_month}', 'KPIs by queue and month, against the target of the queue, or else of all', $q$
SELECT k.queue_id, k.month, c.kpi, {scored}
FROM (SELECT q.queue_id, q.month, v.kpi, v.numerator, v.denominator, v.numerator / nullif(v.denominator, 0) AS value
	FROM (SELECT queue_id, month, {queue_sums} FROM %2$I.queue_month WHERE media IS DISTINCT FROM 'callback' GROUP BY queue_id, month) q,
		LATERAL (VALUES {queue_kpis}) AS v (kpi, numerator, denominator)) k
JOIN %1$I.kpi_catalog() AS c USING (kpi)
{target_of_queue}$q$),

	('maturity', '{maturity_check}', 'maturity by dimension (CC-CMM): the level is the highest whose own and all lower check points reach 0.8 on average, the centre''s that of its weakest dimension', $q$
WITH level AS (SELECT framework, assessed_on, dimension, level,
		CASE WHEN count(*) FILTER (WHERE applicable) = 0 THEN 1 WHEN bool_or(applicable AND score IS NULL) THEN NULL ELSE avg(score) FILTER (WHERE applicable) END AS score
	FROM %2$I.maturity_check GROUP BY framework, assessed_on, dimension, level),
dimension AS (SELECT framework, assessed_on, dimension, max(score) FILTER (WHERE level = 2) AS score_2, max(score) FILTER (WHERE level = 3) AS score_3,
		max(score) FILTER (WHERE level = 4) AS score_4, max(score) FILTER (WHERE level = 5) AS score_5, avg(score) AS mean_score
	FROM level GROUP BY framework, assessed_on, dimension),
graded AS (SELECT *, %1$I.maturity_level(ARRAY[score_2, score_3, score_4, score_5], 0.8::float8) AS level FROM dimension),
overall AS (SELECT g.framework, g.assessed_on, CASE WHEN count(g.level) = count(*) AND count(*) >= (SELECT count(*) FROM %1$I.cc_cmm_dimensions() AS d WHERE d.framework = g.framework)
		THEN min(g.level) END AS overall_level, avg(g.level)::float8 AS mean_level, min(g.level) AS weakest_level
	FROM graded g GROUP BY g.framework, g.assessed_on)
SELECT g.framework, g.assessed_on, g.dimension, g.score_2, g.score_3, g.score_4, g.score_5, g.mean_score, g.level, o.overall_level, o.mean_level,
	g.level = o.weakest_level AS is_weakest, b.check_point AS blocking_check_point, b.score AS blocking_score
FROM graded g JOIN overall o USING (framework, assessed_on)
LEFT JOIN LATERAL (SELECT c.check_point, c.score FROM %2$I.maturity_check c
	WHERE c.framework = g.framework AND c.assessed_on = g.assessed_on AND c.dimension = g.dimension AND c.applicable AND c.level <= coalesce(g.level, 5) + 1
		AND (c.score IS NULL OR c.level = g.level + 1)
	ORDER BY c.level, c.score NULLS FIRST, c.check_point LIMIT 1) b ON g.level IS DISTINCT FROM 5$q$),

	('queue_realtime', '{queue_visit}', 'queues now: who waits, who is served, and the local day so far; for another instant call queue_realtime_at', '{realtime}'),
	('agent_realtime', '{agent_state}', 'agents now; for another instant call agent_realtime_at', '{realtime}'),

	('data_quality', '{queue_visit}', 'what is wrong with the data, counted', $q$
SELECT subject, problem, rows_affected, rows_checked, rows_affected::float8 / nullif(rows_checked, 0) AS share, first_at FROM (
	SELECT 'queue_visit'::text AS subject, p.problem, count(v.queued_at) AS rows_affected,
		(SELECT count(*) FROM %2$I.queue_visit) AS rows_checked, min(v.queued_at) AS first_at
	FROM unnest(ARRAY['left before queued', 'ended before left', 'wrap-up ended before the end', 'answered_at contradicts outcome', 'unknown outcome',
			'negative duration', 'no left_at', 'queued in the future']) AS p (problem)
	LEFT JOIN %2$I.rejected_visit v USING (problem) GROUP BY p.problem
	UNION ALL
	SELECT 'queue_visit', p.problem, p.rows_affected, p.rows_checked, p.first_at
	FROM (SELECT count(*) AS n, count(*) FILTER (WHERE stale) AS stale, min(queued_at) FILTER (WHERE stale) AS stale_at, count(*) FILTER (WHERE answered) AS answered,
			count(*) FILTER (WHERE answered AND handle_s IS NULL) AS unhandled, min(queued_at) FILTER (WHERE answered AND handle_s IS NULL) AS unhandled_at,
			count(*) FILTER (WHERE answered AND agent_id IS NULL) AS nobody, min(queued_at) FILTER (WHERE answered AND agent_id IS NULL) AS nobody_at
		FROM (SELECT *, outcome = 'answered' AS answered, outcome = 'open' AND queued_at < now() - '24 hours'::interval AS stale FROM %2$I.valid_visit) v) v,
		LATERAL (VALUES ('open for more than a day', stale, n, stale_at), ('answered without handle time', unhandled, answered, unhandled_at),
			('answered without agent', nobody, answered, nobody_at)) AS p (problem, rows_affected, rows_checked, first_at)
	{quality_checks}) q$q$)
	) AS v (name, needs, comment, query)
	LOOP
		SELECT string_agg(format('%I.%I', schema, n), ', ') INTO missing FROM unnest(one.needs) AS n
		WHERE to_regclass(format('%I.%I', schema, n)) IS NULL;
		IF missing IS NOT NULL THEN
			RAISE NOTICE 'skipped view %: there is no table or view %', format('%I.%I', schema, one.name), missing;
			CONTINUE;
		END IF;
		SELECT relkind INTO kind FROM pg_class WHERE oid = to_regclass(format('%I.%I', schema, one.name));
		IF kind <> 'v' THEN
			RAISE NOTICE 'skipped view %: there is something else of that name', format('%I.%I', schema, one.name);
			CONTINUE;
		END IF;
		definition := one.query;
		IF one.name = 'kpi_month_live' THEN
			-- A constant name in each branch: a filter on kpi leaves out the sources of others.
			-- From month to month with data, by the first instant of each table after the last
			-- month; in an array, which the planner takes for short: months are few.
			SELECT replace(replace(replace(definition, '{kpi_sources}', string_agg(x.line, ', ' ORDER BY x.number) FILTER (WHERE x.part = 'source')),
				'{kpi_measures}', string_agg(x.line, ' UNION ALL ' ORDER BY x.number) FILTER (WHERE x.part = 'measure')),
				'{kpi_next}', string_agg(x.line, ', ' ORDER BY x.number) FILTER (WHERE x.part = 'next')) INTO definition
			FROM (
				SELECT 'source' AS part, s.number, s.needs, format('%s AS (%s)', s.name, s.query) AS line
				FROM (VALUES
				(1, 'queue', '{}'::text[], $q$SELECT media IS NOT DISTINCT FROM 'callback' AS callback, {queue_sums}
		FROM %2$I.queue_month WHERE month = m.month GROUP BY media IS NOT DISTINCT FROM 'callback'$q$),
				(2, 'contact', '{}', 'SELECT sum(answered) AS answered FROM queue HAVING count(*) > 0'),
				(3, 'agent', '{agent_day}', $q$SELECT sum(handling_s) AS handling_s, sum(available_s) AS available_s, sum(paid_s) AS paid_s, sum(logged_in_s) AS logged_in_s
		FROM %2$I.agent_day WHERE {days_of_month} HAVING count(*) > 0$q$),
				(4, 'adherence', '{agent_adherence}', $q$SELECT sum(adherent_s) AS adherent_s, sum(scheduled_s) AS scheduled_s, sum(present_s) AS present_s,
			sum(on_queue_actual_s) AS on_queue_actual_s, sum(on_queue_scheduled_s) AS on_queue_scheduled_s
		FROM %2$I.agent_adherence WHERE local_start >= m.month + %8$s AND local_start < m.month + %8$s + '1 month'::interval HAVING count(*) > 0$q$),
				(5, 'shrinkage', '{shrinkage}', $q$SELECT sum(seconds) FILTER (WHERE kind <> 'on_queue') AS lost_s, sum(seconds) AS base_s
		FROM %2$I.shrinkage WHERE {days_of_month} HAVING count(*) > 0$q$),
				(6, 'forecast', '{forecast_accuracy}', $q$SELECT sum(sum_absolute_error) AS error, sum(sum_actual) AS actual
		FROM %2$I.forecast_accuracy WHERE scenario = 'base' AND month = m.month HAVING count(*) > 0$q$),
				(7, 'quality', '{quality}', 'SELECT sum(points) AS points, sum(max_points) AS max_points FROM %2$I.quality WHERE month = m.month HAVING count(*) > 0'),
				(8, 'voc', '{voc_month}', 'SELECT * FROM %2$I.voc_month WHERE month = m.month'),
				(9, 'employee', '{survey_item}', $q$SELECT sum(top_box) AS top_box, sum(answers) AS answers
		FROM %2$I.survey_item WHERE item = 'employee_satisfaction' AND month = m.month AND NOT suppressed HAVING count(*) > 0$q$),
				(10, 'repeat', '{repeat_contact}', 'SELECT sum(eligible) AS eligible, sum(repeated) AS repeated FROM %2$I.repeat_contact WHERE {days_of_month} HAVING count(*) > 0'),
				(11, 'response', '{response_time}', 'SELECT sum(met) AS met, sum(met + missed + overdue) AS judged FROM %2$I.response_time WHERE {days_of_month} HAVING count(*) > 0'),
				(12, 'turnover', '{turnover}', 'SELECT 12 * (exits_voluntary + exits_involuntary + transfers) AS exits, average_headcount FROM %2$I.turnover WHERE month = m.month'),
				(13, 'cost', '{cost}', $q$SELECT CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS amount
		FROM %2$I.cost WHERE scope = 'all' AND month = m.month HAVING count(*) > 0$q$),
				(14, 'revenue', '{repeat_contact}', $q$SELECT CASE WHEN min(currency) = max(currency) THEN sum(revenue)::float8 END AS amount, count(*) AS contacts
		FROM (SELECT (started_at AT TIME ZONE %4$s - %8$s)::date AS day, currency, revenue FROM %2$I.contact c
			WHERE EXISTS (SELECT FROM %2$I.valid_visit v WHERE v.contact_id = c.contact_id AND v.outcome = 'answered')) c
		WHERE {days_of_month} HAVING count(*) > 0$q$),
				(15, 'trunk', '{trunk_event}', $q$SELECT count(*) FILTER (WHERE result = 'blocked') AS blocked, count(*) AS attempts
		FROM (SELECT (at AT TIME ZONE %4$s - %8$s)::date AS day, result FROM %2$I.trunk_event
			WHERE at >= (m.month - 1)::timestamp AT TIME ZONE %4$s AND at < (m.month + '1 month 2 days'::interval) AT TIME ZONE %4$s) t
		WHERE {days_of_month} HAVING count(*) > 0$q$)) AS s (number, name, needs, query)
				UNION ALL
				SELECT 'measure', k.number, k.needs, format('SELECT %L::text AS kpi, (%s)::float8 AS numerator, (%s)::float8 AS denominator FROM %s', k.kpi, k.numerator, k.denominator, k.source)
				FROM (
					SELECT i, '{}'::text[], 'queue WHERE NOT callback', queue_kpis[i][1], queue_kpis[i][2], queue_kpis[i][3] FROM generate_subscripts(queue_kpis, 1) AS i
					UNION ALL VALUES
					-- What the trunks saw of a month goes before what the queues know of it.
					(101, '{}'::text[], 'queue WHERE NOT callback' || CASE WHEN 'trunk_event' = ANY (relations) THEN ' AND NOT EXISTS (SELECT FROM trunk)' ELSE '' END,
						'blocked', 'nullif(blocked, 0)', 'blocked + offered'),
					(102, '{trunk_event}', 'trunk', 'blocked', 'blocked', 'attempts'),
					(103, '{agent_day}', 'agent', 'occupancy', 'handling_s', 'handling_s + available_s'),
					(104, '{agent_day}', 'agent', 'utilisation', 'handling_s', 'paid_s'),
					(105, '{agent_day}', 'agent, contact', 'contacts_per_8h', 'answered', 'logged_in_s / 28800'),
					(106, '{agent_adherence}', 'adherence', 'adherence', 'adherent_s', 'scheduled_s'),
					(107, '{agent_adherence}', 'adherence', 'conformance', 'on_queue_actual_s', 'on_queue_scheduled_s'),
					(108, '{agent_adherence}', 'adherence', 'attendance', 'present_s', 'scheduled_s'),
					(109, '{shrinkage}', 'shrinkage', 'shrinkage', 'lost_s', 'base_s'),
					(110, '{forecast_accuracy}', 'forecast', 'forecast_wape', 'error', 'actual'),
					(111, '{quality}', 'quality', 'quality', 'points', 'max_points'),
					(112, '{voc_month}', 'voc WHERE csat_answers > 0', 'csat', 'csat_top', 'csat_answers'),
					(113, '{voc_month}', 'voc WHERE nps_answers > 0', 'nps', 'promoters - detractors', 'nps_answers'),
					(114, '{voc_month}', 'voc WHERE ces_answers > 0', 'ces', 'ces_sum', 'ces_answers'),
					(115, '{survey_item}', 'employee', 'employee_satisfaction', 'top_box', 'answers'),
					(116, '{repeat_contact}', 'repeat', 'fcr', 'eligible - repeated', 'eligible'),
					(117, '{response_time}', 'response', 'response_service_level', 'met', 'judged'),
					(118, '{turnover}', 'turnover', 'turnover', 'exits', 'average_headcount'),
					(119, '{cost}', 'cost, contact', 'cost_per_contact', 'amount', 'answered'),
					(120, '{repeat_contact}', 'revenue', 'revenue_per_contact', 'amount', 'contacts')) AS k (number, needs, source, kpi, numerator, denominator)
				UNION ALL
				SELECT 'next', t.number, t.needs, format(CASE t.column_name
						WHEN 'during' THEN '(SELECT x.at FROM %%2$I.%1$s WHERE during @> x.at AND x.at < now() AND isfinite(lower(during)) LIMIT 1), (SELECT min(lower(during)) FROM %%2$I.%1$s WHERE lower(during) >= x.at AND lower(during) < now())'
						WHEN 'month' THEN '(SELECT min(month)::timestamp AT TIME ZONE %%4$s FROM %%2$I.%1$s WHERE month::timestamp AT TIME ZONE %%4$s >= x.at)'
						ELSE '(SELECT min(%2$s) FROM %%2$I.%1$s WHERE %2$s >= x.at AND %2$s < ''infinity'')' END, t.name, t.column_name)
				FROM (VALUES
					(1, '{}'::text[], 'queue_visit', 'queued_at'), (2, '{agent_day}', 'agent_state', 'during'), (3, '{agent_adherence}', 'schedule', 'during'),
					(4, '{trunk_event}', 'trunk_event', 'at'), (5, '{forecast_accuracy}', 'forecast', 'interval_start'), (6, '{quality}', 'quality_evaluation', 'evaluated_at'),
					(7, '{voc_month}', 'survey_response', 'contact_at'), (8, '{repeat_contact}', 'contact', 'started_at'), (9, '{response_time}', 'ticket_event', 'at'),
					(10, '{turnover}', 'turnover', 'month')) AS t (number, needs, name, column_name)) x
			WHERE x.needs <@ (relations || made_now);
		ELSIF definition = '{realtime}' THEN
			definition := realtimes ->> one.name;
		END IF;
		FOR fragment IN SELECT key, value FROM jsonb_each_text(fragments) LOOP
			definition := replace(definition, '{' || fragment.key || '}', fragment.value);
		END LOOP;
		definition := format(definition, VARIADIC arguments);
		BEGIN
			IF realtimes ? one.name THEN
				EXECUTE format('CREATE OR REPLACE FUNCTION %I.%I(as_of timestamptz) RETURNS TABLE (%s) LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC %s; END',
					schema, one.name || '_at', realtime_columns ->> one.name, replace(definition, '{as_of}', 'as_of'));
				EXECUTE format('COMMENT ON FUNCTION %I.%I(timestamptz) IS %L', schema, one.name || '_at', one.name || ' as it was at as_of');
				definition := replace(definition, '{as_of}', 'now()');
			END IF;
			IF lives ? one.name THEN
				EXECUTE format('CREATE OR REPLACE FUNCTION %I.%I(from_ts timestamptz DEFAULT ''-infinity'', to_ts timestamptz DEFAULT ''infinity'')
					RETURNS TABLE (agent_id text, bucket_start timestamptz, bucket_end timestamptz, %s float8) LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC %s; END',
					schema, one.name || '_live', replace(live_columns ->> one.name, ',', ' float8,'),
					format(replace(replace(replace(lives ->> one.name, '{newest_version}', fragments ->> 'newest_version'), '{from}', 'from_ts'), '{to}', 'to_ts'), VARIADIC arguments));
				EXECUTE format('COMMENT ON FUNCTION %I.%I(timestamptz, timestamptz) IS %L', schema, one.name || '_live',
					'the seconds of ' || one.name || ' in the intervals that start in [from_ts, to_ts), as states and schedules say, whatever is rolled up');
			END IF;
			EXECUTE format('CREATE OR REPLACE VIEW %I.%I WITH (security_invoker = %s) AS %s', schema, one.name, security_invoker::text,
			definition);
		EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR datatype_mismatch OR invalid_table_definition THEN
			-- A table of the caller's own, with other columns or types.
			RAISE NOTICE 'skipped view %: %', format('%I.%I', schema, one.name), sqlerrm;
			CONTINUE;
		END;
		EXECUTE format('COMMENT ON VIEW %I.%I IS %L', schema, one.name, one.comment);
		FOR columns IN
			SELECT a.attname, coalesce(comments ->> (one.name || '.' || a.attname), comments ->> a.attname::text) AS comment
			FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', schema, one.name)) AND a.attnum > 0
		LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, one.name, columns.attname, columns.comment);
		END LOOP;
		made := made + 1;
		made_now := made_now || one.name;
	END LOOP;

	IF kpis_stored THEN
		EXECUTE format('DELETE FROM %2$I.kpi_month_summary WHERE %17$L IS DISTINCT FROM (%18$s)', VARIADIC arguments || ARRAY[made_before, made_from]);
		GET DIAGNOSTICS removed = ROW_COUNT;
		IF removed > 0 THEN
			RAISE NOTICE 'removed % KPIs of months, which were made otherwise; call refresh_kpi_month', removed;
		END IF;
	END IF;

	-- The days that dashboards filter by, as indexes of the caller's own tables;
	-- the intervals, as statistics: both depend on the zone.
	FOR one IN SELECT i.*, c.oid, format('by local day in %s from %s', zone, day_start) AS comment
		FROM (VALUES ('queue_visit', 'queued_at', 'day', '(%s)'), ('queue_visit', 'answered_at', 'day', '(%s)'), ('contact', 'started_at', 'day', '(%s)'),
			('schedule', 'during', 'day', '(%s), agent_id'),
			('agent_interval_summary', 'bucket_start', 'day', '(%s)'), ('agent_interval_summary', 'bucket_start', 'local', '(%2$s)'),
			('agent_adherence_summary', 'bucket_start', 'day', '(%s)'), ('agent_adherence_summary', 'bucket_start', 'local', '(%2$s)')) AS i (name, column_name, suffix, expression)
		JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', schema, i.name)) AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = i.column_name AND a.atttypid = CASE column_name WHEN 'during' THEN 'tstzrange'::regtype ELSE 'timestamptz'::regtype END
		WHERE i.name <> 'schedule' OR 'agent_adherence' = ANY (made_now)
	LOOP
		index_name := concat_ws('_', one.name, one.column_name, one.suffix);
		CONTINUE WHEN obj_description(to_regclass(format('%I.%I', schema, index_name)), 'pg_class') = one.comment;
		IF to_regclass(format('%I.%I', schema, index_name)) IS NOT NULL THEN
			EXECUTE format('DROP INDEX %I.%I', schema, index_name);
		END IF;
		local_time := format(CASE one.column_name WHEN 'during' THEN 'lower(%I)' ELSE '%I' END || ' AT TIME ZONE %L::text', one.column_name, zone);
		EXECUTE format('CREATE INDEX %I ON %I.%I (%s)', index_name, schema, one.name,
			format(one.expression, format('(%s - %L::time)::date', local_time, day_start), local_time));
		EXECUTE format('COMMENT ON INDEX %I.%I IS %L', schema, index_name, one.comment);
	END LOOP;
	IF EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(format('%I.queue_visit', schema)) AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'USAGE'))
		AND NOT EXISTS (SELECT FROM pg_statistic_ext WHERE stxname = 'queue_visit_interval' AND stxnamespace = to_regnamespace(quote_ident(schema))
			AND obj_description(oid, 'pg_statistic_ext') = format('by %s in %s from %s', interval_width, zone, day_start)) THEN
		IF EXISTS (SELECT FROM pg_statistic_ext WHERE stxname = 'queue_visit_interval' AND stxnamespace = to_regnamespace(quote_ident(schema))) THEN
			EXECUTE format('DROP STATISTICS %I.queue_visit_interval', schema);
		END IF;
		EXECUTE format('CREATE STATISTICS %2$I.queue_visit_interval ON (%1$I.reporting_interval(queued_at, %3$s, %4$s, %8$s)) FROM %2$I.queue_visit', VARIADIC arguments);
		EXECUTE format('COMMENT ON STATISTICS %I.queue_visit_interval IS %L', schema, format('by %s in %s from %s', interval_width, zone, day_start));
	END IF;
	RAISE NOTICE 'made % reporting views in schema %', made, quote_ident(schema);
END
$procedure$;
COMMENT ON PROCEDURE create_reporting_views(name, interval, text, float8, text, float8, time, float8, float8, float8, float8, float8, integer, daterange, boolean) IS
'make or refresh, in schema, every reporting view whose inputs are there as tables or views, owned by the caller, with a notice about each that is skipped; durations in seconds, shares from 0 to 1, interval_width at most a day, baseline (NULL: the first 20 days) for control charts; security_invoker => false lets a reader of the views do without rights on the tables';

CREATE PROCEDURE refresh_queue_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	setting record;
	rolled_from timestamptz;
	rolled_to timestamptz;
	first_bucket timestamptz;
	last_bucket timestamptz;
	changed record;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regclass(format('%I.queue_interval_summary', schema)) IS NULL OR to_regclass(format('%I.reporting_settings', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	EXECUTE format('SELECT interval_width::interval AS width, zone, day_start FROM %I.reporting_settings', schema) INTO setting;

	-- One refresh at a time; readers go on.  What another one has committed while
	-- we waited is seen by the statements that follow.
	EXECUTE format('LOCK TABLE %I.queue_interval_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format('SELECT min(bucket_start), max(bucket_end) FROM %I.queue_interval_summary', schema) INTO rolled_from, rolled_to;
	IF from_ts IS NULL THEN
		EXECUTE format('SELECT min(queued_at) FROM %I.valid_visit', schema) INTO from_ts;
		from_ts := least(from_ts, rolled_from);
	END IF;

	-- The interval that is running stays live.
	to_ts := least(to_ts, now());
	EXECUTE format('SELECT %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5)),
			CASE WHEN $2 < now() THEN %1$I.upper(%1$I.reporting_interval($2 - ''1 microsecond''::interval, $3, $4, $5))
				ELSE %1$I.lower(%1$I.reporting_interval($2, $3, $4, $5)) END', ext)
		INTO first_bucket, last_bucket USING from_ts, to_ts, setting.width, setting.zone, setting.day_start;
	IF first_bucket < last_bucket THEN
		-- The views take what is between the first and the last summary for complete.
		first_bucket := least(first_bucket, rolled_to);
		last_bucket := greatest(last_bucket, rolled_from);

		EXECUTE format($q$
			WITH fresh AS MATERIALIZED (
				SELECT queue_id, media, site_id, %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end,
					%1$I.queue_summary(outcome, wait_s, talk_s, coalesce(hold_s, 0), coalesce(acw_s, 0)) AS summary,
					count(*) FILTER (WHERE outcome = 'answered' AND transfer_out IN ('blind', 'attended')) AS transfers
				FROM (SELECT *, %1$I.reporting_interval(queued_at, $3, $4, $5) AS b FROM %2$I.valid_visit
					WHERE outcome <> 'open' AND queued_at >= $1 AND queued_at < $2) v
				GROUP BY queue_id, media, site_id, b),
			deleted AS (
				DELETE FROM %2$I.queue_interval_summary s
				WHERE s.bucket_start >= $1 AND s.bucket_start < $2 AND NOT EXISTS (
					SELECT FROM fresh f WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
						AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id)
				RETURNING 1),
			updated AS (
				UPDATE %2$I.queue_interval_summary s SET summary = f.summary, transfers = f.transfers
				FROM fresh f
				WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
					AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id
					AND (f.summary OPERATOR(%1$I.<>) s.summary OR f.transfers <> s.transfers)
				RETURNING 1),
			inserted AS (
				INSERT INTO %2$I.queue_interval_summary (queue_id, media, site_id, bucket_start, bucket_end, summary, transfers)
				SELECT f.queue_id, f.media, f.site_id, f.bucket_start, f.bucket_end, f.summary, f.transfers
				FROM fresh f WHERE NOT EXISTS (
					SELECT FROM %2$I.queue_interval_summary s WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
						AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id)
				RETURNING 1)
			SELECT (SELECT count(*) FROM inserted) AS inserted, (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$, ext, schema)
			INTO changed USING first_bucket, last_bucket, setting.width, setting.zone, setting.day_start;
		RAISE NOTICE 'refreshed % to %: % summaries added, % changed, % removed', first_bucket, last_bucket, changed.inserted, changed.updated, changed.deleted;
	ELSE
		RAISE NOTICE 'nothing to refresh';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_queue_summary(name, timestamptz, timestamptz) IS
'bring queue_interval_summary up to date for visits queued in [from_ts, to_ts) (NULL: from the first, until now), widened to whole intervals and to what is rolled already; intervals with late, corrected or removed visits change, the others are not written; the interval that is running is left out';


CREATE PROCEDURE refresh_agent_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	setting record;
	one record;
	rolled record;
	first_bucket timestamptz;
	last_bucket timestamptz;
	changed record;
	any_found boolean := false;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	to_ts := least(to_ts, now());

	-- The views compute what is not stored by the query of these functions.
	FOR one IN SELECT v.name, s.summary, p.oid::regproc AS live, string_agg(quote_ident(a.name), ', ') AS columns, string_agg(format('%1$I = excluded.%1$I', a.name), ', ') AS changes
		FROM (VALUES (1, 'agent_interval'), (2, 'agent_adherence')) AS v (number, name)
		CROSS JOIN LATERAL (SELECT to_regclass(format('%I.%I', schema, v.name || '_summary')) AS summary) s
		JOIN pg_proc p ON p.oid = to_regprocedure(format('%I.%I(timestamptz, timestamptz)', schema, v.name || '_live'))
		CROSS JOIN LATERAL unnest(p.proargnames[3:]) AS a (name)
		WHERE s.summary IS NOT NULL AND to_regclass(format('%I.reporting_settings', schema)) IS NOT NULL
		GROUP BY v.number, v.name, s.summary, p.oid ORDER BY v.number
	LOOP
		any_found := true;
		EXECUTE format('SELECT interval_width::interval AS width, zone, day_start FROM %I.reporting_settings', schema) INTO setting;

		-- As in refresh_queue_summary: one at a time, and the interval that is running stays live.
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.summary);
		EXECUTE format('SELECT min(bucket_start) AS from_ts, (SELECT bucket_end FROM %1$s ORDER BY bucket_start DESC LIMIT 1) AS to_ts FROM %1$s', one.summary) INTO rolled;
		EXECUTE format('SELECT CASE WHEN $1 > ''-infinity'' THEN %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5)) ELSE ''-infinity'' END,
				CASE WHEN $2 < now() THEN %1$I.upper(%1$I.reporting_interval($2 - ''1 microsecond''::interval, $3, $4, $5))
					ELSE %1$I.lower(%1$I.reporting_interval($2, $3, $4, $5)) END', ext)
			INTO first_bucket, last_bucket USING from_ts, to_ts, setting.width, setting.zone, setting.day_start;
		IF first_bucket < last_bucket THEN
			first_bucket := least(first_bucket, rolled.to_ts);
			last_bucket := greatest(last_bucket, rolled.from_ts);
			EXECUTE format($q$
				WITH fresh AS MATERIALIZED (SELECT %3$s FROM %2$s($1, $2)),
				stored AS (SELECT %3$s FROM %1$s WHERE bucket_start >= $1 AND bucket_start < $2),
				deleted AS (
					DELETE FROM %1$s s USING (SELECT agent_id, bucket_start FROM stored EXCEPT SELECT agent_id, bucket_start FROM fresh) gone
					WHERE s.bucket_start = gone.bucket_start AND s.agent_id IS NOT DISTINCT FROM gone.agent_id
					RETURNING 1),
				written AS (
					INSERT INTO %1$s AS s (%3$s)
					SELECT %3$s FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) f ORDER BY bucket_start
					ON CONFLICT (bucket_start, agent_id) DO UPDATE SET %4$s
					RETURNING xmax = 0 AS added)
				SELECT (SELECT min(bucket_start) FROM fresh) AS from_ts, (SELECT count(*) FROM written WHERE added) AS inserted,
					(SELECT count(*) FROM written WHERE NOT added) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$,
				one.summary, one.live, one.columns, one.changes)
				INTO changed USING first_bucket, last_bucket;
			IF from_ts IS NULL THEN
				first_bucket := least(rolled.from_ts, changed.from_ts);
			END IF;
		END IF;
		IF first_bucket < last_bucket THEN
			RAISE NOTICE 'refreshed % from % to %: % summaries added, % changed, % removed', one.name, first_bucket, last_bucket, changed.inserted, changed.updated, changed.deleted;
		ELSE
			RAISE NOTICE 'nothing to refresh in %', one.name;
		END IF;
	END LOOP;
	IF NOT any_found THEN
		RAISE EXCEPTION 'schema % has no reporting model and views of agents', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_agent_summary(name, timestamptz, timestamptz) IS
'bring agent_interval_summary and agent_adherence_summary up to date for the states and schedules of [from_ts, to_ts) (NULL: from the first, until now), widened to whole intervals and to what is rolled already; intervals with late, corrected or removed rows change, the others are not written; the interval that is running is left out';

CREATE PROCEDURE refresh_kpi_month(schema name, from_day date DEFAULT NULL, to_day date DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $procedure$
DECLARE
	first_month date := coalesce(date_trunc('month', from_day::timestamp)::date, '-infinity');
	end_month date := coalesce(date_trunc('month', to_day::timestamp + '1 month'::interval - '1 day'::interval)::date, 'infinity');
	running date;
	changed record;
BEGIN
	IF to_regclass(format('%I.kpi_month_summary', schema)) IS NULL OR to_regclass(format('%I.kpi_month_live', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;

	-- One refresh at a time, as in refresh_queue_summary.
	EXECUTE format('LOCK TABLE %I.kpi_month_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format('SELECT date_trunc(''month'', now() AT TIME ZONE zone - day_start)::date FROM %I.reporting_settings', schema) INTO running;
	end_month := least(end_month, running);
	EXECUTE format($q$
		WITH fresh AS MATERIALIZED (SELECT month, kpi, numerator, denominator FROM %1$I.kpi_month_live WHERE month >= $1 AND month < $2),
		stored AS (SELECT month, kpi, numerator, denominator FROM %1$I.kpi_month_summary WHERE month >= $1 AND month < $2),
		deleted AS (
			DELETE FROM %1$I.kpi_month_summary s USING (SELECT month, kpi FROM stored EXCEPT SELECT month, kpi FROM fresh) gone
			WHERE s.month = gone.month AND s.kpi = gone.kpi
			RETURNING 1),
		written AS (
			INSERT INTO %1$I.kpi_month_summary AS s (month, kpi, numerator, denominator)
			SELECT month, kpi, numerator, denominator FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) f ORDER BY month
			ON CONFLICT (month, kpi) DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator
			RETURNING xmax = 0 AS added)
		SELECT (SELECT count(DISTINCT month) FROM fresh) AS months, (SELECT count(*) FROM written WHERE added) AS inserted,
			(SELECT count(*) FROM written WHERE NOT added) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$, schema)
		INTO changed USING first_month, end_month;
	IF changed.months > 0 OR changed.deleted > 0 THEN
		RAISE NOTICE 'refreshed % months before %: % KPIs added, % changed, % removed', changed.months, end_month, changed.inserted, changed.updated, changed.deleted;
	ELSE
		RAISE NOTICE 'nothing to refresh';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_kpi_month(name, date, date) IS
'store the KPIs of the months that [from_day, to_day) touches (NULL: from the first, until now) in kpi_month_summary, anew where they are stored already; the month that is running is left out';
-- Chapter 8: simulation

CREATE FUNCTION simulate_queue_support(internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'cc_pg_simulate_queue_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION simulate_queue_support(internal) IS
'planner support: simulate_queue returns about as many rows as calls are expected';

CREATE FUNCTION simulate_queue(from_ts timestamptz, calls float8[], period float8,
	aht float8, agents int4[], patience float8 DEFAULT 'infinity', lines float8 DEFAULT 'infinity',
	redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0, redial_delay float8 DEFAULT 300,
	handle_distribution text DEFAULT 'lognormal', handle_cv float8 DEFAULT 1, arrival_cv float8 DEFAULT 0,
	initial_calls int4 DEFAULT 0, seed bigint DEFAULT 0)
RETURNS TABLE (call_no bigint, queue_no int4, attempt int4, queued_at timestamptz, answered_at timestamptz,
	left_at timestamptz, ended_at timestamptz, outcome text, wait float8, handle float8, agent_no int4)
AS 'MODULE_PATHNAME', 'cc_pg_simulate_queue'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 1000 SUPPORT simulate_queue_support;
COMMENT ON FUNCTION simulate_queue(timestamptz, float8[], float8, float8, int4[], float8, float8, float8, float8,
	float8, text, float8, float8, int4, bigint) IS
'call records of a simulated queue: calls expected in each interval of period seconds from from_ts on (one row of the array per queue), agents on hand in each, first come first served; durations in seconds; same seed, same calls';

CREATE FUNCTION simulate_queue(from_ts timestamptz, calls float8[], period float8,
	aht float8[], agents int4[], patience float8[] DEFAULT '{infinity}', lines float8 DEFAULT 'infinity',
	redial_abandoned float8 DEFAULT 0, redial_blocked float8 DEFAULT 0, redial_delay float8 DEFAULT 300,
	handle_distribution text DEFAULT 'lognormal', handle_cv float8 DEFAULT 1, arrival_cv float8 DEFAULT 0,
	initial_calls int4[] DEFAULT '{0}', seed bigint DEFAULT 0)
RETURNS TABLE (call_no bigint, queue_no int4, attempt int4, queued_at timestamptz, answered_at timestamptz,
	left_at timestamptz, ended_at timestamptz, outcome text, wait float8, handle float8, agent_no int4)
AS 'MODULE_PATHNAME', 'cc_pg_simulate_queues'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 1000 SUPPORT simulate_queue_support;
COMMENT ON FUNCTION simulate_queue(timestamptz, float8[], float8, float8[], int4[], float8[], float8, float8, float8,
	float8, text, float8, float8, int4[], bigint) IS
'call records of several simulated queues that share their agents: as simulate_queue, with aht, patience and initial_calls per queue (or a single one for all)';

