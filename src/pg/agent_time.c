/*
 * agent_time.c
 *		SQL bindings of chapter 4: peak and covered time of ranges, adherence,
 *		conformance, occupancy.
 *
 * A concurrency is stored as its changes.  While an aggregate runs it is an
 * expanded object that gathers the ends of ranges unsorted; whoever wants it
 * flat (a parallel worker's leader, a table, an output function) has it summed
 * up on the way.
 */
#include "pg/bind.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/expandeddatum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"

#include "core/agent_time.h"

#define CONCURRENCY_KIND 'c'
#define CONCURRENCY_VERSION 1

typedef struct Concurrency
{
	int32 vl_len_;
	uint8 kind;
	uint8 version;
	uint16 flags;
	cc_change changes[FLEXIBLE_ARRAY_MEMBER];
} Concurrency;

StaticAssertDecl(offsetof(Concurrency, changes) == 8,
				 "the changes of a concurrency follow its header");

typedef struct ExpandedConcurrency
{
	ExpandedObjectHeader header;

	/* of single ranges, n_falls is less when some never end */
	int64 *rises;
	int64 *falls;
	Size n_rises;
	Size n_falls;
	Size room;

	/* of whole values */
	cc_change *changes;
	Size n_changes;
	Size changes_room;

	bool summed; /* everything sorted, and this is the sum */
	cc_concurrency sum;
} ExpandedConcurrency;

#define FIRST_ROOM 8

static const Concurrency *
concurrency_of_datum(Datum datum, Size *n)
{
	const Concurrency *value = (const Concurrency *) PG_DETOAST_DATUM(datum);
	Size size = VARSIZE(value);

	if (size < offsetof(Concurrency, changes) ||
		value->kind != CONCURRENCY_KIND ||
		value->version != CONCURRENCY_VERSION || value->flags != 0 ||
		(size - offsetof(Concurrency, changes)) % sizeof(cc_change) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("invalid stored value of type %s", "concurrency")));
	*n = (size - offsetof(Concurrency, changes)) / sizeof(cc_change);
	if (!cc_changes_are_valid(value->changes, *n))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("invalid stored value of type %s", "concurrency")));
	return value;
}

static Size
concurrency_size(Size n)
{
	if (n > (MaxAllocSize - offsetof(Concurrency, changes)) / sizeof(cc_change))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("concurrency changes too often: %zu times", n),
				 errdetail("At most %zu changes fit into a value.",
						   (MaxAllocSize - offsetof(Concurrency, changes)) /
							   sizeof(cc_change))));
	return offsetof(Concurrency, changes) + n * sizeof(cc_change);
}

static void
concurrency_init(Concurrency *value, Size size)
{
	SET_VARSIZE(value, size);
	value->kind = CONCURRENCY_KIND;
	value->version = CONCURRENCY_VERSION;
	value->flags = 0;
}

/* The expanded object */

static void
add_up(const ExpandedConcurrency *state, cc_change *out, cc_concurrency *sum)
{
	cc_error error;

	if (cc_concurrency_add_up(state->rises, state->n_rises, state->falls,
							  state->n_falls, state->changes, state->n_changes,
							  out, sum, cc_poll_interrupts, &error) != CC_OK)
		cc_report(NULL, &error);
}

static const cc_concurrency *
concurrency_sum(ExpandedConcurrency *state)
{
	Size most = Max(state->n_rises, state->n_falls);

	if (state->summed)
		return &state->sum;
	if (most > 0)
	{
		int64 *scratch = palloc(most * sizeof(int64));

		cc_sort_points(state->rises, state->n_rises, scratch,
					   cc_poll_interrupts);
		cc_sort_points(state->falls, state->n_falls, scratch,
					   cc_poll_interrupts);
		pfree(scratch);
	}
	if (state->n_changes > 0)
	{
		cc_change *scratch = palloc(state->n_changes * sizeof(cc_change));

		cc_sort_changes(state->changes, state->n_changes, scratch,
						cc_poll_interrupts);
		pfree(scratch);
	}
	add_up(state, NULL, &state->sum);
	state->summed = true;
	return &state->sum;
}

