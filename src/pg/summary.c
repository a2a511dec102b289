/*
 * summary.c
 *		SQL bindings of the queue summary: the type queue_summary, its aggregates and
 *		operators.
 *
 * While an aggregate runs, its state is the core's cc_summary, length word
 * first, changed in place; the executor leaves a state alone whose address the
 * transition function returns, and copies a new one.  So growing means to
 * return a larger one, without freeing the old.
 */
#include "pg/summary.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/timestamp.h"

/* ---- errors ---- */

void
cc_check_fit(cc_fit fit)
{
	switch (fit)
	{
		case CC_FITS:
			return;
		case CC_OVERFLOWS:
			ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
							errmsg("queue_summary out of range"),
							errdetail("A count or a sum is too large.")));
			break;
		case CC_NOT_IN_IT:
			ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
							errmsg("cannot take away visits that are not in "
								   "the queue_summary")));
			break;
		case CC_MALFORMED:
			ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
							errmsg("queue_summary value is corrupted")));
			break;
		case CC_NEEDS_ROOM:
			break;
	}
	elog(ERROR, "queue_summary has no room");
}

void
cc_duration_error(const char *name, Datum shown, bool interval)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"%s\": %s", name,
					interval ? DatumGetCString(
								   DirectFunctionCall1(interval_out, shown))
							 : float8out_internal(DatumGetFloat8(shown))),
			 errdetail("It must be from 0 to 1000000000 seconds.")));
}

void
cc_outcome_error(text *outcome)
{
	(void) cc_name_argument("outcome", outcome, cc_outcome_names);
	pg_unreachable();
}

/* Months and days count as extract(epoch) counts them. */
int64
cc_long_interval_to_us(const char *name, const Interval *interval)
{
	int32 years = interval->month / MONTHS_PER_YEAR;
	float8 other =
		(years * DAYS_PER_YEAR +
		 (interval->month % MONTHS_PER_YEAR) * (float8) DAYS_PER_MONTH +
		 interval->day) *
		USECS_PER_DAY;

	if (!(other + interval->time >= 0 &&
		  other + interval->time <= CC_DURATION_MAX))
		cc_duration_error(name, IntervalPGetDatum(interval), true);
	return interval->time + (int64) other;
}

/* ---- shapes ---- */

static inline bool
is_building(const void *value)
{
	return !VARATT_IS_EXTENDED(value) &&
		   ((const cc_summary *) value)->form != CC_FORM_PACKED;
}

static struct varlena *
pack(const cc_summary *summary)
{
	unsigned char small[2048];
	cc_writer writer;
	struct varlena *result;

	cc_writer_init(&writer, small, sizeof(small));
	cc_summary_pack(summary, &writer);
	result = palloc(VARHDRSZ + writer.length);
	SET_VARSIZE(result, VARHDRSZ + writer.length);
	if (cc_writer_fits(&writer))
		memcpy(VARDATA(result), small, writer.length);
	else
	{
		cc_writer_init(&writer, VARDATA(result), writer.length);
		cc_summary_pack(summary, &writer);
	}
	return result;
}

void
cc_open_summary(Datum datum, cc_packed *packed)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);

	if (is_building(value))
		value = pack((cc_summary *) value);
	if (!cc_packed_open(packed, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)))
		cc_check_fit(CC_MALFORMED);
}

static cc_summary *
make(const cc_summary *from, cc_room *room)
{
	size_t size = cc_summary_size(from, room);
	cc_summary *summary = palloc(size);

	cc_summary_make(summary, size, from, room);
	SET_VARSIZE(summary, size);
	return summary;
}

/* A summary to build on that holds what is packed, with room besides. */
static cc_summary *
unpack(const cc_packed *packed, const cc_room *besides)
{
	cc_room room;
	cc_summary *summary;

	cc_packed_room(packed, &room);
	room.counters = besides->counters;
	room.rows += besides->rows;
	for (int i = 0; i < CC_WAITING; i++)
		room.bins[i] = Max(room.bins[i], besides->bins[i]);
	summary = make(NULL, &room);
	cc_check_fit(cc_summary_merge(summary, packed));
	return summary;
}

/* The state of a transition function to change, with room for more. */
static cc_summary *
state_with_room(FunctionCallInfo fcinfo, cc_room *room)
{
	struct varlena *value;

	if (PG_ARGISNULL(0))
		return make(NULL, room);
	value = (struct varlena *) PG_GETARG_POINTER(0);
	if (VARATT_IS_EXTENDED(value))
		value = PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	if (is_building(value))
		return make((cc_summary *) value, room);
	else
	{
		cc_packed packed;

		cc_open_summary(PointerGetDatum(value), &packed);
		return unpack(&packed, room);
	}
}

