/*
 * volume_history.c
 *		SQL bindings of forecasting: the type volume_history and its aggregates.
 *
 * A history is stored as its entries, sorted.  While an aggregate runs they are
 * an expanded object, which grows in place: the executor would copy a flat
 * state whenever it is given a larger one.
 */
#include "pg/volume_history.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#define HISTORY_KIND 'v'
#define HISTORY_VERSION 1

typedef struct History
{
	int32 vl_len_;
	uint8 kind;
	uint8 version;
	uint16 flags;
	int32 width; /* seconds */
	uint32 zone_length;
	/* the name of the zone, up to a multiple of eight bytes, then entries */
	char data[FLEXIBLE_ARRAY_MEMBER];
} History;

StaticAssertDecl(offsetof(History, data) == 16,
				 "the entries of a history are aligned");

#define FIRST_CAPACITY 8

static Size
entries_offset(Size zone_length)
{
	return offsetof(History, data) + TYPEALIGN(8, zone_length);
}

static cc_volume_entry *
history_entries(const History *value)
{
	return (cc_volume_entry *) ((char *) value +
								entries_offset(value->zone_length));
}

static Size
history_count(const History *value)
{
	return (VARSIZE(value) - entries_offset(value->zone_length)) /
		   sizeof(cc_volume_entry);
}

static cc_volume_grid
history_grid(const History *value)
{
	return (cc_volume_grid){value->width, value->data, value->zone_length};
}

static Size
history_size(const cc_volume_grid *grid, Size count)
{
	return entries_offset(grid->zone_length) + count * sizeof(cc_volume_entry);
}

/* All but the entries, in memory of the size. */
static void
history_init(History *value, const cc_volume_grid *grid, Size count)
{
	memset(value, 0, entries_offset(grid->zone_length));
	SET_VARSIZE(value, history_size(grid, count));
	value->kind = HISTORY_KIND;
	value->version = HISTORY_VERSION;
	value->width = (int32) grid->width;
	value->zone_length = (uint32) grid->zone_length;
	memcpy(value->data, grid->zone, grid->zone_length);
}

static History *
history_make(const cc_volume_grid *grid, Size count)
{
	History *value = palloc(history_size(grid, count));

	history_init(value, grid, count);
	return value;
}

static void
refuse_stored(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("invalid stored value of type %s", "volume_history")));
}

/* The one decoder: any value, detoasted, as it is stored, and checked. */
static const History *
history_of_datum(Datum datum)
{
	const History *value = (const History *) PG_DETOAST_DATUM(datum);
	Size size = VARSIZE(value);
	cc_volume_grid grid;

	if (size < offsetof(History, data) || value->kind != HISTORY_KIND ||
		value->version != HISTORY_VERSION || value->flags != 0 ||
		value->zone_length > CC_VOLUME_MAX_ZONE ||
		size < entries_offset(value->zone_length))
		refuse_stored();
	grid = history_grid(value);
	if (size != history_size(&grid, history_count(value)) ||
		!cc_volumes_is_valid(&grid, history_entries(value),
							 history_count(value), cc_poll_interrupts))
		refuse_stored();
	return value;
}

const cc_volume_entry *
cc_volume_history_entries(Datum datum, cc_volume_grid *grid, size_t *count)
{
	const History *value = history_of_datum(datum);

	*grid = history_grid(value);
	*count = history_count(value);
	return history_entries(value);
}

/* ---- the state of an aggregate ---- */

static void
refuse_grid(const cc_volume_grid *one, const cc_volume_grid *other)
{
	char widths[2][CC_DURATION_TEXT];

	cc_duration_print(one->width, widths[0]);
	cc_duration_print(other->width, widths[1]);
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("a volume_history has one grid"),
					errdetail("One is %s in %s%.*s, the other %s in %s%.*s.",
							  widths[0], one->zone_length ? "" : "no zone",
							  (int) one->zone_length, one->zone, widths[1],
							  other->zone_length ? "" : "no zone",
							  (int) other->zone_length, other->zone)));
}

