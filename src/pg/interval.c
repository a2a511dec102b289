/*
 * interval.c
 *		SQL bindings of intervals: the type reporting_interval.
 */
#include "pg/interval.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_in);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_out);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_recv);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_send);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_in_range);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_session);
PG_FUNCTION_INFO_V1(cc_pg_reporting_intervals);
PG_FUNCTION_INFO_V1(cc_pg_reporting_intervals_session);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_lower);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_upper);
PG_FUNCTION_INFO_V1(cc_pg_reporting_interval_duration);

StaticAssertDecl(FLOAT8PASSBYVAL, "reporting_interval is passed by value");

/* One side of the text form; false when the error was saved. */
static bool
parse_instant(char *string, Node *escontext, int64 *instant)
{
	Datum datum;
	TimestampTz timestamp;

	if (!cc_input(timestamptz_in, string, escontext, &datum))
		return false;
	timestamp = DatumGetTimestampTz(datum);
	if (TIMESTAMP_NOT_FINITE(timestamp))
		ereturn(escontext, false,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("reporting interval must be finite: \"%s\"", string)));
	if (timestamp % USECS_PER_SEC != 0)
		ereturn(
			escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("reporting interval must start and end on whole seconds: "
					"\"%s\"",
					string)));
	*instant = cc_second_of(timestamp);
	return true;
}

Datum
cc_pg_reporting_interval_in(PG_FUNCTION_ARGS)
{
	char *string = pstrdup(PG_GETARG_CSTRING(0));
	Node *escontext = CC_ESCONTEXT;
	char *slash = strrchr(string, '/');
	char *right;
	int64 start, end;
	cc_interval result;
	cc_error error;

	if (slash == NULL)
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"reporting_interval", string),
				 errhint("Write start/duration or start/end, such as "
						 "2026-11-21 09:30:00+00/PT30M.")));
	*slash = '\0';
	if (!parse_instant(string, escontext, &start))
		PG_RETURN_NULL();

	right = slash + 1 + strspn(slash + 1, " \t\r\n");
	if (*right == 'P' || *right == 'p')
	{
		size_t length = strlen(right);
		int64 seconds;

		while (length > 0 && strchr(" \t\r\n", right[length - 1]) != NULL)
			length--;
		if (cc_duration_parse(right, length, &seconds, &error) != CC_OK)
		{
			cc_report(escontext, &error);
			PG_RETURN_NULL();
		}
		end = start + seconds;
	}
	else if (!parse_instant(right, escontext, &end))
		PG_RETURN_NULL();

	if (cc_interval_make(start, end, &result, &error) != CC_OK)
	{
		cc_report(escontext, &error);
		PG_RETURN_NULL();
	}
	PG_RETURN_REPORTING_INTERVAL(result);
}

/* Always ISO 8601: other date styles use the slash themselves. */
Datum
cc_pg_reporting_interval_out(PG_FUNCTION_ARGS)
{
	cc_interval interval = PG_GETARG_REPORTING_INTERVAL(0);
	char start[MAXDATELEN + 1];
	char length[CC_DURATION_TEXT];
	struct pg_tm tm;
	const char *abbreviation;
	fsec_t fraction;
	int zone;

	if (timestamp2tm(cc_timestamp_of(cc_interval_start(interval)), &zone, &tm,
					 &fraction, &abbreviation, NULL) != 0)
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("timestamp out of range")));
	EncodeDateTime(&tm, fraction, true, zone, abbreviation, USE_ISO_DATES,
				   start);
	cc_duration_print(cc_interval_length(interval), length);
	PG_RETURN_CSTRING(psprintf("%s/%s", start, length));
}

Datum
cc_pg_reporting_interval_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int64 start = pq_getmsgint64(buffer);
	int32 length = (int32) pq_getmsgint(buffer, sizeof(int32));
	cc_interval result;
	cc_error error;

	/* the sum stays clear of overflow where the start is in range */
	if (start < CC_INTERVAL_MIN_START || start > CC_INTERVAL_MAX_START ||
		cc_interval_make(start, start + length, &result, &error) != CC_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid reporting_interval in external format")));
	PG_RETURN_REPORTING_INTERVAL(result);
}

