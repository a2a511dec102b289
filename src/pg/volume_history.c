/*
 * volume_history.c
 *		SQL bindings of forecasting: the type volume_history and its aggregates.
 *
 * A history is stored as its entries, sorted.  While an aggregate runs they
 * have room to grow, and some may be out of order; that never leaves it.
 */
#include "pg/volume_history.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#define HISTORY_KIND 'v'
#define HISTORY_VERSION 1
#define GATHERING 1 /* flag: the state of an aggregate */

typedef struct History
{
	int32 vl_len_;
	uint8 kind;
	uint8 version;
	uint16 flags;
	int32 width; /* seconds */
	uint32 zone_length;
	uint32 count;
	uint32 sorted;
	/* the name of the zone, up to a multiple of eight bytes, then entries */
	char data[FLEXIBLE_ARRAY_MEMBER];
} History;

StaticAssertDecl(offsetof(History, data) == 24,
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
history_capacity(const History *value)
{
	return (VARSIZE(value) - entries_offset(value->zone_length)) /
		   sizeof(cc_volume_entry);
}

static cc_volume_grid
history_grid(const History *value)
{
	return (cc_volume_grid){value->width, value->data, value->zone_length};
}

static History *
history_make(const cc_volume_grid *grid, Size capacity, uint16 flags)
{
	Size size =
		entries_offset(grid->zone_length) + capacity * sizeof(cc_volume_entry);
	History *value = palloc0(size);

	SET_VARSIZE(value, size);
	value->kind = HISTORY_KIND;
	value->version = HISTORY_VERSION;
	value->flags = flags;
	value->width = (int32) grid->width;
	value->zone_length = (uint32) grid->zone_length;
	memcpy(value->data, grid->zone, grid->zone_length);
	return value;
}

static void
refuse_stored(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("invalid stored value of type %s", "volume_history")));
}

static cc_volumes
volumes_of(History *value)
{
	return (cc_volumes){history_entries(value), history_capacity(value),
						value->count, value->sorted};
}

static History *
history_of_volumes(const cc_volume_grid *grid, const cc_volumes *volumes)
{
	History *value = history_make(grid, volumes->count, 0);

	memcpy(history_entries(value), volumes->entries,
		   volumes->count * sizeof(cc_volume_entry));
	value->count = value->sorted = (uint32) volumes->count;
	return value;
}

/* What is stored of a state. */
static History *
history_of_state(const History *state)
{
	cc_volume_grid grid = history_grid(state);
	History *value = history_make(&grid, state->count, 0);
	cc_volumes volumes;
	cc_error error;

	memcpy(history_entries(value), history_entries(state),
		   state->count * sizeof(cc_volume_entry));
	value->count = state->count;
	value->sorted = state->sorted;
	if (state->sorted == state->count)
		return value;
	volumes = volumes_of(value);
	cc_check(cc_volumes_settle(&volumes, cc_poll_interrupts, &error), &error);
	return history_of_volumes(&grid, &volumes);
}

/* The one decoder: any value, detoasted, as it is stored, and checked. */
static const History *
history_of_datum(Datum datum)
{
	const History *value = (const History *) PG_DETOAST_DATUM(datum);
	Size size = VARSIZE(value);
	cc_volume_grid grid;

	if (size < offsetof(History, data) || value->kind != HISTORY_KIND ||
		value->version != HISTORY_VERSION || value->flags > GATHERING ||
		value->zone_length > CC_VOLUME_MAX_ZONE ||
		size < entries_offset(value->zone_length) ||
		value->count > history_capacity(value) || value->sorted > value->count)
		refuse_stored();
	if (value->flags == GATHERING)
		value = history_of_state(value);
	grid = history_grid(value);
	if (VARSIZE(value) != entries_offset(value->zone_length) +
							  value->count * sizeof(cc_volume_entry) ||
		value->sorted != value->count ||
		!cc_volumes_is_valid(&grid, history_entries(value), value->count,
							 cc_poll_interrupts))
		refuse_stored();
	return value;
}

