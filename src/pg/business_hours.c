/*
 * business_hours.c
 *		SQL bindings of business hours: the type business_hours.
 */
#include "pg/interval.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rangetypes.h"

#include "pg/business_hours.h"

#define BUSINESS_HOURS_KIND 'b'

typedef struct BusinessHours
{
	int32 vl_len_;
	uint8 kind;
	uint8 version;
	uint16 flags;
	uint8 calendar[FLEXIBLE_ARRAY_MEMBER];
} BusinessHours;

#define HEADER_AFTER_LENGTH (offsetof(BusinessHours, calendar) - VARHDRSZ)

static void
room_alloc(cc_calendar_room *room)
{
	room->openings = palloc(Max(room->n_openings, 1) * sizeof(cc_opening));
	room->seasons = palloc(Max(room->n_seasons, 1) * sizeof(cc_season));
	room->exceptions =
		palloc(Max(room->n_exceptions, 1) * sizeof(cc_exception));
}

/* The one way in, for text and bytes: with the server's name of the zone. */
static BusinessHours *
business_hours_make(cc_calendar *calendar, pg_tz *tz)
{
	BusinessHours *result;
	cc_writer writer;
	Size size;

	calendar->zone = pg_get_timezone_name(tz);
	calendar->zone_length = strlen(calendar->zone);
	cc_writer_init(&writer, NULL, 0);
	cc_calendar_encode(&writer, calendar);
	size = offsetof(BusinessHours, calendar) + writer.length;
	result = palloc0(size);
	SET_VARSIZE(result, size);
	result->kind = BUSINESS_HOURS_KIND;
	result->version = (uint8) cc_calendar_version(calendar);
	cc_writer_init(&writer, result->calendar, writer.length);
	cc_calendar_encode(&writer, calendar);
	return result;
}

/* Decode into memory of the current context; false leaves an error. */
static bool
calendar_decode(int version, const void *bytes, Size length,
				cc_calendar *calendar, cc_error *error)
{
	cc_calendar_room room = {0};
	cc_reader reader;

	cc_reader_init(&reader, bytes, length);
	if (cc_calendar_decode(&reader, version, &room, calendar, error) != CC_OK)
		return false;
	room_alloc(&room);
	cc_reader_init(&reader, bytes, length);
	return cc_calendar_decode(&reader, version, &room, calendar, error) ==
		   CC_OK;
}

/* A stored value; the calendar points into it. */
static void
calendar_stored(const struct varlena *value, cc_calendar *calendar)
{
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(value);
	Size length = VARSIZE_ANY_EXHDR(value);
	cc_error error;

	if (length < HEADER_AFTER_LENGTH || bytes[0] != BUSINESS_HOURS_KIND ||
		bytes[1] < 1 || bytes[1] > CC_CALENDAR_VERSIONS || bytes[2] != 0 ||
		bytes[3] != 0 ||
		!calendar_decode(bytes[1], bytes + HEADER_AFTER_LENGTH,
						 length - HEADER_AFTER_LENGTH, calendar, &error))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("invalid stored value of type %s", "business_hours")));
}

void
cc_business_hours_calendar(const struct varlena *value, cc_calendar *calendar)
{
	calendar_stored(value, calendar);
}

/* What a call site remembers: the calendar seen last, decoded. */
typedef struct CalendarSite
{
	MemoryContext context;			/* of the site */
	MemoryContext calendar_context; /* reset for each other calendar */
	struct varlena *seen;
	cc_calendar calendar;
	CcZoneCache zone_cache;
	cc_zone *zone;
} CalendarSite;

static CalendarSite *
site_make(MemoryContext context)
{
	CalendarSite *site = MemoryContextAllocZero(context, sizeof(CalendarSite));

	site->context = context;
	site->calendar_context =
		AllocSetContextCreate(context, "business_hours", ALLOCSET_SMALL_SIZES);
	cc_zone_cache_init(&site->zone_cache, context);
	return site;
}

