-- Queue summary

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
'summary of queue visits: outcome, wait, talk, hold, acw, durations as seconds; '
'NULL outcome is open, a NULL duration unknown';

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
'summary of queue visits: outcome, wait, talk, hold, acw, durations as intervals; '
'NULL outcome is open, a NULL duration unknown';

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
'summary of the visits of the first without those of the second; '
'the longest wait becomes the top of the highest bin left';

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

CREATE FUNCTION service_level(s queue_summary, threshold float8, variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_service_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION service_level(queue_summary, float8, text, float8) IS
'fraction of visits answered within threshold seconds; variant: offered, answered, abandon_met, ignore_in_threshold, '
'exclude_short, short_met, offered_all, dequeued; short_abandon in seconds';

CREATE FUNCTION service_met(s queue_summary, threshold float8, variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 5)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_service_met'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION service_met(queue_summary, float8, text, float8) IS
'visits that met the service level at threshold seconds: the upper sum of service_level(), same arguments';

CREATE FUNCTION service_judged(s queue_summary, threshold float8, variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 5)
RETURNS bigint
AS 'MODULE_PATHNAME', 'cc_pg_service_judged'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION service_judged(queue_summary, float8, text, float8) IS
'visits that the service level at threshold seconds judges: the lower sum of service_level(), same arguments';

CREATE FUNCTION abandonment_rate(s queue_summary, basis text DEFAULT 'offered', short_abandon float8 DEFAULT 5)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_abandonment_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION abandonment_rate(queue_summary, text, float8) IS
'fraction of visits abandoned; basis: offered, net (of answered and abandoned), '
'ex_short (without abandonments within short_abandon seconds)';

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
'wait in seconds that a fraction q does not exceed, as percentile_disc; which: answered, abandoned, all; '
'at most 1/128 too high above 256 s';

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
'visits answered and abandoned per bound of their wait in seconds: above the bound before, at most upto; '
'a last row for what is beyond';

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
'fraction of the visits answered or abandoned (or open beyond it) that were answered within a threshold in seconds: '
'outcome, wait, threshold';

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
'fraction of the visits answered or abandoned (or open beyond it) that were answered within a threshold in seconds: '
'outcome, wait, threshold';

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