static Size
concurrency_flat_size(ExpandedObjectHeader *header)
{
	return concurrency_size(
		concurrency_sum((ExpandedConcurrency *) header)->changes);
}

static void
concurrency_flatten(ExpandedObjectHeader *header, void *result,
					Size allocated_size)
{
	Concurrency *value = result;
	cc_concurrency sum;

	Assert(allocated_size == concurrency_flat_size(header));
	concurrency_init(value, allocated_size);
	add_up((ExpandedConcurrency *) header, value->changes, &sum);
}

static const ExpandedObjectMethods concurrency_methods = {concurrency_flat_size,
														  concurrency_flatten};

static ExpandedConcurrency *
concurrency_make(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "concurrency",
												  ALLOCSET_START_SMALL_SIZES);
	ExpandedConcurrency *state =
		MemoryContextAllocZero(context, sizeof(ExpandedConcurrency));

	EOH_init_header(&state->header, &concurrency_methods, context);
	return state;
}

/* Room for one more of what takes size bytes and is gathered. */
static Size
more_room(Size room, Size size)
{
	if (room >= MaxAllocSize / size)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("too many ranges to count at once"),
						errdetail("At most %zu fit into memory.", room)));
	return Max(FIRST_ROOM, Min(room * 2, MaxAllocSize / size));
}

static void
add_range(ExpandedConcurrency *state, const RangeBound *lower,
		  const RangeBound *upper)
{
	TimestampTz from = DatumGetTimestampTz(lower->val);
	TimestampTz until = DatumGetTimestampTz(upper->val);
	bool always = lower->infinite || TIMESTAMP_IS_NOBEGIN(from);
	bool forever = upper->infinite || TIMESTAMP_IS_NOEND(until);
	int64 rise = CC_ALWAYS;
	int64 fall = 0;
	cc_error error;

	/* nothing of it lies at a finite time */
	if ((!lower->infinite && TIMESTAMP_IS_NOEND(from)) ||
		(!upper->infinite && TIMESTAMP_IS_NOBEGIN(until)))
		return;

	if ((!always && cc_point(from, !lower->inclusive, &rise, &error)) ||
		(!forever && cc_point(until, upper->inclusive, &fall, &error)))
		cc_report(NULL, &error);
	if (state->n_rises == state->room)
	{
		Size room = more_room(state->room, sizeof(int64));
		MemoryContext context = state->header.eoh_context;

		if (state->room == 0)
		{
			state->rises = MemoryContextAlloc(context, room * sizeof(int64));
			state->falls = MemoryContextAlloc(context, room * sizeof(int64));
		}
		else
		{
			state->rises = repalloc(state->rises, room * sizeof(int64));
			state->falls = repalloc(state->falls, room * sizeof(int64));
		}
		state->room = room;
	}
	state->rises[state->n_rises++] = rise;
	if (!forever)
		state->falls[state->n_falls++] = fall;
	state->summed = false;
}

static void
add_changes(ExpandedConcurrency *state, const cc_change *changes, Size n)
{
	if (n > state->changes_room - state->n_changes)
	{
		Size room = state->changes_room;

		while (n > room - state->n_changes)
			room = more_room(room, sizeof(cc_change));
		if (state->changes == NULL)
			state->changes = MemoryContextAlloc(state->header.eoh_context,
												room * sizeof(cc_change));
		else
			state->changes = repalloc(state->changes, room * sizeof(cc_change));
		state->changes_room = room;
	}
	if (n > 0)
		memcpy(state->changes + state->n_changes, changes,
			   n * sizeof(cc_change));
	state->n_changes += n;
	state->summed = false;
}