/* The state of an inverse transition function, as counters. */
static cc_summary *
counters_of_state(FunctionCallInfo fcinfo)
{
	cc_room room = {.counters = true};

	if (!PG_ARGISNULL(0) && cc_in_aggregate(fcinfo))
	{
		cc_summary *state = (cc_summary *) PG_GETARG_POINTER(0);

		if (is_building(state) && state->form == CC_FORM_COUNTERS)
			return state;
	}
	return state_with_room(fcinfo, &room);
}

/* What is left, finished; less than nothing is not. */
static struct varlena *
pack_rest(const cc_summary *rest)
{
	struct varlena *result = pack(rest);
	cc_error error;

	/* counts may be there whose visits were not the same */
	if (cc_packed_check(VARDATA(result), VARSIZE(result) - VARHDRSZ, &error) !=
		CC_OK)
		cc_check_fit(CC_NOT_IN_IT);
	return result;
}

/* What a transition function returns: called by itself, a finished value. */
static inline Datum
state_result(FunctionCallInfo fcinfo, const cc_summary *state)
{
	if (unlikely(!cc_in_aggregate(fcinfo)))
		return PointerGetDatum(pack_rest(state));
	return PointerGetDatum(state);
}

/* ---- transition: visit by visit ---- */

static pg_attribute_always_inline Datum
add_visit(FunctionCallInfo fcinfo, const cc_visit *visit)
{
	cc_summary *state;
	cc_fit fit = CC_NEEDS_ROOM;

	if (likely(!PG_ARGISNULL(0) && cc_in_aggregate(fcinfo) &&
			   is_building(PG_GETARG_POINTER(0))))
	{
		state = (cc_summary *) PG_GETARG_POINTER(0);
		fit = cc_summary_add(state, visit);
	}
	if (unlikely(fit == CC_NEEDS_ROOM))
	{
		cc_room room;

		cc_visit_room(visit, &room);
		state = state_with_room(fcinfo, &room);
		fit = cc_summary_add(state, visit);
	}
	if (unlikely(fit != CC_FITS))
		cc_check_fit(fit);
	return state_result(fcinfo, state);
}

static Datum
remove_visit(FunctionCallInfo fcinfo, const cc_visit *visit)
{
	cc_summary *state = counters_of_state(fcinfo);

	cc_check_fit(cc_summary_remove(state, visit));
	return state_result(fcinfo, state);
}

static inline int64
whole_handle(const int64 *spent)
{
	if (spent[CC_TALK] == CC_UNKNOWN || spent[CC_HOLD] == CC_UNKNOWN ||
		spent[CC_ACW] == CC_UNKNOWN)
		return CC_UNKNOWN;
	return spent[CC_TALK] + spent[CC_HOLD] + spent[CC_ACW];
}

PG_FUNCTION_INFO_V1(cc_pg_queue_summary_add_wait);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_add_handle);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_add_parts);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_add_wait_interval);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_add_handle_interval);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_add_parts_interval);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_remove_wait);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_remove_handle);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_remove_parts);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_remove_wait_interval);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_remove_handle_interval);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_remove_parts_interval);

#define VISIT_FUNCTION(name, argument, step, given)                  \
	Datum name(PG_FUNCTION_ARGS)                                     \
	{                                                                \
		cc_visit visit;                                              \
                                                                     \
		visit.outcome = cc_outcome_argument(fcinfo->args[1]);        \
		visit.wait = argument(fcinfo, 2, "wait");                    \
		visit.spent[CC_HANDLE] =                                     \
			given == 3 ? argument(fcinfo, 3, "handle") : CC_UNKNOWN; \
		visit.spent[CC_TALK] =                                       \
			given == 5 ? argument(fcinfo, 3, "talk") : CC_UNKNOWN;   \
		visit.spent[CC_HOLD] =                                       \
			given == 5 ? argument(fcinfo, 4, "hold") : CC_UNKNOWN;   \
		visit.spent[CC_ACW] =                                        \
			given == 5 ? argument(fcinfo, 5, "acw") : CC_UNKNOWN;    \
		if (given == 5)                                              \
			visit.spent[CC_HANDLE] = whole_handle(visit.spent);      \
		return step(fcinfo, &visit);                                 \
	}

VISIT_FUNCTION(cc_pg_queue_summary_add_wait, cc_seconds_argument, add_visit, 2)
VISIT_FUNCTION(cc_pg_queue_summary_add_handle, cc_seconds_argument, add_visit,
			   3)
VISIT_FUNCTION(cc_pg_queue_summary_add_parts, cc_seconds_argument, add_visit, 5)
VISIT_FUNCTION(cc_pg_queue_summary_add_wait_interval, cc_interval_argument,
			   add_visit, 2)
