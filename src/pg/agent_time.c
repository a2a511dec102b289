/*
 * agent_time.c
 *		SQL bindings of agent time: peak and covered time of ranges, adherence,
 *		conformance, occupancy.
 *
 * A concurrency is stored as its changes.  While an aggregate runs, the same
 * flat value has spare room and gathers ranges and changes unsorted; that form
 * never leaves the aggregate.  (An expanded object would bring a memory context
 * for each group, and hashed grouping counts through all of them at every new
 * one.)
 */
#include "pg/bind.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"

#include "core/agent_time.h"

#define CONCURRENCY_KIND 'c'
#define CONCURRENCY_VERSION 1

/* An entry: a change, or a range by the points of its ends. */
typedef struct Entry
{
	int64 first;
	int64 second;
} Entry;

#define FOREVER PG_INT64_MAX /* where a range ends that has no end */

typedef struct Concurrency
{
	int32 vl_len_;
	uint8 kind;
	uint8 version;
	uint16 flags;
	uint32 n_ranges;
	uint32 n_changes;
	/* ranges from the front, changes at the back, spare room in between */
	Entry entries[FLEXIBLE_ARRAY_MEMBER];
} Concurrency;

#define GATHERING 1 /* flag: not summed up yet */

#define HEADER_SIZE offsetof(Concurrency, entries)
#define MOST_ENTRIES ((MaxAllocSize - HEADER_SIZE) / sizeof(Entry))
#define FIRST_ROOM 8

StaticAssertDecl(HEADER_SIZE == 16 && sizeof(Entry) == sizeof(cc_change) &&
					 offsetof(Entry, second) == offsetof(cc_change, by),
				 "entries follow the header, and changes are entries");

static inline Size
room_of(const Concurrency *value)
{
	return (VARSIZE(value) - HEADER_SIZE) / sizeof(Entry);
}

static inline cc_change *
changes_of(const Concurrency *value)
{
	return (cc_change *) value->entries + room_of(value) - value->n_changes;
}

static Concurrency *
concurrency_make(Size room, uint16 flags)
{
	Concurrency *value;

	if (room > MOST_ENTRIES)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("too many ranges to count at once"),
						errdetail("At most %zu fit into a value.",
								  (Size) MOST_ENTRIES)));
	value = palloc(HEADER_SIZE + room * sizeof(Entry));
	SET_VARSIZE(value, HEADER_SIZE + room * sizeof(Entry));
	value->kind = CONCURRENCY_KIND;
	value->version = CONCURRENCY_VERSION;
	value->flags = flags;
	value->n_ranges = 0;
	value->n_changes = flags == GATHERING ? 0 : room;
	return value;
}

/* Any value, detoasted and checked. */
static const Concurrency *
concurrency_of_datum(Datum datum)
{
	const Concurrency *value = (const Concurrency *) PG_DETOAST_DATUM(datum);
	Size size = VARSIZE(value);

	if (size < HEADER_SIZE || value->kind != CONCURRENCY_KIND ||
		value->version != CONCURRENCY_VERSION || value->flags > GATHERING ||
		(size - HEADER_SIZE) % sizeof(Entry) != 0 ||
		(Size) value->n_ranges + value->n_changes > room_of(value) ||
		(value->flags != GATHERING &&
		 (value->n_ranges != 0 || value->n_changes != room_of(value) ||
		  !cc_changes_are_valid(changes_of(value), value->n_changes))))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("invalid stored value of type %s", "concurrency")));
	return value;
}

/* Sum up: into a value of its own, or (result NULL) only what it amounts to. */
static void
sum_up(const Concurrency *value, cc_concurrency *sum, Concurrency **result)
{
	Size n = value->n_ranges;
	int64 *rises = NULL;
	int64 *falls = NULL;
	Size n_falls = 0;
	cc_change *changes = changes_of(value);
	cc_error error;

	if (n > 0)
	{
		int64 *scratch = palloc(n * sizeof(int64));

		rises = palloc(n * sizeof(int64));
		falls = palloc(n * sizeof(int64));
		for (Size i = 0; i < n; i++)
		{
			rises[i] = value->entries[i].first;
			falls[n_falls] = value->entries[i].second;
			n_falls += value->entries[i].second != FOREVER;
		}
		cc_sort_points(rises, n, scratch, cc_poll_interrupts);
		cc_sort_points(falls, n_falls, scratch, cc_poll_interrupts);
		pfree(scratch);
	}
	if (value->flags == GATHERING && value->n_changes > 0)
	{
		Size size = value->n_changes * sizeof(cc_change);
		cc_change *scratch = palloc(size);

		changes = memcpy(palloc(size), changes, size);
		cc_sort_changes(changes, value->n_changes, scratch, cc_poll_interrupts);
		pfree(scratch);
	}
	if (cc_concurrency_add_up(rises, n, falls, n_falls, changes,
							  value->n_changes, NULL, sum, cc_poll_interrupts,
							  &error) != CC_OK)
		cc_report(NULL, &error);
	if (result != NULL)
	{
		*result = concurrency_make(sum->changes, 0);
		(void) cc_concurrency_add_up(rises, n, falls, n_falls, changes,
									 value->n_changes, changes_of(*result), sum,
									 cc_poll_interrupts, &error);
	}
	if (n > 0)
	{
		pfree(rises);
		pfree(falls);
	}
	if (changes != changes_of(value))
		pfree(changes);
}

