/*
 * interval_profile.c
 *		SQL bindings of chapter 4: time spent in buckets, in one pass.
 *
 * While an aggregate runs, a profile is an expanded object, a hash table;
 * whoever wants it flat (a parallel worker's leader, a table, an output
 * function) gets its entries sorted.
 */
#include "pg/interval.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

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

typedef struct ExpandedProfile
{
	ExpandedObjectHeader header;
	cc_profile profile;
} ExpandedProfile;

#define FIRST_CAPACITY 8

/* The one decoder of stored values. */
static const Profile *
profile_of_datum(Datum datum, Size *count)
{
	const Profile *value = (const Profile *) PG_DETOAST_DATUM(datum);
	Size size = VARSIZE(value);

	*count = 0;
	if (size >= offsetof(Profile, entries))
		*count = (size - offsetof(Profile, entries)) / sizeof(cc_profile_entry);
	if (size < offsetof(Profile, entries) || value->kind != PROFILE_KIND ||
		value->version != PROFILE_VERSION || value->flags != 0 ||
		size !=
			offsetof(Profile, entries) + *count * sizeof(cc_profile_entry) ||
		!cc_profile_is_valid(value->entries, *count))
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
						errmsg("invalid stored value of type %s",
							   "interval_profile")));
	return value;
}

static Size
profile_size(Size count)
{
	return offsetof(Profile, entries) + count * sizeof(cc_profile_entry);
}

static void
profile_init(Profile *value, Size count)
{
	SET_VARSIZE(value, profile_size(count));
	value->kind = PROFILE_KIND;
	value->version = PROFILE_VERSION;
	value->flags = 0;
}

/* The expanded object */

static Size
profile_flat_size(ExpandedObjectHeader *header)
{
	return profile_size(((ExpandedProfile *) header)->profile.count);
}

static int
compare_entries(const void *a, const void *b)
{
	cc_interval left = ((const cc_profile_entry *) a)->bucket;
	cc_interval right = ((const cc_profile_entry *) b)->bucket;

	return (left > right) - (left < right);
}

static void
profile_flatten(ExpandedObjectHeader *header, void *result, Size allocated_size)
{
	const cc_profile *profile = &((ExpandedProfile *) header)->profile;
	Profile *value = result;

	Assert(allocated_size == profile_flat_size(header));
	profile_init(value, profile->count);
	cc_profile_copy(profile, value->entries);
	qsort(value->entries, profile->count, sizeof(cc_profile_entry),
		  compare_entries);
}

static const ExpandedObjectMethods profile_methods = {profile_flat_size,
													  profile_flatten};

static void
profile_room(ExpandedProfile *state, Size capacity)
{
	cc_profile old = state->profile;
	cc_profile_entry *slots;
	cc_error error;

	if (old.count >= CC_PROFILE_MAX_ENTRIES)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("interval_profile has more than %zu buckets",
							   CC_PROFILE_MAX_ENTRIES)));
	slots = MemoryContextAllocZero(state->header.eoh_context,
								   capacity * sizeof(cc_profile_entry));
	cc_profile_init(&state->profile, slots, capacity);
	for (Size i = 0; i < old.capacity; i++)
		if (old.slots[i].bucket != 0)
			cc_check(cc_profile_add(&state->profile, &old.slots[i], &error),
					 &error);
	if (old.slots != NULL)
		pfree(old.slots);
}

static void
profile_add(ExpandedProfile *state, const cc_profile_entry *entry)
{
	cc_error error;

	if (unlikely(cc_profile_is_full(&state->profile)))
		profile_room(state, state->profile.capacity * 2);
	cc_check(cc_profile_add(&state->profile, entry, &error), &error);
}

/* A state to change: an aggregate's own, or else a copy of the argument. */
static ExpandedProfile *
profile_state(FunctionCallInfo fcinfo, int n)
{
	MemoryContext context;
	bool in_aggregate = AggCheckCallContext(fcinfo, &context);
	ExpandedProfile *state;

	if (in_aggregate && !PG_ARGISNULL(n) &&
		VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(n)))
	{
		state = (ExpandedProfile *) DatumGetEOHP(PG_GETARG_DATUM(n));
		if (likely(state->header.eoh_methods == &profile_methods))
			return state;
	}

	context =
		AllocSetContextCreate(in_aggregate ? context : CurrentMemoryContext,
							  "interval_profile", ALLOCSET_START_SMALL_SIZES);
	state = MemoryContextAllocZero(context, sizeof(ExpandedProfile));
	EOH_init_header(&state->header, &profile_methods, context);
	profile_room(state, FIRST_CAPACITY);
	if (!PG_ARGISNULL(n))
	{
		Size count;
		const Profile *value = profile_of_datum(PG_GETARG_DATUM(n), &count);

		for (Size i = 0; i < count; i++)
			profile_add(state, &value->entries[i]);
	}
	return state;
}

/* Type */

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

	if (cc_profile_parse(text, length, NULL, 0, &count, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	value = palloc(profile_size(count));
	profile_init(value, count);
	(void) cc_profile_parse(text, length, value->entries, count, &count,
							&error);
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_interval_profile_out(PG_FUNCTION_ARGS)
{
	Size count;
	const Profile *value = profile_of_datum(PG_GETARG_DATUM(0), &count);
	cc_printer printer;
	char *text;

	cc_printer_init(&printer, NULL, 0);
	cc_profile_print(&printer, value->entries, count);
	if (printer.length >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("interval_profile is too long to be shown as text")));
	text = palloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_profile_print(&printer, value->entries, count);
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
	cc_check(cc_profile_read_count(&reader, &count, &error), &error);
	value = palloc(profile_size(count));
	profile_init(value, count);
	cc_check(cc_profile_read(&reader, value->entries, count, &error), &error);
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

/* Aggregates */

PG_FUNCTION_INFO_V1(cc_pg_interval_profile_add);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_add_day_start);
PG_FUNCTION_INFO_V1(cc_pg_interval_profile_merge);

static Datum
add_range(FunctionCallInfo fcinfo, TimeADT day_start)
{
	ExpandedProfile *state = profile_state(fcinfo, 0);
	CcBucketing *bucketing = cc_bucketing_of_call(fcinfo);
	TimestampTz from, until;
	cc_pieces pieces;
	cc_profile_entry entry;
	cc_error error;

	cc_bucketing_set(bucketing, PG_GETARG_INTERVAL_P(2), PG_GETARG_TEXT_PP(3),
					 day_start);
	if (!cc_finite_range_span(PG_GETARG_RANGE_P(1), &from, &until))
		PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));

	cc_pieces_init(&pieces, from, until);
	for (entry.starts = 1;; entry.starts = 0)
	{
		cc_check(cc_pieces_next(&pieces, bucketing->zone, &bucketing->width,
								&entry.bucket, &entry.microseconds, &error),
				 &error);
		if (entry.bucket == 0)
			break;
		CHECK_FOR_INTERRUPTS();
		profile_add(state, &entry);
	}
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
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
	ExpandedProfile *state;
	const Profile *value;
	Size count;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo);
	state = profile_state(fcinfo, 0);
	value = profile_of_datum(PG_GETARG_DATUM(1), &count);
	for (Size i = 0; i < count; i++)
		profile_add(state, &value->entries[i]);
	if ((Pointer) value != PG_GETARG_POINTER(1))
		pfree((void *) value);
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

/* Rows (bucket, seconds, mean_concurrency, starts) */

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