VISIT_FUNCTION(cc_pg_queue_summary_add_handle_interval, cc_interval_argument,
			   add_visit, 3)
VISIT_FUNCTION(cc_pg_queue_summary_add_parts_interval, cc_interval_argument,
			   add_visit, 5)
VISIT_FUNCTION(cc_pg_queue_summary_remove_wait, cc_seconds_argument,
			   remove_visit, 2)
VISIT_FUNCTION(cc_pg_queue_summary_remove_handle, cc_seconds_argument,
			   remove_visit, 3)
VISIT_FUNCTION(cc_pg_queue_summary_remove_parts, cc_seconds_argument,
			   remove_visit, 5)
VISIT_FUNCTION(cc_pg_queue_summary_remove_wait_interval, cc_interval_argument,
			   remove_visit, 2)
VISIT_FUNCTION(cc_pg_queue_summary_remove_handle_interval, cc_interval_argument,
			   remove_visit, 3)
VISIT_FUNCTION(cc_pg_queue_summary_remove_parts_interval, cc_interval_argument,
			   remove_visit, 5)

/* ---- transition: summary by summary ---- */

PG_FUNCTION_INFO_V1(cc_pg_queue_summary_merge);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_take);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_final);

static Datum
merge_log(FunctionCallInfo fcinfo, const cc_summary *log)
{
	cc_summary *state;
	cc_fit fit = CC_NEEDS_ROOM;

	if (cc_in_aggregate(fcinfo) && is_building(PG_GETARG_POINTER(0)))
	{
		state = (cc_summary *) PG_GETARG_POINTER(0);
		fit = cc_summary_merge_log(state, log);
	}
	if (fit == CC_NEEDS_ROOM)
	{
		cc_room room;

		cc_log_room(log, &room);
		state = state_with_room(fcinfo, &room);
		fit = cc_summary_merge_log(state, log);
	}
	cc_check_fit(fit);
	return state_result(fcinfo, state);
}

Datum
cc_pg_queue_summary_merge(PG_FUNCTION_ARGS)
{
	struct varlena *other = (struct varlena *) PG_GETARG_POINTER(1);
	cc_packed packed;
	cc_summary *state;
	cc_fit fit = CC_NEEDS_ROOM;

	if (is_building(other) && ((cc_summary *) other)->form == CC_FORM_LOG)
		return merge_log(fcinfo, (cc_summary *) other);
	CC_ARG_SUMMARY(1, &packed);
	if (cc_in_aggregate(fcinfo) && is_building(PG_GETARG_POINTER(0)))
	{
		state = (cc_summary *) PG_GETARG_POINTER(0);
		fit = cc_summary_merge(state, &packed);
	}
	if (fit == CC_NEEDS_ROOM)
	{
		cc_room room;

		cc_packed_room(&packed, &room);
		state = state_with_room(fcinfo, &room);
		fit = cc_summary_merge(state, &packed);
	}
	cc_check_fit(fit);
	return state_result(fcinfo, state);
}

Datum
cc_pg_queue_summary_take(PG_FUNCTION_ARGS)
{
	cc_packed packed;
	cc_summary *state = counters_of_state(fcinfo);

	CC_ARG_SUMMARY(1, &packed);
	cc_check_fit(cc_summary_take(state, &packed));
	return state_result(fcinfo, state);
}

Datum
cc_pg_queue_summary_final(PG_FUNCTION_ARGS)
{
	struct varlena *value = (struct varlena *) PG_GETARG_POINTER(0);

	if (is_building(value))
		PG_RETURN_POINTER(pack((cc_summary *) value));
	PG_RETURN_POINTER(value);
}

/* ---- operators ---- */

PG_FUNCTION_INFO_V1(cc_pg_queue_summary_plus);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_minus);

Datum
cc_pg_queue_summary_plus(PG_FUNCTION_ARGS)
{
	cc_packed a;
	cc_packed b;
	cc_room room;
	cc_summary *sum;

	CC_ARG_SUMMARY(0, &a);
	CC_ARG_SUMMARY(1, &b);
	cc_packed_room(&b, &room);
	sum = unpack(&a, &room);
	cc_check_fit(cc_summary_merge(sum, &b));
	PG_RETURN_POINTER(pack(sum));
}

Datum
cc_pg_queue_summary_minus(PG_FUNCTION_ARGS)
{
	cc_packed a;
	cc_packed b;
	const cc_room room = {.counters = true};
	cc_summary *rest;

	CC_ARG_SUMMARY(0, &a);
	CC_ARG_SUMMARY(1, &b);
	rest = unpack(&a, &room);
	cc_check_fit(cc_summary_take(rest, &b));
	PG_RETURN_POINTER(pack_rest(rest));
}