Datum
cc_pg_reporting_interval_send(PG_FUNCTION_ARGS)
{
	cc_interval interval = PG_GETARG_REPORTING_INTERVAL(0);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint64(&buffer, cc_interval_start(interval));
	pq_sendint32(&buffer, (int32) cc_interval_length(interval));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* RANGE frames compare starts, as for a column of timestamps. */
Datum
cc_pg_reporting_interval_in_range(PG_FUNCTION_ARGS)
{
	int64 value = cc_interval_start(PG_GETARG_REPORTING_INTERVAL(0));
	int64 base = cc_interval_start(PG_GETARG_REPORTING_INTERVAL(1));

	return DirectFunctionCall5(in_range_timestamptz_interval,
							   TimestampTzGetDatum(cc_timestamp_of(value)),
							   TimestampTzGetDatum(cc_timestamp_of(base)),
							   PG_GETARG_DATUM(2), PG_GETARG_DATUM(3),
							   PG_GETARG_DATUM(4));
}

int64
cc_instant_argument(const char *name, TimestampTz instant)
{
	if (unlikely(TIMESTAMP_NOT_FINITE(instant)))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"%s\": %s", name,
							   TIMESTAMP_IS_NOBEGIN(instant) ? "-infinity"
															 : "infinity"),
						errdetail("It must be finite.")));
	return cc_second_of(instant);
}

/* Report what the core says of an argument, its value added. */
static void
cc_check_value(cc_status status, cc_error *error, PGFunction output,
			   Datum value)
{
	size_t length;

	if (likely(status == CC_OK))
		return;
	length = strlen(error->message);
	snprintf(error->message + length, sizeof(error->message) - length, ": %s",
			 DatumGetCString(DirectFunctionCall1(output, value)));
	cc_report(NULL, error);
}

void
cc_width_argument(const Interval *interval, cc_width *width)
{
	cc_error error;

	cc_check_value(cc_width_make(interval->month, interval->day, interval->time,
								 width, &error),
				   &error, interval_out, IntervalPGetDatum(interval));
}

void
cc_bucketing_init(CcBucketing *bucketing, MemoryContext context)
{
	memset(bucketing, 0, sizeof(*bucketing));
	cc_zone_cache_init(&bucketing->cache, context);
	bucketing->day_start_seen = -1;
}

void
cc_bucketing_set(CcBucketing *bucketing, const Interval *width, text *zone,
				 TimeADT day_start)
{
	if (zone == NULL)
		bucketing->zone = cc_zone_cache_session(&bucketing->cache);
	else
		bucketing->zone =
			cc_zone_cache_named(&bucketing->cache, VARDATA_ANY(zone),
								VARSIZE_ANY_EXHDR(zone), CC_ZONE_ARGUMENT);
	if (unlikely(bucketing->day_start_seen != day_start ||
				 bucketing->width_seen.time != width->time ||
				 bucketing->width_seen.day != width->day ||
				 bucketing->width_seen.month != width->month))
	{
		cc_error error;

		bucketing->day_start_seen = -1;
		cc_width_argument(width, &bucketing->width);
		cc_check_value(
			cc_width_set_day_start(&bucketing->width, day_start, &error),
			&error, time_out, TimeADTGetDatum(day_start));
		bucketing->width_seen = *width;
		bucketing->day_start_seen = day_start;
	}
}

cc_interval
cc_bucket_of(CcBucketing *bucketing, int64 instant)
{
	cc_interval bucket;
	cc_error error;

	cc_check(
		cc_bucket(bucketing->zone, &bucketing->width, instant, &bucket, &error),
		&error);
	return bucket;
}

CcBucketing *
cc_bucketing_of_call(FunctionCallInfo fcinfo)
{
	if (unlikely(fcinfo->flinfo->fn_extra == NULL))
	{
		MemoryContext context = fcinfo->flinfo->fn_mcxt;
		CcBucketing *bucketing =
			MemoryContextAlloc(context, sizeof(CcBucketing));

		cc_bucketing_init(bucketing, context);
		fcinfo->flinfo->fn_extra = bucketing;
	}
	return fcinfo->flinfo->fn_extra;
}