/* A history that grows, in a memory context of its own. */
typedef struct Gathering
{
	ExpandedObjectHeader header;
	cc_volume_grid grid;
	cc_volumes volumes;
	const pg_tz *tz; /* that was found to be the grid's zone; NULL: none yet */
	char zone[CC_VOLUME_MAX_ZONE + 1];
} Gathering;

static void
gathering_settle(Gathering *state)
{
	cc_error error;

	cc_check(cc_volumes_settle(&state->volumes, cc_poll_interrupts, &error),
			 &error);
}

static Size
gathering_flat_size(ExpandedObjectHeader *header)
{
	Gathering *state = (Gathering *) header;

	gathering_settle(state);
	return history_size(&state->grid, state->volumes.count);
}

static void
gathering_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	Gathering *state = (Gathering *) header;

	Assert(size == history_size(&state->grid, state->volumes.count));
	history_init(result, &state->grid, state->volumes.count);
	memcpy(history_entries(result), state->volumes.entries,
		   state->volumes.count * sizeof(cc_volume_entry));
}

static const ExpandedObjectMethods gathering_methods = {gathering_flat_size,
														gathering_flatten};

static Gathering *
gathering_make(MemoryContext parent, const cc_volume_grid *grid, Size capacity)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "volume_history", ALLOCSET_SMALL_SIZES);
	Gathering *state = MemoryContextAllocZero(context, sizeof(Gathering));

	EOH_init_header(&state->header, &gathering_methods, context);
	memcpy(state->zone, grid->zone, grid->zone_length);
	state->grid = (cc_volume_grid){grid->width, state->zone, grid->zone_length};
	state->volumes.capacity = capacity;
	state->volumes.entries =
		MemoryContextAlloc(context, capacity * sizeof(cc_volume_entry));
	return state;
}

static void
gathering_add(Gathering *state, const cc_volume_entry *entry)
{
	cc_volumes *volumes = &state->volumes;
	cc_error error;

	if (unlikely(cc_volumes_is_full(volumes)))
	{
		gathering_settle(state);
		if (volumes->count * 2 > volumes->capacity)
		{
			if (volumes->count >= CC_VOLUME_MAX_ENTRIES)
				ereport(ERROR,
						(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						 errmsg("volume_history has more than %zu intervals",
								CC_VOLUME_MAX_ENTRIES)));
			volumes->entries =
				repalloc(volumes->entries,
						 volumes->capacity * 2 * sizeof(cc_volume_entry));
			volumes->capacity *= 2;
		}
	}
	cc_check(cc_volumes_add(volumes, entry, &error), &error);
}

/*
 * The state in argument 0 to change: the aggregate's own, or else a copy; a new
 * one for the grid when there is none.
 */
static Gathering *
state_argument(FunctionCallInfo fcinfo, const cc_volume_grid *grid)
{
	MemoryContext context = CurrentMemoryContext;
	bool in_aggregate = AggCheckCallContext(fcinfo, &context) != 0;
	const cc_volume_entry *entries;
	cc_volume_grid own;
	Gathering *state;
	size_t count;

	if (PG_ARGISNULL(0))
		return gathering_make(context, grid, FIRST_CAPACITY);
	if (likely(in_aggregate &&
			   VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0))))
		return (Gathering *) DatumGetEOHP(PG_GETARG_DATUM(0));
	entries = cc_volume_history_entries(PG_GETARG_DATUM(0), &own, &count);
	state = gathering_make(context, &own, count + FIRST_CAPACITY);
	memcpy(state->volumes.entries, entries, count * sizeof(cc_volume_entry));
	state->volumes.count = state->volumes.sorted = count;
	return state;
}