/* A state to change: an aggregate's own, or else a copy of the argument. */
static ExpandedConcurrency *
concurrency_state(FunctionCallInfo fcinfo, int n)
{
	MemoryContext context;
	bool in_aggregate = AggCheckCallContext(fcinfo, &context);
	ExpandedConcurrency *state;

	if (in_aggregate && !PG_ARGISNULL(n) &&
		VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(n)))
	{
		state = (ExpandedConcurrency *) DatumGetEOHP(PG_GETARG_DATUM(n));
		if (likely(state->header.eoh_methods == &concurrency_methods))
			return state;
	}
	state = concurrency_make(in_aggregate ? context : CurrentMemoryContext);
	if (!PG_ARGISNULL(n))
	{
		Size count;
		const Concurrency *value =
			concurrency_of_datum(PG_GETARG_DATUM(n), &count);

		add_changes(state, value->changes, count);
	}
	return state;
}

/* The sum of an argument, read only. */
static void
concurrency_argument_sum(FunctionCallInfo fcinfo, int n, cc_concurrency *sum)
{
	ExpandedConcurrency flat = {0};
	const Concurrency *value;

	if (VARATT_IS_EXTERNAL_EXPANDED(PG_GETARG_POINTER(n)))
	{
		ExpandedConcurrency *state =
			(ExpandedConcurrency *) DatumGetEOHP(PG_GETARG_DATUM(n));

		if (likely(state->header.eoh_methods == &concurrency_methods))
		{
			*sum = *concurrency_sum(state);
			return;
		}
	}
	value = concurrency_of_datum(PG_GETARG_DATUM(n), &flat.n_changes);
	flat.changes = (cc_change *) value->changes;
	add_up(&flat, NULL, sum);
}

/* Type */

PG_FUNCTION_INFO_V1(cc_pg_concurrency_in);
PG_FUNCTION_INFO_V1(cc_pg_concurrency_out);
PG_FUNCTION_INFO_V1(cc_pg_concurrency_recv);
PG_FUNCTION_INFO_V1(cc_pg_concurrency_send);

Datum
cc_pg_concurrency_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t length = strlen(text);
	Concurrency *value;
	size_t n;
	cc_error error;

	if (cc_concurrency_parse(text, length, NULL, 0, &n, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	value = palloc(concurrency_size(n));
	concurrency_init(value, concurrency_size(n));
	(void) cc_concurrency_parse(text, length, value->changes, n, &n, &error);
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_concurrency_out(PG_FUNCTION_ARGS)
{
	Size n;
	const Concurrency *value = concurrency_of_datum(PG_GETARG_DATUM(0), &n);
	cc_printer printer;
	char *text;

	cc_printer_init(&printer, NULL, 0);
	cc_concurrency_print(&printer, value->changes, n);
	if (printer.length >= MaxAllocSize)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("concurrency is too long to be shown as text")));
	text = palloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_concurrency_print(&printer, value->changes, n);
	PG_RETURN_CSTRING(text);
}