const cc_volume_entry *
cc_volume_history_entries(Datum datum, cc_volume_grid *grid, size_t *count)
{
	const History *value = history_of_datum(datum);

	*grid = history_grid(value);
	*count = value->count;
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

/* Room for more, in the place of an old state or of none. */
static History *
state_grown(FunctionCallInfo fcinfo, History *old)
{
	cc_volume_grid grid = history_grid(old);
	cc_volumes volumes = volumes_of(old);
	History *state;
	cc_error error;

	cc_check(cc_volumes_settle(&volumes, cc_poll_interrupts, &error), &error);
	old->count = (uint32) volumes.count;
	old->sorted = (uint32) volumes.sorted;
	if (volumes.count * 2 <= volumes.capacity)
		return old;
	if (volumes.count >= CC_VOLUME_MAX_ENTRIES)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("volume_history has more than %zu intervals",
							   CC_VOLUME_MAX_ENTRIES)));
	state = history_make(&grid, volumes.capacity * 2, GATHERING);
	memcpy(history_entries(state), volumes.entries,
		   volumes.count * sizeof(cc_volume_entry));
	state->count = old->count;
	state->sorted = old->sorted;
	if (PG_ARGISNULL(0) || (Pointer) old != PG_GETARG_POINTER(0))
		pfree(old);
	return state;
}

/*
 * Add to the state: the same one again, or a larger one, which the aggregate
 * takes over from us.
 */
static History *
state_add(FunctionCallInfo fcinfo, History *state, const cc_volume_entry *entry)
{
	cc_volumes volumes = volumes_of(state);
	cc_error error;

	if (unlikely(cc_volumes_is_full(&volumes)))
	{
		state = state_grown(fcinfo, state);
		volumes = volumes_of(state);
	}
	cc_check(cc_volumes_add(&volumes, entry, &error), &error);
	state->count = (uint32) volumes.count;
	state->sorted = (uint32) volumes.sorted;
	return state;
}

/*
 * The state in argument 0 to change: the aggregate's own, or else a copy; a new
 * one for the grid when there is none.
 */
static History *
state_argument(FunctionCallInfo fcinfo, const cc_volume_grid *grid)
{
	const History *value;
	cc_volume_grid own;
	History *state;

	if (PG_ARGISNULL(0))
		return history_make(grid, FIRST_CAPACITY, GATHERING);
	if (likely(AggCheckCallContext(fcinfo, NULL) &&
			   !VARATT_IS_EXTENDED(PG_GETARG_POINTER(0))))
	{
		state = (History *) PG_GETARG_POINTER(0);
		if (likely(state->flags == GATHERING))
			return state;
	}
	value = history_of_datum(PG_GETARG_DATUM(0));
	own = history_grid(value);
	state = history_make(&own, value->count + FIRST_CAPACITY, GATHERING);
	memcpy(history_entries(state), history_entries(value),
		   value->count * sizeof(cc_volume_entry));
	state->count = state->sorted = value->count;
	return state;
}

/* Settled, and of one grid: what the name of the zone makes of it. */
static const History *
finished(const History *state)
{
	const History *value =
		state->flags == GATHERING ? history_of_state(state) : state;
	cc_volume_grid grid = history_grid(value);
	cc_error error;

	if (!cc_volumes_is_valid(&grid, history_entries(value), value->count,
							 cc_poll_interrupts))
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
									   value->count, cc_poll_interrupts,
									   &error),
				 &error);
		pfree(zone);
	}
	return value;
}

