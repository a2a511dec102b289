/*
 * interval_profile.c
 *		SQL bindings of intervals: time spent in buckets, in one pass.
 *
 * A profile is stored as its entries, sorted.  While an aggregate runs, they
 * lie in a hash table, flat too, which never leaves the aggregate.  (An
 * expanded object would bring a memory context for each group, and hashed
 * grouping counts through all of them at every new one.)
 */
#include "pg/interval.h"

#include "funcapi.h"
#include "libpq/pqformat.h"

#include "core/interval_profile.h"

#define PROFILE_KIND 'i'
#define PROFILE_VERSION 1

typedef struct Profile
{
	int32 vl_len_;
	uint8 kind;
	uint8 version;
	uint16 flags;
	cc_profile_entry entries[FLEXIBLE_ARRAY_MEMBER];
} Profile;

StaticAssertDecl(offsetof(Profile, entries) == 8,
				 "the entries of a profile follow its header");

#define GATHERING 1 /* flag: the table of an aggregate */

typedef struct Gathering
{
	int32 vl_len_;
	uint8 kind;
	uint8 version;
	uint16 flags;
	uint32 capacity;
	uint32 count;
	cc_profile_entry slots[FLEXIBLE_ARRAY_MEMBER];
} Gathering;

StaticAssertDecl(offsetof(Gathering, capacity) == offsetof(Profile, entries) &&
					 offsetof(Gathering, slots) == 16,
				 "the slots of a table follow the header of a profile and "
				 "their numbers");

#define FIRST_CAPACITY 4

static Size
profile_size(Size count)
{
	return offsetof(Profile, entries) + count * sizeof(cc_profile_entry);
}

static Profile *
profile_make(Size count)
{
	Profile *value = palloc(profile_size(count));

	SET_VARSIZE(value, profile_size(count));
	value->kind = PROFILE_KIND;
	value->version = PROFILE_VERSION;
	value->flags = 0;
	return value;
}

static int
compare_entries(const void *a, const void *b)
{
	cc_interval left = ((const cc_profile_entry *) a)->bucket;
	cc_interval right = ((const cc_profile_entry *) b)->bucket;

	/* twelve million take seconds to sort */
	CHECK_FOR_INTERRUPTS();
	return (left > right) - (left < right);
}

/* What is stored of a table, of which only the size is certain. */
static const Profile *
profile_of_gathering(const Gathering *state)
{
	Size room = VARSIZE(state) - offsetof(Gathering, slots);
	cc_profile table = {(cc_profile_entry *) state->slots,
						room / sizeof(cc_profile_entry), 0};
	Profile *value;
	Size count = 0;

	for (Size i = 0; i < table.capacity; i++)
		count += table.slots[i].bucket != 0;
	value = profile_make(count);
	cc_profile_copy(&table, value->entries);
	qsort(value->entries, count, sizeof(cc_profile_entry), compare_entries);
	return value;
}

/* The one decoder: any value, detoasted, as it is stored, and checked. */
static const Profile *
profile_of_datum(Datum datum, Size *count)
{
	const Profile *value = (const Profile *) PG_DETOAST_DATUM(datum);
	Size size = VARSIZE(value);

	if (size >= offsetof(Gathering, slots) && value->flags == GATHERING &&
		value->kind == PROFILE_KIND && value->version == PROFILE_VERSION)
	{
		value = profile_of_gathering((const Gathering *) value);
		size = VARSIZE(value);
	}
	*count = 0;
	if (size >= offsetof(Profile, entries))
		*count = (size - offsetof(Profile, entries)) / sizeof(cc_profile_entry);
	if (size < offsetof(Profile, entries) || value->kind != PROFILE_KIND ||
		value->version != PROFILE_VERSION || value->flags != 0 ||
		size != profile_size(*count) ||
		!cc_profile_is_valid(value->entries, *count))
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
						errmsg("invalid stored value of type %s",
							   "interval_profile")));
	return value;
}

/* ---- the state of an aggregate ---- */

static Gathering *
gathering_make(Size capacity)
{
	Size size =
		offsetof(Gathering, slots) + capacity * sizeof(cc_profile_entry);
	Gathering *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->kind = PROFILE_KIND;
	state->version = PROFILE_VERSION;
	state->flags = GATHERING;
	state->capacity = capacity;
	return state;
}