static void
site_set(CalendarSite *site, struct varlena *value)
{
	Size size = VARSIZE_ANY(value);
	MemoryContext old;

	if (likely(site->seen != NULL && VARSIZE_ANY(site->seen) == size &&
			   memcmp(site->seen, value, size) == 0))
		return;
	site->seen = NULL;
	MemoryContextReset(site->calendar_context);
	old = MemoryContextSwitchTo(site->calendar_context);
	value = memcpy(palloc(size), value, size);
	calendar_stored(value, &site->calendar);
	site->zone =
		cc_zone_cache_named(&site->zone_cache, site->calendar.zone,
							site->calendar.zone_length, CC_ZONE_STORED);
	MemoryContextSwitchTo(old);
	site->seen = value;
}

/* The calendar of argument 0, for functions that keep nothing else. */
static CalendarSite *
site_argument(FunctionCallInfo fcinfo)
{
	CalendarSite *site = fcinfo->flinfo->fn_extra;

	if (unlikely(site == NULL))
		fcinfo->flinfo->fn_extra = site = site_make(fcinfo->flinfo->fn_mcxt);
	site_set(site, PG_GETARG_VARLENA_PP(0));
	return site;
}

static TimestampTz
finite_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	TimestampTz instant = PG_GETARG_TIMESTAMPTZ(n);

	(void) cc_instant_argument(name, instant);
	return instant;
}

/* ---- type ---- */

PG_FUNCTION_INFO_V1(cc_pg_business_hours_in);
PG_FUNCTION_INFO_V1(cc_pg_business_hours_out);
PG_FUNCTION_INFO_V1(cc_pg_business_hours_recv);
PG_FUNCTION_INFO_V1(cc_pg_business_hours_send);
PG_FUNCTION_INFO_V1(cc_pg_business_hours_error);

/* Into memory of the current context; NULL leaves an error. */
static BusinessHours *
business_hours_read(const char *text, size_t length, cc_error *error)
{
	cc_calendar_room room;
	cc_calendar calendar;
	const char *problem;
	pg_tz *tz;

	if (cc_calendar_text_room(length, &room, error) != CC_OK)
		return NULL;
	room_alloc(&room);
	if (cc_calendar_parse(text, length, &room, &calendar, error) != CC_OK)
		return NULL;
	tz = cc_zone_by_name(calendar.zone, calendar.zone_length, CC_ZONE_TEXT,
						 &problem);
	if (tz != NULL)
		return business_hours_make(&calendar, tz);
	cc_fail(error, CC_BAD_TEXT,
			"invalid input syntax for type business_hours at column %d",
			(int) (calendar.zone - text) + 1);
	cc_error_detail(error, "Time zone \"%.*s\" %s.", (int) calendar.zone_length,
					calendar.zone, problem);
	return NULL;
}

Datum
cc_pg_business_hours_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	BusinessHours *result;
	cc_error error;

	result = business_hours_read(text, strlen(text), &error);
	if (result == NULL)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(result);
}

Datum
cc_pg_business_hours_error(PG_FUNCTION_ARGS)
{
	text *value = PG_GETARG_TEXT_PP(0);
	cc_error error;

	if (business_hours_read(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
							&error) != NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(
		cstring_to_text(psprintf("%s: %s", error.message, error.detail)));
}

Datum
cc_pg_business_hours_out(PG_FUNCTION_ARGS)
{
	cc_calendar calendar;
	cc_printer printer;
	char *text;

	calendar_stored(PG_GETARG_VARLENA_PP(0), &calendar);
	calendar.zone = cc_zone_text(calendar.zone, calendar.zone_length);
	calendar.zone_length = strlen(calendar.zone);
	cc_printer_init(&printer, NULL, 0);
	cc_calendar_print(&printer, &calendar);
	text = palloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_calendar_print(&printer, &calendar);
	PG_RETURN_CSTRING(text);
}

Datum
cc_pg_business_hours_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int version = pq_getmsgbyte(buffer);
	int length = buffer->len - buffer->cursor;
	cc_calendar calendar;
	cc_error error;
	const char *problem;
	pg_tz *tz;

	if (version < 1 || version > CC_CALENDAR_VERSIONS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary format of type business_hours"),
						errdetail("Version %d is not known.", version)));
	if (!calendar_decode(version, pq_getmsgbytes(buffer, length), length,
						 &calendar, &error))
		cc_report(NULL, &error);
	tz = cc_zone_by_name(calendar.zone, calendar.zone_length, CC_ZONE_STORED,
						 &problem);
	if (tz == NULL)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary format of type business_hours"),
						errdetail("Time zone \"%.*s\" is not known.",
								  (int) calendar.zone_length, calendar.zone)));
	PG_RETURN_POINTER(business_hours_make(&calendar, tz));
}