/* What a transition returns: outside an aggregate a value like any other. */
static Datum
state_result(FunctionCallInfo fcinfo, History *state)
{
	if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
		return PointerGetDatum(finished(state));
	return PointerGetDatum(state);
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
	value = history_make(&grid, count, 0);
	(void) cc_volumes_parse(text, length, &grid, history_entries(value), count,
							&count, cc_poll_interrupts, &error);
	value->count = value->sorted = (uint32) count;
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
	cc_check(cc_volumes_read_header(&reader, &grid, &count, &error), &error);
	zone = canonical_zone(&grid, CC_ZONE_STORED, &problem);
	if (zone == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid volume_history in external format"),
				 errdetail("Time zone \"%.*s\" is not known.",
						   pg_mbcliplen(grid.zone, (int) grid.zone_length,
										(int) grid.zone_length),
						   grid.zone)));
	own = (cc_volume_grid){grid.width, zone, strlen(zone)};
	value = history_make(&own, count, 0);
	cc_check(
		cc_volumes_read(&reader, &own, history_entries(value), count, &error),
		&error);
	value->count = value->sorted = (uint32) count;
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

/* bucket, volume and perhaps handle_seconds from argument 1 on */
static Datum
add_bucket(FunctionCallInfo fcinfo, pg_tz *tz)
{
	cc_volume_entry entry;
	cc_volume_grid grid = {0, "", 0};
	cc_volume_grid own;
	History *state;
	int64 length;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo);
	entry.bucket = PG_GETARG_REPORTING_INTERVAL(1);
	entry.volume = millionths_argument(fcinfo, 2, "volume");
	entry.handle = millionths_argument(fcinfo, 3, "handle_seconds");
	if (entry.volume == CC_VOLUME_UNKNOWN)
		entry.handle = CC_VOLUME_UNKNOWN;
	length = cc_interval_length(entry.bucket);
	grid.width = cc_volume_width_of(length);
	if (grid.width > CC_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("intervals of a volume_history must be at most a day "
						"long")));
	if (tz != NULL)
	{
		grid.zone = pg_get_timezone_name(tz);
		grid.zone_length = strlen(grid.zone);
	}
	state = state_argument(fcinfo, &grid);
	own = history_grid(state);
	/* a change of clocks may have cut the first one or this one */
	if (tz != NULL && grid.width > own.width)
		state->width = (int32) grid.width;
	else if (tz != NULL)
		grid.width = own.width;
	own.width = state->width;
	if (unlikely(!cc_volume_same_grid(&own, &grid)))
		refuse_grid(&own, &grid);
	return state_result(fcinfo, state_add(fcinfo, state, &entry));
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
	return add_bucket(fcinfo, (pg_tz *) cc_zone_argument(fcinfo, 4)->source);
}

Datum
cc_pg_volume_history_add_instant(PG_FUNCTION_ARGS)
{
	cc_volume_entry entry = {0, 1000000, CC_VOLUME_UNKNOWN};
	CcBucketing *bucketing;
	cc_volume_grid grid;
	cc_volume_grid own;
	History *state;

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
	grid.width = (int64) cc_width_seconds(&bucketing->width);
	grid.zone = pg_get_timezone_name((pg_tz *) bucketing->zone->source);
	grid.zone_length = strlen(grid.zone);
	state = state_argument(fcinfo, &grid);
	own = history_grid(state);
	if (unlikely(!cc_volume_same_grid(&own, &grid)))
		refuse_grid(&own, &grid);
	return state_result(fcinfo, state_add(fcinfo, state, &entry));
}

Datum
cc_pg_volume_history_merge(PG_FUNCTION_ARGS)
{
	const History *value;
	const cc_volume_entry *entries;
	cc_volume_grid grid;
	cc_volume_grid own;
	History *state;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo);
	value = history_of_datum(PG_GETARG_DATUM(1));
	grid = history_grid(value);
	entries = history_entries(value);
	state = state_argument(fcinfo, &grid);
	own = history_grid(state);
	if (!cc_volume_same_grid(&own, &grid))
		refuse_grid(&own, &grid);
	for (Size i = 0; i < value->count; i++)
		state = state_add(fcinfo, state, &entries[i]);
	if ((Pointer) value != PG_GETARG_POINTER(1))
		pfree((void *) value);
	return state_result(fcinfo, state);
}

Datum
cc_pg_volume_history_final(PG_FUNCTION_ARGS)
{
	const History *state =
		(const History *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));

	PG_RETURN_POINTER(finished(state));
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