static cc_profile
table_of(Gathering *state)
{
	return (cc_profile){state->slots, state->capacity, state->count};
}

/* A table twice as large. */
static Gathering *
gathering_grown(Gathering *old)
{
	Gathering *state;
	cc_profile table;
	cc_error error;

	if (old->count >= CC_PROFILE_MAX_ENTRIES)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("interval_profile has more than %zu buckets",
							   CC_PROFILE_MAX_ENTRIES)));
	state = gathering_make((Size) old->capacity * 2);
	table = table_of(state);
	for (Size i = 0; i < old->capacity; i++)
		if (old->slots[i].bucket != 0)
			cc_check(cc_profile_add(&table, &old->slots[i], &error), &error);
	state->count = table.count;
	return state;
}

/*
 * Add to the state: the same one again, or a larger one, which the aggregate
 * takes over from us.
 */
static Gathering *
gathering_add(FunctionCallInfo fcinfo, Gathering *state,
			  const cc_profile_entry *entry)
{
	cc_profile table = table_of(state);
	cc_error error;

	if (unlikely(cc_profile_is_full(&table)))
	{
		Gathering *old = state;

		state = gathering_grown(old);
		table = table_of(state);
		if (PG_ARGISNULL(0) || (Pointer) old != PG_GETARG_POINTER(0))
			pfree(old);
	}
	cc_check(cc_profile_add(&table, entry, &error), &error);
	state->count = table.count;
	return state;
}

/* The state in argument 0 to change: the aggregate's own, or else a copy. */
static Gathering *
state_argument(FunctionCallInfo fcinfo)
{
	Gathering *state;
	const Profile *value;
	Size count;

	if (PG_ARGISNULL(0))
		return gathering_make(FIRST_CAPACITY);
	if (likely(AggCheckCallContext(fcinfo, NULL) &&
			   !VARATT_IS_EXTENDED(PG_GETARG_POINTER(0))))
	{
		state = (Gathering *) PG_GETARG_POINTER(0);
		if (likely(state->flags == GATHERING))
			return state;
	}
	state = gathering_make(FIRST_CAPACITY);
	value = profile_of_datum(PG_GETARG_DATUM(0), &count);
	for (Size i = 0; i < count; i++)
		state = gathering_add(fcinfo, state, &value->entries[i]);
	return state;
}

/* What a transition returns: outside an aggregate a value like any other. */
static Datum
state_result(FunctionCallInfo fcinfo, Gathering *state)
{
	if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
		return PointerGetDatum(profile_of_gathering(state));
	return PointerGetDatum(state);
}

/* ---- type ---- */

PG_FUNCTION_INFO_V1(cc_pg_interval_profile_in);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_out);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_recv);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_send);