/* An argument as what is stored: summed up. */
static const Concurrency *
stored_argument(FunctionCallInfo fcinfo, int n)
{
	const Concurrency *value = concurrency_of_datum(PG_GETARG_DATUM(n));
	Concurrency *result;
	cc_concurrency sum;

	if (value->flags != GATHERING)
		return value;
	sum_up(value, &sum, &result);
	return result;
}

static void
argument_sum(FunctionCallInfo fcinfo, int n, cc_concurrency *sum)
{
	sum_up(concurrency_of_datum(PG_GETARG_DATUM(n)), sum, NULL);
}

/*
 * The state in argument 0, to be changed: with room for more entries.  Where it
 * has that and is the aggregate's own it is the same value; else a larger copy,
 * which the aggregate takes over.
 */
static Concurrency *
state_argument(FunctionCallInfo fcinfo, Size more)
{
	const Concurrency *old;
	Concurrency *state;
	Size used;

	if (PG_ARGISNULL(0))
		return concurrency_make(Max(more, FIRST_ROOM), GATHERING);
	if (likely(AggCheckCallContext(fcinfo, NULL) &&
			   !VARATT_IS_EXTENDED(PG_GETARG_POINTER(0))))
	{
		state = (Concurrency *) PG_GETARG_POINTER(0);
		if (state->flags == GATHERING &&
			room_of(state) - state->n_ranges - state->n_changes >= more)
			return state;
	}
	old = concurrency_of_datum(PG_GETARG_DATUM(0));
	used = (Size) old->n_ranges + old->n_changes;
	state = concurrency_make(
		Max(used + more, Min(Max(2 * used, FIRST_ROOM), MOST_ENTRIES)),
		GATHERING);
	memcpy(state->entries, old->entries, old->n_ranges * sizeof(Entry));
	state->n_ranges = old->n_ranges;
	state->n_changes = old->n_changes;
	memcpy(changes_of(state), changes_of(old),
		   old->n_changes * sizeof(cc_change));
	return state;
}

/* What a transition returns: outside an aggregate a value like any other. */
static Datum
state_result(FunctionCallInfo fcinfo, Concurrency *state)
{
	cc_concurrency sum;

	if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
		sum_up(state, &sum, &state);
	return PointerGetDatum(state);
}

/*
 * The points of a tstzrange, read where it lies (packed: type, the bounds that
 * there are, flags); false when nothing of it lies at a finite time.
 */
static bool
range_entry(const struct varlena *range, Entry *entry)
{
	const char *at = VARDATA_ANY(range) + sizeof(Oid);
	uint8 flags = VARDATA_ANY(range)[VARSIZE_ANY_EXHDR(range) - 1];
	TimestampTz from = DT_NOBEGIN;
	TimestampTz until = DT_NOEND;
	cc_error error;

	if (RANGE_HAS_LBOUND(flags))
	{
		memcpy(&from, at, sizeof(from));
		at += sizeof(from);
	}
	if (RANGE_HAS_UBOUND(flags))
		memcpy(&until, at, sizeof(until));
	if ((flags & RANGE_EMPTY) != 0 || TIMESTAMP_IS_NOEND(from) ||
		TIMESTAMP_IS_NOBEGIN(until))
		return false;
	entry->first = CC_ALWAYS;
	entry->second = FOREVER;
	if ((!TIMESTAMP_IS_NOBEGIN(from) &&
		 cc_point(from, !(flags & RANGE_LB_INC), &entry->first, &error) !=
			 CC_OK) ||
		(!TIMESTAMP_IS_NOEND(until) &&
		 cc_point(until, (flags & RANGE_UB_INC) != 0, &entry->second, &error) !=
			 CC_OK))
		cc_report(NULL, &error);
	return true;
}