static int
compare(FunctionCallInfo fcinfo)
{
	cc_packed a;
	cc_packed b;
	int order;

	CC_ARG_SUMMARY(0, &a);
	CC_ARG_SUMMARY(1, &b);
	order = memcmp(a.by_value, b.by_value,
				   Min(a.by_value_length, b.by_value_length));
	if (order == 0)
		order = (a.by_value_length > b.by_value_length) -
				(a.by_value_length < b.by_value_length);
	return order;
}

PG_FUNCTION_INFO_V1(cc_pg_queue_summary_eq);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_ne);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_lt);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_le);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_gt);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_ge);

#define COMPARISON(name, condition)                \
	Datum name(PG_FUNCTION_ARGS)                   \
	{                                              \
		PG_RETURN_BOOL(compare(fcinfo) condition); \
	}

COMPARISON(cc_pg_queue_summary_eq, == 0)
COMPARISON(cc_pg_queue_summary_ne, != 0)
COMPARISON(cc_pg_queue_summary_lt, < 0)
COMPARISON(cc_pg_queue_summary_le, <= 0)
COMPARISON(cc_pg_queue_summary_gt, > 0)
COMPARISON(cc_pg_queue_summary_ge, >= 0)

PG_FUNCTION_INFO_V1(cc_pg_queue_summary_cmp);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_hash);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_hash_extended);

Datum
cc_pg_queue_summary_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(fcinfo));
}

Datum
cc_pg_queue_summary_hash(PG_FUNCTION_ARGS)
{
	cc_packed packed;

	CC_ARG_SUMMARY(0, &packed);
	return hash_any(packed.by_value, (int) packed.by_value_length);
}

Datum
cc_pg_queue_summary_hash_extended(PG_FUNCTION_ARGS)
{
	cc_packed packed;

	CC_ARG_SUMMARY(0, &packed);
	return hash_any_extended(packed.by_value, (int) packed.by_value_length,
							 PG_GETARG_INT64(1));
}

/* ---- in and out ---- */

PG_FUNCTION_INFO_V1(cc_pg_queue_summary_in);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_out);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_recv);
PG_FUNCTION_INFO_V1(cc_pg_queue_summary_send);

Datum
cc_pg_queue_summary_in(PG_FUNCTION_ARGS)
{
	char *string = PG_GETARG_CSTRING(0);
	size_t length = strlen(string);
	cc_writer writer;
	cc_error error;
	struct varlena *result;

	CC_IN_TRAVELLED(fcinfo, cc_pg_queue_summary_recv);
	cc_writer_init(&writer, NULL, 0);
	if (cc_packed_parse(string, length, &writer, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	length = writer.length;
	result = palloc(VARHDRSZ + length);
	SET_VARSIZE(result, VARHDRSZ + length);
	cc_writer_init(&writer, VARDATA(result), length);
	(void) cc_packed_parse(string, strlen(string), &writer, &error);
	if (cc_packed_check(VARDATA(result), length, &error) != CC_OK)
	{
		error.status = CC_BAD_TEXT;
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(result);
}

Datum
cc_pg_queue_summary_out(PG_FUNCTION_ARGS)
{
	cc_packed packed;
	cc_printer printer;
	char *result;

	CC_OUT_TRAVELS(fcinfo, cc_pg_queue_summary_send);
	CC_ARG_SUMMARY(0, &packed);
	cc_printer_init(&printer, NULL, 0);
	if (!cc_packed_print(&packed, &printer))
		cc_check_fit(CC_MALFORMED);
	result = palloc(printer.length + 1);
	cc_printer_init(&printer, result, printer.length + 1);
	(void) cc_packed_print(&packed, &printer);
	PG_RETURN_CSTRING(result);
}

Datum
cc_pg_queue_summary_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int length = buffer->len - buffer->cursor;
	const char *bytes = pq_getmsgbytes(buffer, length);
	cc_error error;
	struct varlena *result;

	if (cc_packed_check(bytes, length, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	result = palloc(VARHDRSZ + length);
	SET_VARSIZE(result, VARHDRSZ + length);
	memcpy(VARDATA(result), bytes, length);
	PG_RETURN_POINTER(result);
}

Datum
cc_pg_queue_summary_send(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0));
	bytea *result;

	if (is_building(value))
		value = pack((cc_summary *) value);
	result = palloc(VARHDRSZ + VARSIZE_ANY_EXHDR(value));
	SET_VARSIZE(result, VARHDRSZ + VARSIZE_ANY_EXHDR(value));
	memcpy(VARDATA(result), VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(result);
}