Datum
cc_pg_business_hours_send(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(0);
	cc_calendar calendar;
	StringInfoData buffer;

	calendar_stored(value, &calendar);
	pq_begintypsend(&buffer);
	pq_sendbyte(&buffer, (uint8) cc_calendar_version(&calendar));
	pq_sendbytes(&buffer, VARDATA_ANY(value) + HEADER_AFTER_LENGTH,
				 VARSIZE_ANY_EXHDR(value) - HEADER_AFTER_LENGTH);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* ---- questions ---- */

PG_FUNCTION_INFO_V1(cc_pg_is_open);
PG_FUNCTION_INFO_V1(cc_pg_business_seconds);
PG_FUNCTION_INFO_V1(cc_pg_add_business_seconds);

Datum
cc_pg_is_open(PG_FUNCTION_ARGS)
{
	CalendarSite *site = site_argument(fcinfo);
	TimestampTz instant = finite_argument(fcinfo, 1, "ts");

	PG_RETURN_BOOL(cc_calendar_is_open(&site->calendar, site->zone, instant));
}

Datum
cc_pg_business_seconds(PG_FUNCTION_ARGS)
{
	CalendarSite *site = site_argument(fcinfo);
	TimestampTz from = finite_argument(fcinfo, 1, "from_ts");
	TimestampTz until = finite_argument(fcinfo, 2, "to_ts");

	PG_RETURN_FLOAT8(cc_calendar_elapsed(&site->calendar, site->zone, from,
										 until, cc_poll_interrupts));
}

Datum
cc_pg_add_business_seconds(PG_FUNCTION_ARGS)
{
	CalendarSite *site = site_argument(fcinfo);
	TimestampTz from = finite_argument(fcinfo, 1, "from_ts");
	float8 seconds = CC_ARG_FLOAT8(2, "seconds", CC_FINITE);
	bool found;
	int64 result;
	cc_error error;

	if (cc_calendar_add(&site->calendar, site->zone, from, seconds,
						MIN_TIMESTAMP, END_TIMESTAMP, &found, &result,
						cc_poll_interrupts, &error) != CC_OK)
		cc_report(NULL, &error);
	if (!found)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(result);
}

/* ---- rows ---- */

PG_FUNCTION_INFO_V1(cc_pg_open_intervals);
PG_FUNCTION_INFO_V1(cc_pg_open_ranges);
PG_FUNCTION_INFO_V1(cc_pg_open_intervals_support);

typedef struct OpenRows
{
	CalendarSite *site;
	TimestampTz from;
	TimestampTz until;
	TimestampTz next; /* where to look on */
	CcBucketing bucketing;
	TypeCacheEntry *range_type;
} OpenRows;

static OpenRows *
open_rows_begin(FunctionCallInfo fcinfo, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	OpenRows *rows = palloc0(sizeof(OpenRows));

	rows->site = site_make(context);
	site_set(rows->site, PG_GETARG_VARLENA_PP(0));
	rows->from = finite_argument(fcinfo, 1, "from_ts");
	rows->until = finite_argument(fcinfo, 2, "to_ts");
	rows->next = rows->from;
	MemoryContextSwitchTo(old);
	return rows;
}

/* The next instant that is open (or that is not), or the end. */
static TimestampTz
open_rows_find(const OpenRows *rows, TimestampTz from, bool open)
{
	int64 instant;

	if (!cc_calendar_find(&rows->site->calendar, rows->site->zone, from,
						  rows->until, 1, open, &instant, cc_poll_interrupts))
		return rows->until;
	return instant;
}

Datum
cc_pg_open_intervals(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	OpenRows *rows;

	if (SRF_IS_FIRSTCALL())
	{
		CalendarSite *site;

		context = SRF_FIRSTCALL_INIT();
		rows = open_rows_begin(fcinfo, context->multi_call_memory_ctx);
		site = rows->site;
		cc_bucketing_init(&rows->bucketing, context->multi_call_memory_ctx);
		cc_bucketing_set(&rows->bucketing, PG_GETARG_INTERVAL_P(3), NULL, 0);
		rows->bucketing.zone = site->zone;
		cc_bucketing_limit(&rows->bucketing, rows->from, rows->until,
						   CC_MAX_INTERVALS);
		context->user_fctx = rows;
	}
	context = SRF_PERCALL_SETUP();
	rows = context->user_fctx;
	rows->next = open_rows_find(rows, rows->next, true);
	if (rows->next < rows->until)
	{
		cc_interval bucket =
			cc_bucket_of(&rows->bucketing, cc_second_of(rows->next));

		rows->next = cc_timestamp_of(cc_interval_end(bucket));
		SRF_RETURN_NEXT(context, ReportingIntervalGetDatum(bucket));
	}
	SRF_RETURN_DONE(context);
}

Datum
cc_pg_open_ranges(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	OpenRows *rows;

	if (SRF_IS_FIRSTCALL())
	{
		context = SRF_FIRSTCALL_INIT();
		rows = open_rows_begin(fcinfo, context->multi_call_memory_ctx);
		rows->range_type = lookup_type_cache(
			get_fn_expr_rettype(fcinfo->flinfo), TYPECACHE_RANGE_INFO);
		context->user_fctx = rows;
	}
	context = SRF_PERCALL_SETUP();
	rows = context->user_fctx;
	rows->next = open_rows_find(rows, rows->next, true);
	if (rows->next < rows->until)
	{
		RangeBound lower = {.lower = true, .inclusive = true};
		RangeBound upper = {0};

		lower.val = TimestampTzGetDatum(rows->next);
		rows->next = open_rows_find(rows, rows->next, false);
		upper.val = TimestampTzGetDatum(rows->next);
		SRF_RETURN_NEXT(context, RangeTypePGetDatum(cc_make_range(
									 rows->range_type, &lower, &upper, false)));
	}
	SRF_RETURN_DONE(context);
}

/*
 * How many buckets: those of the time asked for, times the open share.  Hours
 * come in stretches, so wide buckets are more likely to hold some.
 */
Datum
cc_pg_open_intervals_support(PG_FUNCTION_ARGS)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	Const *known[4];
	Interval *interval;
	cc_calendar calendar;
	cc_width width;
	cc_error error;
	double seconds;

	if (!IsA(request, SupportRequestRows) || !IsA(request->node, FuncExpr))
		PG_RETURN_POINTER(NULL);
	for (int i = 0; i < 4; i++)
	{
		known[i] = (Const *) estimate_expression_value(
			request->root, list_nth(((FuncExpr *) request->node)->args, i));
		if (!IsA(known[i], Const) || known[i]->constisnull)
			PG_RETURN_POINTER(NULL);
	}
	interval = DatumGetIntervalP(known[3]->constvalue);
	if (cc_width_make(interval->month, interval->day, interval->time, &width,
					  &error) != CC_OK)
		PG_RETURN_POINTER(NULL);
	calendar_stored(PG_DETOAST_DATUM_PACKED(known[0]->constvalue), &calendar);
	seconds = ((double) DatumGetTimestampTz(known[2]->constvalue) -
			   (double) DatumGetTimestampTz(known[1]->constvalue)) /
			  USECS_PER_SEC;
	request->rows =
		clamp_row_est(seconds / cc_width_seconds(&width) *
					  Min(1, cc_calendar_open_share(&calendar) *
								 Max(1, cc_width_seconds(&width) / 3600)));
	PG_RETURN_POINTER(request);
}