Datum
cc_pg_reporting_interval(PG_FUNCTION_ARGS)
{
	CcBucketing *bucketing = cc_bucketing_of_call(fcinfo);

	cc_bucketing_set(bucketing, PG_GETARG_INTERVAL_P(1), PG_GETARG_TEXT_PP(2),
					 PG_GETARG_TIMEADT(3));
	PG_RETURN_REPORTING_INTERVAL(cc_bucket_of(
		bucketing, cc_instant_argument("ts", PG_GETARG_TIMESTAMPTZ(0))));
}

Datum
cc_pg_reporting_interval_session(PG_FUNCTION_ARGS)
{
	CcBucketing *bucketing = cc_bucketing_of_call(fcinfo);

	cc_bucketing_set(bucketing, PG_GETARG_INTERVAL_P(1), NULL, 0);
	PG_RETURN_REPORTING_INTERVAL(cc_bucket_of(
		bucketing, cc_instant_argument("ts", PG_GETARG_TIMESTAMPTZ(0))));
}

/* What reporting_intervals() remembers between rows. */
typedef struct Spine
{
	CcBucketing bucketing;
	int64 next;
	int64 end;
} Spine;

static Datum
spine_next(FunctionCallInfo fcinfo, bool with_zone)
{
	FuncCallContext *context;
	Spine *spine;

	if (SRF_IS_FIRSTCALL())
	{
		TimestampTz until = PG_GETARG_TIMESTAMPTZ(1);

		context = SRF_FIRSTCALL_INIT();
		spine =
			MemoryContextAlloc(context->multi_call_memory_ctx, sizeof(Spine));
		cc_bucketing_init(&spine->bucketing, context->multi_call_memory_ctx);
		cc_bucketing_set(&spine->bucketing, PG_GETARG_INTERVAL_P(2),
						 with_zone ? PG_GETARG_TEXT_PP(3) : NULL,
						 with_zone ? PG_GETARG_TIMEADT(4) : 0);
		spine->next = cc_instant_argument("from_ts", PG_GETARG_TIMESTAMPTZ(0));
		spine->end = cc_instant_argument("to_ts", until);
		/* a fraction of a second still reaches into its bucket */
		if (until > cc_timestamp_of(spine->end))
			spine->end++;
		if (PG_GETARG_TIMESTAMPTZ(0) >= until)
			spine->end = spine->next;
		cc_bucketing_limit(&spine->bucketing, PG_GETARG_TIMESTAMPTZ(0), until,
						   CC_MAX_INTERVALS);
		context->user_fctx = spine;
	}
	context = SRF_PERCALL_SETUP();
	spine = context->user_fctx;
	if (spine->next < spine->end)
	{
		cc_interval bucket = cc_bucket_of(&spine->bucketing, spine->next);

		spine->next = cc_interval_end(bucket);
		SRF_RETURN_NEXT(context, ReportingIntervalGetDatum(bucket));
	}
	SRF_RETURN_DONE(context);
}

Datum
cc_pg_reporting_intervals(PG_FUNCTION_ARGS)
{
	return spine_next(fcinfo, true);
}

Datum
cc_pg_reporting_intervals_session(PG_FUNCTION_ARGS)
{
	return spine_next(fcinfo, false);
}

Datum
cc_pg_reporting_interval_lower(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMESTAMPTZ(
		cc_timestamp_of(cc_interval_start(PG_GETARG_REPORTING_INTERVAL(0))));
}

Datum
cc_pg_reporting_interval_upper(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMESTAMPTZ(
		cc_timestamp_of(cc_interval_end(PG_GETARG_REPORTING_INTERVAL(0))));
}

Datum
cc_pg_reporting_interval_duration(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(
		(float8) cc_interval_length(PG_GETARG_REPORTING_INTERVAL(0)));
}