/* Settled, and of one grid: what the name of the zone makes of it. */
static const History *
finished(const History *value)
{
	cc_volume_grid grid = history_grid(value);
	cc_error error;

	if (!cc_volumes_is_valid(&grid, history_entries(value),
							 history_count(value), cc_poll_interrupts))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a volume_history has one grid"),
				 errdetail("Its intervals overlap, or start at different "
						   "minutes of the half hour.")));
	if (grid.zone_length > 0)
	{
		cc_zone *zone = palloc(sizeof(cc_zone));
		const char *problem;

		cc_zone_init_pg(zone, cc_zone_by_name(grid.zone, grid.zone_length,
											  CC_ZONE_STORED, &problem));
		cc_check(cc_volumes_check_zone(&grid, zone, history_entries(value),
									   history_count(value), cc_poll_interrupts,
									   &error),
				 &error);
		pfree(zone);
	}
	return value;
}

/* What a transition returns: outside an aggregate a value like any other. */
static Datum
state_result(FunctionCallInfo fcinfo, Gathering *state)
{
	if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
		return PointerGetDatum(finished((const History *) PG_DETOAST_DATUM(
			EOHPGetRODatum(&state->header))));
	return EOHPGetRWDatum(&state->header);
}

/* What there was so far, when a row adds nothing. */
static Datum
unchanged(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/* ---- type ---- */

PG_FUNCTION_INFO_V1(cc_pg_volume_history_in);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_out);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_recv);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_send);

/* The server's name of the zone; NULL and a problem when it has none. */
static const char *
canonical_zone(const cc_volume_grid *grid, CcZoneUse use, const char **problem)
{
	pg_tz *tz;

	if (grid->zone_length == 0)
		return "";
	tz = cc_zone_by_name(grid->zone, grid->zone_length, use, problem);
	return tz == NULL ? NULL : pg_get_timezone_name(tz);
}

Datum
cc_pg_volume_history_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t length = strlen(text);
	cc_volume_grid grid;
	History *value;
	size_t count;
	cc_error error;
	const char *zone;
	const char *problem;

	CC_IN_TRAVELLED(fcinfo, cc_pg_volume_history_recv);
	if (cc_volumes_parse(text, length, &grid, NULL, 0, &count,
						 cc_poll_interrupts, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	zone = canonical_zone(&grid, CC_ZONE_TEXT, &problem);
	if (zone == NULL)
		ereturn(CC_ESCONTEXT, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type volume_history at "
						"column %d",
						(int) (grid.zone - text) + 1),
				 errdetail("Time zone \"%.*s\" %s.", (int) grid.zone_length,
						   grid.zone, problem)));
	grid.zone = zone;
	grid.zone_length = strlen(zone);
	value = history_make(&grid, count);
	(void) cc_volumes_parse(text, length, &grid, history_entries(value), count,
							&count, cc_poll_interrupts, &error);
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_volume_history_out(PG_FUNCTION_ARGS)
{
	cc_volume_grid grid;
	size_t count;
	const cc_volume_entry *entries =
		cc_volume_history_entries(PG_GETARG_DATUM(0), &grid, &count);
	cc_printer printer;
	char *text;

	CC_OUT_TRAVELS(fcinfo, cc_pg_volume_history_send);
	if (grid.zone_length > 0)
	{
		grid.zone = cc_zone_text(grid.zone, grid.zone_length);
		grid.zone_length = strlen(grid.zone);
	}
	cc_printer_init(&printer, NULL, 0);
	cc_volumes_print(&printer, &grid, entries, count, cc_poll_interrupts);
	if (printer.length >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("volume_history is too long to be shown as text")));
	text = palloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_volumes_print(&printer, &grid, entries, count, cc_poll_interrupts);
	PG_RETURN_CSTRING(text);
}