Datum
cc_pg_interval_profile_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t length = strlen(text);
	Profile *value;
	size_t count;
	cc_error error;

	CC_IN_TRAVELLED(fcinfo, cc_pg_interval_profile_recv);
	if (cc_profile_parse(text, length, NULL, 0, &count, cc_poll_interrupts,
						 &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	value = profile_make(count);
	(void) cc_profile_parse(text, length, value->entries, count, &count,
							cc_poll_interrupts, &error);
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_interval_profile_out(PG_FUNCTION_ARGS)
{
	Size count;
	const Profile *value = profile_of_datum(PG_GETARG_DATUM(0), &count);
	cc_printer printer;
	char *text;

	CC_OUT_TRAVELS(fcinfo, cc_pg_interval_profile_send);
	cc_printer_init(&printer, NULL, 0);
	cc_profile_print(&printer, value->entries, count, cc_poll_interrupts);
	if (printer.length >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("interval_profile is too long to be shown as text")));
	text = palloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_profile_print(&printer, value->entries, count, cc_poll_interrupts);
	PG_RETURN_CSTRING(text);
}

Datum
cc_pg_interval_profile_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	cc_reader reader;
	Profile *value;
	size_t count;
	cc_error error;

	cc_reader_init(&reader, buffer->data + buffer->cursor,
				   buffer->len - buffer->cursor);
	if (cc_profile_read_count(&reader, &count, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	value = profile_make(count);
	if (cc_profile_read(&reader, value->entries, count, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	buffer->cursor = buffer->len;
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_interval_profile_send(PG_FUNCTION_ARGS)
{
	Size count;
	const Profile *value = profile_of_datum(PG_GETARG_DATUM(0), &count);
	StringInfoData buffer;
	cc_writer writer;

	cc_writer_init(&writer, NULL, 0);
	cc_profile_write(&writer, value->entries, count);
	pq_begintypsend(&buffer);
	enlargeStringInfo(&buffer, writer.length);
	cc_writer_init(&writer, buffer.data + buffer.len, writer.length);
	cc_profile_write(&writer, value->entries, count);
	buffer.len += writer.length;
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* ---- aggregates ---- */

PG_FUNCTION_INFO_V1(cc_pg_interval_profile_add);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_add_day_start);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_merge);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_final);

static Datum
add_range(FunctionCallInfo fcinfo, TimeADT day_start)
{
	Gathering *state = state_argument(fcinfo);
	CcBucketing *bucketing = cc_bucketing_of_call(fcinfo);
	TimestampTz from, until;
	cc_pieces pieces;
	cc_profile_entry entry;
	cc_error error;

	cc_bucketing_set(bucketing, PG_GETARG_INTERVAL_P(2), PG_GETARG_TEXT_PP(3),
					 day_start);
	if (!cc_finite_range_span(PG_GETARG_RANGE_P(1), &from, &until))
		return state_result(fcinfo, state);

	cc_bucketing_limit(bucketing, from, until, CC_PROFILE_MAX_ENTRIES);
	cc_pieces_init(&pieces, from, until);
	for (entry.starts = 1;; entry.starts = 0)
	{
		cc_check(cc_pieces_next(&pieces, bucketing->zone, &bucketing->width,
								&entry.bucket, &entry.microseconds, &error),
				 &error);
		if (entry.bucket == 0)
			break;
		CHECK_FOR_INTERRUPTS();
		state = gathering_add(fcinfo, state, &entry);
	}
	return state_result(fcinfo, state);
}

/* What there was so far, when a row adds nothing. */
static Datum
unchanged(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

Datum
cc_pg_interval_profile_add(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return unchanged(fcinfo);
	return add_range(fcinfo, 0);
}

Datum
cc_pg_interval_profile_add_day_start(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) ||
		PG_ARGISNULL(4))
		return unchanged(fcinfo);
	return add_range(fcinfo, PG_GETARG_TIMEADT(4));
}

Datum
cc_pg_interval_profile_merge(PG_FUNCTION_ARGS)
{
	Gathering *state;
	const Profile *value;
	Size count;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo);
	state = state_argument(fcinfo);
	value = profile_of_datum(PG_GETARG_DATUM(1), &count);
	for (Size i = 0; i < count; i++)
		state = gathering_add(fcinfo, state, &value->entries[i]);
	if ((Pointer) value != PG_GETARG_POINTER(1))
		pfree((void *) value);
	return state_result(fcinfo, state);
}

Datum
cc_pg_interval_profile_final(PG_FUNCTION_ARGS)
{
	Size count;

	PG_RETURN_POINTER(profile_of_datum(PG_GETARG_DATUM(0), &count));
}

/* ---- rows ---- */

PG_FUNCTION_INFO_V1(cc_pg_profile_intervals);

Datum
cc_pg_profile_intervals(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const Profile *value;
	Size count;

	InitMaterializedSRF(fcinfo, 0);
	value = profile_of_datum(PG_GETARG_DATUM(0), &count);
	for (Size i = 0; i < count; i++)
	{
		const cc_profile_entry *entry = &value->entries[i];
		float8 seconds = (float8) entry->microseconds / USECS_PER_SEC;
		Datum values[4];
		bool nulls[4] = {false, false, false, false};

		CHECK_FOR_INTERRUPTS();
		values[0] = ReportingIntervalGetDatum(entry->bucket);
		values[1] = Float8GetDatum(seconds);
		values[2] = Float8GetDatum(seconds /
								   (float8) cc_interval_length(entry->bucket));
		values[3] = Int64GetDatum(entry->starts);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