/* ---- type ---- */

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

	CC_IN_TRAVELLED(fcinfo, cc_pg_concurrency_recv);
	if (cc_concurrency_parse(text, length, NULL, 0, &n, cc_poll_interrupts,
							 &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	value = concurrency_make(n, 0);
	(void) cc_concurrency_parse(text, length, changes_of(value), n, &n,
								cc_poll_interrupts, &error);
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_concurrency_out(PG_FUNCTION_ARGS)
{
	const Concurrency *value = stored_argument(fcinfo, 0);
	cc_printer printer;
	char *text;

	CC_OUT_TRAVELS(fcinfo, cc_pg_concurrency_send);
	cc_printer_init(&printer, NULL, 0);
	cc_concurrency_print(&printer, changes_of(value), value->n_changes,
						 cc_poll_interrupts);
	if (printer.length >= MaxAllocSize)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("concurrency is too long to be shown as text")));
	text = palloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_concurrency_print(&printer, changes_of(value), value->n_changes,
						 cc_poll_interrupts);
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
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	value = concurrency_make(n, 0);
	if (cc_concurrency_read(&reader, changes_of(value), n, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	buffer->cursor = buffer->len;
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_concurrency_send(PG_FUNCTION_ARGS)
{
	const Concurrency *value = stored_argument(fcinfo, 0);
	StringInfoData buffer;
	cc_writer writer;

	cc_writer_init(&writer, NULL, 0);
	cc_concurrency_write(&writer, changes_of(value), value->n_changes);
	pq_begintypsend(&buffer);
	enlargeStringInfo(&buffer, writer.length);
	cc_writer_init(&writer, buffer.data + buffer.len, writer.length);
	cc_concurrency_write(&writer, changes_of(value), value->n_changes);
	buffer.len += writer.length;
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* ---- aggregates ---- */

PG_FUNCTION_INFO_V1(cc_pg_concurrency_add);
PG_FUNCTION_INFO_V1(cc_pg_concurrency_merge);
PG_FUNCTION_INFO_V1(cc_pg_concurrency_final);

Datum
cc_pg_concurrency_add(PG_FUNCTION_ARGS)
{
	Concurrency *state;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = state_argument(fcinfo, 1);
	if (range_entry(PG_GETARG_VARLENA_PP(1), &state->entries[state->n_ranges]))
		state->n_ranges++;
	return state_result(fcinfo, state);
}

Datum
cc_pg_concurrency_merge(PG_FUNCTION_ARGS)
{
	Concurrency *state;
	const Concurrency *value;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	value = concurrency_of_datum(PG_GETARG_DATUM(1));
	state = state_argument(fcinfo, (Size) value->n_ranges + value->n_changes);
	memcpy(state->entries + state->n_ranges, value->entries,
		   value->n_ranges * sizeof(Entry));
	state->n_ranges += value->n_ranges;
	state->n_changes += value->n_changes;
	memcpy(changes_of(state), changes_of(value),
		   value->n_changes * sizeof(cc_change));
	return state_result(fcinfo, state);
}

Datum
cc_pg_concurrency_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(stored_argument(fcinfo, 0));
}

/* ---- accessors, which are the final functions too ---- */

PG_FUNCTION_INFO_V1(cc_pg_peak_concurrency);
PG_FUNCTION_INFO_V1(cc_pg_covered_seconds);
PG_FUNCTION_INFO_V1(cc_pg_total_seconds);

Datum
cc_pg_peak_concurrency(PG_FUNCTION_ARGS)
{
	cc_concurrency sum;

	argument_sum(fcinfo, 0, &sum);
	PG_RETURN_INT64(sum.peak);
}

Datum
cc_pg_covered_seconds(PG_FUNCTION_ARGS)
{
	cc_concurrency sum;

	argument_sum(fcinfo, 0, &sum);
	PG_RETURN_FLOAT8(sum.covered);
}

Datum
cc_pg_total_seconds(PG_FUNCTION_ARGS)
{
	cc_concurrency sum;

	argument_sum(fcinfo, 0, &sum);
	PG_RETURN_FLOAT8(sum.total);
}

/* ---- rows: one for each stretch from one change to the next ---- */

PG_FUNCTION_INFO_V1(cc_pg_concurrency_levels);

Datum
cc_pg_concurrency_levels(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const Concurrency *value;
	const cc_change *changes;
	Size n;
	TypeCacheEntry *type;
	int64 level = 0;

	InitMaterializedSRF(fcinfo, 0);
	value = stored_argument(fcinfo, 0);
	changes = changes_of(value);
	n = value->n_changes;
	type =
		range_get_typcache(fcinfo, TupleDescAttr(result->setDesc, 0)->atttypid);
	for (Size i = 0; i < n; i++)
	{
		int64 point = changes[i].point;
		RangeBound lower = {.lower = true, .inclusive = true};
		RangeBound upper = {.infinite = true};
		Datum values[2];
		bool nulls[2] = {false, false};
		RangeType *during;

		CHECK_FOR_INTERRUPTS();
		level += changes[i].by;
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
			point = changes[i + 1].point;
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

/* ---- schedules ---- */

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

		CHECK_FOR_INTERRUPTS();
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