Datum
cc_pg_volume_history_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	cc_reader reader;
	cc_volume_grid grid;
	cc_volume_grid own;
	History *value;
	size_t count;
	cc_error error;
	const char *zone;
	const char *problem;

	cc_reader_init(&reader, buffer->data + buffer->cursor,
				   buffer->len - buffer->cursor);
	if (cc_volumes_read_header(&reader, &grid, &count, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	zone = canonical_zone(&grid, CC_ZONE_STORED, &problem);
	if (zone == NULL)
		ereturn(CC_ESCONTEXT, (Datum) 0,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid volume_history in external format"),
				 errdetail("Time zone \"%.*s\" is not known.",
						   pg_mbcliplen(grid.zone, (int) grid.zone_length,
										(int) grid.zone_length),
						   grid.zone)));
	own = (cc_volume_grid){grid.width, zone, strlen(zone)};
	value = history_make(&own, count);
	if (cc_volumes_read(&reader, &own, history_entries(value), count, &error) !=
		CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	buffer->cursor = buffer->len;
	PG_RETURN_POINTER(value);
}

Datum
cc_pg_volume_history_send(PG_FUNCTION_ARGS)
{
	cc_volume_grid grid;
	size_t count;
	const cc_volume_entry *entries =
		cc_volume_history_entries(PG_GETARG_DATUM(0), &grid, &count);
	StringInfoData buffer;
	cc_writer writer;

	cc_writer_init(&writer, NULL, 0);
	cc_volumes_write(&writer, &grid, entries, count);
	pq_begintypsend(&buffer);
	enlargeStringInfo(&buffer, writer.length);
	cc_writer_init(&writer, buffer.data + buffer.len, writer.length);
	cc_volumes_write(&writer, &grid, entries, count);
	buffer.len += writer.length;
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* ---- aggregates ---- */

PG_FUNCTION_INFO_V1(cc_pg_volume_history_add);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_add_handle);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_add_zone);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_add_instant);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_merge);
PG_FUNCTION_INFO_V1(cc_pg_volume_history_final);

static int64
millionths_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	int64 result;

	if (n >= PG_NARGS() || PG_ARGISNULL(n))
		return CC_VOLUME_UNKNOWN;
	if (!cc_volume_of(CC_ARG_FLOAT8(n, name, CC_NONNEGATIVE), &result))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("value out of range for argument \"%s\": %g",
							   name, PG_GETARG_FLOAT8(n)),
						errdetail("It must be below 9.2 * 10^12.")));
	return result;
}

/* The grid of a row: its width, and a zone or none. */
static cc_volume_grid
grid_of_row(int64 width, const pg_tz *tz)
{
	cc_volume_grid grid = {width, "", 0};

	if (tz != NULL)
	{
		grid.zone = pg_get_timezone_name((pg_tz *) tz);
		grid.zone_length = strlen(grid.zone);
	}
	return grid;
}

/*
 * The state for a row of that width and zone.  cut: clocks may have changed
 * within the interval, so the widest one says how wide they are.
 */
static Gathering *
state_of_row(FunctionCallInfo fcinfo, int64 width, const pg_tz *tz, bool cut)
{
	cc_volume_grid grid;
	Gathering *state;

	if (likely(!PG_ARGISNULL(0) && AggCheckCallContext(fcinfo, NULL) &&
			   VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0))))
	{
		state = (Gathering *) DatumGetEOHP(PG_GETARG_DATUM(0));
		if (likely(state->tz == tz && state->grid.width == width &&
				   (tz != NULL || state->grid.zone_length == 0)))
			return state;
	}
	grid = grid_of_row(width, tz);
	state = state_argument(fcinfo, &grid);
	if (cut)
		state->grid.width = grid.width = Max(width, state->grid.width);
	if (!cc_volume_same_grid(&state->grid, &grid))
		refuse_grid(&state->grid, &grid);
	state->tz = tz;
	return state;
}