Datum
cc_pg_concurrency_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	cc_reader reader;
	Concurrency *value;
	size_t n;
	cc_error error;

	cc_reader_init(&reader, buffer->data + buffer->cursor,
				   buffer->len - buffer->cursor);
	if (cc_concurrency_read_count(&reader, &n, &error) != CC_OK)
		cc_report(NULL, &error);
	value = palloc(concurrency_size(n));
	concurrency_init(value, concurrency_size(n));
	if (cc_concurrency_read(&reader, value->changes, n, &error) != CC_OK)
		cc_report(NULL, &error);
	buffer->cursor = buffer->len;
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_concurrency_send(PG_FUNCTION_ARGS)
{
	Size n;
	const Concurrency *value = concurrency_of_datum(PG_GETARG_DATUM(0), &n);
	StringInfoData buffer;
	cc_writer writer;

	cc_writer_init(&writer, NULL, 0);
	cc_concurrency_write(&writer, value->changes, n);
	pq_begintypsend(&buffer);
	enlargeStringInfo(&buffer, writer.length);
	cc_writer_init(&writer, buffer.data + buffer.len, writer.length);
	cc_concurrency_write(&writer, value->changes, n);
	buffer.len += writer.length;
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* Aggregates */

PG_FUNCTION_INFO_V1(cc_pg_concurrency_add);
PG_FUNCTION_INFO_V1(cc_pg_concurrency_merge);

Datum
cc_pg_concurrency_add(PG_FUNCTION_ARGS)
{
	ExpandedConcurrency *state;
	RangeType *range;
	TypeCacheEntry *type;
	RangeBound lower;
	RangeBound upper;
	bool empty;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = concurrency_state(fcinfo, 0);
	range = PG_GETARG_RANGE_P(1);
	type = range_get_typcache(fcinfo, RangeTypeGetOid(range));
	range_deserialize(type, range, &lower, &upper, &empty);
	if (!empty)
		add_range(state, &lower, &upper);
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

Datum
cc_pg_concurrency_merge(PG_FUNCTION_ARGS)
{
	ExpandedConcurrency *state;
	const Concurrency *value;
	Size n;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = concurrency_state(fcinfo, 0);
	value = concurrency_of_datum(PG_GETARG_DATUM(1), &n);
	add_changes(state, value->changes, n);
	if ((Pointer) value != PG_GETARG_POINTER(1))
		pfree((void *) value);
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

/* Accessors, which are the final functions too */

PG_FUNCTION_INFO_V1(cc_pg_peak_concurrency);
PG_FUNCTION_INFO_V1(cc_pg_covered_seconds);
PG_FUNCTION_INFO_V1(cc_pg_total_seconds);

Datum
cc_pg_peak_concurrency(PG_FUNCTION_ARGS)
{
	cc_concurrency sum;

	concurrency_argument_sum(fcinfo, 0, &sum);
	PG_RETURN_INT64(sum.peak);
}

Datum
cc_pg_covered_seconds(PG_FUNCTION_ARGS)
{
	cc_concurrency sum;

	concurrency_argument_sum(fcinfo, 0, &sum);
	PG_RETURN_FLOAT8(sum.covered);
}

Datum
cc_pg_total_seconds(PG_FUNCTION_ARGS)
{
	cc_concurrency sum;

	concurrency_argument_sum(fcinfo, 0, &sum);
	PG_RETURN_FLOAT8(sum.total);
}

/* Rows (during, level), one for each stretch from one change to the next. */

PG_FUNCTION_INFO_V1(cc_pg_concurrency_levels);

Datum
cc_pg_concurrency_levels(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Size n;
	const Concurrency *value;
	TypeCacheEntry *type;
	int64 level = 0;

	InitMaterializedSRF(fcinfo, 0);
	value = concurrency_of_datum(PG_GETARG_DATUM(0), &n);
	type =
		range_get_typcache(fcinfo, TupleDescAttr(result->setDesc, 0)->atttypid);
	for (Size i = 0; i < n; i++)
	{
		int64 point = value->changes[i].point;
		RangeBound lower = {.lower = true, .inclusive = true};
		RangeBound upper = {.infinite = true};
		Datum values[2];
		bool nulls[2] = {false, false};
		RangeType *during;

		CHECK_FOR_INTERRUPTS();
		level += value->changes[i].by;
		if (i == n - 1 && level == 0)
			break;
		if (point == CC_ALWAYS)
			lower.infinite = true;
		else
		{
			lower.val = TimestampTzGetDatum(cc_instant_of(point));
			lower.inclusive = point % 2 == 0;
		}
		if (i < n - 1)
		{
			point = value->changes[i + 1].point;
			upper.infinite = false;
			upper.val = TimestampTzGetDatum(cc_instant_of(point));
			upper.inclusive = point % 2 != 0;
		}
		during = cc_make_range(type, &lower, &upper, false);
		values[0] = RangeTypePGetDatum(during);
		values[1] = Int64GetDatum(level);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		pfree(during);
	}
	return (Datum) 0;
}

/* Schedules */

static void
bounded_argument_error(const char *name, MultirangeType *value)
{
	Oid output;
	bool is_varlena;

	getTypeOutputInfo(MultirangeTypeGetOid(value), &output, &is_varlena);
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("invalid value for argument \"%s\": %s", name,
				OidOutputFunctionCall(output, MultirangeTypePGetDatum(value))),
		 errdetail("It must have a beginning and an end.")));
}

/* A tstzmultirange argument; no beginning is INT64_MIN, no end INT64_MAX. */
static cc_span *
spans_argument(FunctionCallInfo fcinfo, int n, const char *name, bool bounded,
			   Size *count)
{
	MultirangeType *value = PG_GETARG_MULTIRANGE_P(n);
	TypeCacheEntry *type =
		multirange_get_typcache(fcinfo, MultirangeTypeGetOid(value));
	cc_span *spans = palloc(Max(value->rangeCount, 1) * sizeof(cc_span));

	*count = value->rangeCount;
	for (Size i = 0; i < *count; i++)
	{
		RangeBound lower;
		RangeBound upper;

		multirange_get_bounds(type->rngtype, value, i, &lower, &upper);
		spans[i].from =
			lower.infinite ? DT_NOBEGIN : DatumGetTimestampTz(lower.val);
		spans[i].until =
			upper.infinite ? DT_NOEND : DatumGetTimestampTz(upper.val);
		if (bounded && (TIMESTAMP_NOT_FINITE(spans[i].from) ||
						TIMESTAMP_NOT_FINITE(spans[i].until)))
			bounded_argument_error(name, value);
	}
	return spans;
}

PG_FUNCTION_INFO_V1(cc_pg_multirange_covered_seconds);
PG_FUNCTION_INFO_V1(cc_pg_adherence);
PG_FUNCTION_INFO_V1(cc_pg_conformance);
PG_FUNCTION_INFO_V1(cc_pg_occupancy);

Datum
cc_pg_multirange_covered_seconds(PG_FUNCTION_ARGS)
{
	Size n;
	cc_span *spans = spans_argument(fcinfo, 0, "during", false, &n);

	PG_RETURN_FLOAT8(cc_spans_seconds(spans, n));
}

Datum
cc_pg_adherence(PG_FUNCTION_ARGS)
{
	bool count_outside = PG_GETARG_BOOL(2);
	Size n_scheduled;
	Size n_actual;
	cc_span *scheduled =
		spans_argument(fcinfo, 0, "scheduled", true, &n_scheduled);
	cc_span *actual =
		spans_argument(fcinfo, 1, "actual", count_outside, &n_actual);
	double adherence;

	if (!cc_adherence(scheduled, n_scheduled, actual, n_actual, count_outside,
					  &adherence))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(adherence);
}

Datum
cc_pg_conformance(PG_FUNCTION_ARGS)
{
	Size n_scheduled;
	Size n_actual;
	cc_span *scheduled =
		spans_argument(fcinfo, 0, "scheduled", true, &n_scheduled);
	cc_span *actual = spans_argument(fcinfo, 1, "actual", true, &n_actual);
	double conformance;

	if (!cc_conformance(scheduled, n_scheduled, actual, n_actual, &conformance))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(conformance);
}

Datum
cc_pg_occupancy(PG_FUNCTION_ARGS)
{
	float8 handling = CC_ARG_FLOAT8(0, "handling_seconds", CC_NONNEGATIVE);
	float8 available = CC_ARG_FLOAT8(1, "available_seconds", CC_NONNEGATIVE);
	double occupancy;

	if (!cc_occupancy(handling, available, &occupancy))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(occupancy);
}