/* bucket, volume and perhaps handle_seconds from argument 1 on */
static Datum
add_bucket(FunctionCallInfo fcinfo, const pg_tz *tz)
{
	cc_volume_entry entry;
	Gathering *state;
	int64 width;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo);
	entry.bucket = PG_GETARG_REPORTING_INTERVAL(1);
	entry.volume = millionths_argument(fcinfo, 2, "volume");
	entry.handle = millionths_argument(fcinfo, 3, "handle_seconds");
	if (entry.volume == CC_VOLUME_UNKNOWN)
		entry.handle = CC_VOLUME_UNKNOWN;
	width = cc_volume_width_of(cc_interval_length(entry.bucket));
	if (width > CC_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("intervals of a volume_history must be at most a day "
						"long")));
	state = state_of_row(fcinfo, width, tz, tz != NULL);
	gathering_add(state, &entry);
	return state_result(fcinfo, state);
}

Datum
cc_pg_volume_history_add(PG_FUNCTION_ARGS)
{
	return add_bucket(fcinfo, NULL);
}

Datum
cc_pg_volume_history_add_handle(PG_FUNCTION_ARGS)
{
	return add_bucket(fcinfo, NULL);
}

Datum
cc_pg_volume_history_add_zone(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(4))
		return unchanged(fcinfo);
	return add_bucket(fcinfo, cc_zone_argument(fcinfo, 4)->source);
}

Datum
cc_pg_volume_history_add_instant(PG_FUNCTION_ARGS)
{
	cc_volume_entry entry = {0, 1000000, CC_VOLUME_UNKNOWN};
	CcBucketing *bucketing;
	Gathering *state;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return unchanged(fcinfo);
	bucketing = cc_bucketing_of_call(fcinfo);
	cc_bucketing_set(bucketing, PG_GETARG_INTERVAL_P(2), PG_GETARG_TEXT_PP(3),
					 0);
	if (cc_width_seconds(&bucketing->width) > CC_DAY)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"width\": %s",
							   DatumGetCString(DirectFunctionCall1(
								   interval_out, PG_GETARG_DATUM(2)))),
						errdetail("It must be at most a day.")));
	entry.bucket = cc_bucket_of(
		bucketing, cc_instant_argument("ts", PG_GETARG_TIMESTAMPTZ(1)));
	state = state_of_row(fcinfo, (int64) cc_width_seconds(&bucketing->width),
						 bucketing->zone->source, false);
	gathering_add(state, &entry);
	return state_result(fcinfo, state);
}

Datum
cc_pg_volume_history_merge(PG_FUNCTION_ARGS)
{
	const cc_volume_entry *entries;
	cc_volume_grid grid;
	Gathering *state;
	size_t count;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo);
	entries = cc_volume_history_entries(PG_GETARG_DATUM(1), &grid, &count);
	state = state_argument(fcinfo, &grid);
	if (!cc_volume_same_grid(&state->grid, &grid))
		refuse_grid(&state->grid, &grid);
	for (Size i = 0; i < count; i++)
		gathering_add(state, &entries[i]);
	return state_result(fcinfo, state);
}

Datum
cc_pg_volume_history_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(
		finished((const History *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0))));
}

/* ---- rows (bucket, volume, handle_seconds) ---- */

PG_FUNCTION_INFO_V1(cc_pg_history_intervals);

Datum
cc_pg_history_intervals(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const cc_volume_entry *entries;
	cc_volume_grid grid;
	size_t count;

	InitMaterializedSRF(fcinfo, 0);
	entries = cc_volume_history_entries(PG_GETARG_DATUM(0), &grid, &count);
	for (Size i = 0; i < count; i++)
	{
		Datum values[3];
		bool nulls[3] = {false, entries[i].volume == CC_VOLUME_UNKNOWN,
						 entries[i].handle == CC_VOLUME_UNKNOWN};

		CHECK_FOR_INTERRUPTS();
		values[0] = ReportingIntervalGetDatum(entries[i].bucket);
		values[1] = Float8GetDatum((float8) entries[i].volume / USECS_PER_SEC);
		values[2] = Float8GetDatum((float8) entries[i].handle / USECS_PER_SEC);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
