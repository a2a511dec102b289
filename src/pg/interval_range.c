/*
 * interval_range.c
 *		SQL bindings of intervals: reporting_interval against instants, ranges
 *		and its own kind.
 */
#include "pg/interval.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(cc_pg_interval_contains_instant);
PG_FUNCTION_INFO_V1(cc_pg_instant_in_interval);
PG_FUNCTION_INFO_V1(cc_pg_interval_contains_interval);
PG_FUNCTION_INFO_V1(cc_pg_interval_in_interval);
PG_FUNCTION_INFO_V1(cc_pg_intervals_overlap);
PG_FUNCTION_INFO_V1(cc_pg_intervals_adjacent);
PG_FUNCTION_INFO_V1(cc_pg_interval_plus);
PG_FUNCTION_INFO_V1(cc_pg_interval_minus);
PG_FUNCTION_INFO_V1(cc_pg_interval_to_range);
PG_FUNCTION_INFO_V1(cc_pg_range_to_interval);
PG_FUNCTION_INFO_V1(cc_pg_overlap_seconds);
PG_FUNCTION_INFO_V1(cc_pg_slot_of_day);
PG_FUNCTION_INFO_V1(cc_pg_slot_of_day_width);
PG_FUNCTION_INFO_V1(cc_pg_slot_of_week);
PG_FUNCTION_INFO_V1(cc_pg_slot_of_week_width);
PG_FUNCTION_INFO_V1(cc_pg_split_interval);

static bool
contains_instant(cc_interval interval, TimestampTz instant)
{
	return instant >= cc_timestamp_of(cc_interval_start(interval)) &&
		   instant < cc_timestamp_of(cc_interval_end(interval));
}

Datum
cc_pg_interval_contains_instant(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains_instant(PG_GETARG_REPORTING_INTERVAL(0),
									PG_GETARG_TIMESTAMPTZ(1)));
}

Datum
cc_pg_instant_in_interval(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains_instant(PG_GETARG_REPORTING_INTERVAL(1),
									PG_GETARG_TIMESTAMPTZ(0)));
}

static bool
contains_interval(cc_interval outer, cc_interval inner)
{
	return cc_interval_start(outer) <= cc_interval_start(inner) &&
		   cc_interval_end(inner) <= cc_interval_end(outer);
}

Datum
cc_pg_interval_contains_interval(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains_interval(PG_GETARG_REPORTING_INTERVAL(0),
									 PG_GETARG_REPORTING_INTERVAL(1)));
}

Datum
cc_pg_interval_in_interval(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains_interval(PG_GETARG_REPORTING_INTERVAL(1),
									 PG_GETARG_REPORTING_INTERVAL(0)));
}

Datum
cc_pg_intervals_overlap(PG_FUNCTION_ARGS)
{
	cc_interval a = PG_GETARG_REPORTING_INTERVAL(0);
	cc_interval b = PG_GETARG_REPORTING_INTERVAL(1);

	PG_RETURN_BOOL(cc_interval_start(a) < cc_interval_end(b) &&
				   cc_interval_start(b) < cc_interval_end(a));
}

Datum
cc_pg_intervals_adjacent(PG_FUNCTION_ARGS)
{
	cc_interval a = PG_GETARG_REPORTING_INTERVAL(0);
	cc_interval b = PG_GETARG_REPORTING_INTERVAL(1);

	PG_RETURN_BOOL(cc_interval_start(a) == cc_interval_end(b) ||
				   cc_interval_start(b) == cc_interval_end(a));
}

static Datum
shift(cc_interval interval, int64 count)
{
	cc_interval shifted;
	cc_error error;

	cc_check(cc_interval_shift(interval, count, &shifted, &error), &error);
	return ReportingIntervalGetDatum(shifted);
}

Datum
cc_pg_interval_plus(PG_FUNCTION_ARGS)
{
	return shift(PG_GETARG_REPORTING_INTERVAL(0), PG_GETARG_INT32(1));
}

Datum
cc_pg_interval_minus(PG_FUNCTION_ARGS)
{
	return shift(PG_GETARG_REPORTING_INTERVAL(0), -(int64) PG_GETARG_INT32(1));
}

/* Ranges are always of timestamptz here; the entry lives as long as we do. */
static TypeCacheEntry *
range_type(void)
{
	static TypeCacheEntry *type = NULL;

	if (unlikely(type == NULL))
		type = lookup_type_cache(TSTZRANGEOID, TYPECACHE_RANGE_INFO);
	return type;
}

bool
cc_range_span(RangeType *range, TimestampTz *from, TimestampTz *until)
{
	RangeBound lower, upper;
	bool empty;

	range_deserialize(range_type(), range, &lower, &upper, &empty);
	if (empty)
		return false;
	*from = lower.infinite ? DT_NOBEGIN : DatumGetTimestampTz(lower.val);
	*until = upper.infinite ? DT_NOEND : DatumGetTimestampTz(upper.val);
	return true;
}

bool
cc_finite_range_span(RangeType *range, TimestampTz *from, TimestampTz *until)
{
	if (!cc_range_span(range, from, until))
		return false;
	if (unlikely(TIMESTAMP_NOT_FINITE(*from) || TIMESTAMP_NOT_FINITE(*until)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"during\": %s",
						OidOutputFunctionCall(F_RANGE_OUT,
											  RangeTypePGetDatum(range))),
				 errdetail("It must have a finite start and a finite end."),
				 errhint("Clip it to the time that is reported, as in during "
						 "* tstzrange(from_ts, to_ts).")));
	return true;
}

Datum
cc_pg_interval_to_range(PG_FUNCTION_ARGS)
{
	cc_interval interval = PG_GETARG_REPORTING_INTERVAL(0);
	RangeBound lower = {.inclusive = true, .lower = true};
	RangeBound upper = {.inclusive = false, .lower = false};

	lower.val =
		TimestampTzGetDatum(cc_timestamp_of(cc_interval_start(interval)));
	upper.val = TimestampTzGetDatum(cc_timestamp_of(cc_interval_end(interval)));
	PG_RETURN_RANGE_P(cc_make_range(range_type(), &lower, &upper, false));
}

Datum
cc_pg_range_to_interval(PG_FUNCTION_ARGS)
{
	RangeBound lower, upper;
	bool empty;
	int64 from, until;
	cc_interval result;
	cc_error error;

	range_deserialize(range_type(), PG_GETARG_RANGE_P(0), &lower, &upper,
					  &empty);
	if (empty || lower.infinite || upper.infinite || !lower.inclusive ||
		upper.inclusive ||
		TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(lower.val)) ||
		TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(upper.val)) ||
		DatumGetTimestampTz(lower.val) % USECS_PER_SEC != 0 ||
		DatumGetTimestampTz(upper.val) % USECS_PER_SEC != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("range is no reporting interval"),
				 errdetail("It must be of the form [start,end) with finite "
						   "bounds on whole seconds.")));
	from = cc_second_of(DatumGetTimestampTz(lower.val));
	until = cc_second_of(DatumGetTimestampTz(upper.val));
	cc_check(cc_interval_make(from, until, &result, &error), &error);
	PG_RETURN_REPORTING_INTERVAL(result);
}

Datum
cc_pg_overlap_seconds(PG_FUNCTION_ARGS)
{
	cc_interval interval = PG_GETARG_REPORTING_INTERVAL(1);
	TimestampTz from, until;

	if (!cc_range_span(PG_GETARG_RANGE_P(0), &from, &until))
		PG_RETURN_FLOAT8(0);
	from = Max(from, cc_timestamp_of(cc_interval_start(interval)));
	until = Min(until, cc_timestamp_of(cc_interval_end(interval)));
	PG_RETURN_FLOAT8(until > from ? (float8) (until - from) / USECS_PER_SEC
								  : 0);
}

/* The whole seconds of a slot's width, which is a part of a day or a day. */
static int64
slot_width(FunctionCallInfo fcinfo)
{
	const Interval *argument = PG_GETARG_INTERVAL_P(2);
	cc_width width;

	cc_width_argument(argument, &width);
	if (width.unit == CC_WIDTH_MONTHS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"width\": %s",
							   DatumGetCString(DirectFunctionCall1(
								   interval_out, IntervalPGetDatum(argument)))),
						errdetail("Slots have a fixed width: not months.")));
	return (int64) cc_width_seconds(&width);
}

Datum
cc_pg_slot_of_day(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) cc_slot_of_day(cc_zone_argument(fcinfo, 1),
										   PG_GETARG_REPORTING_INTERVAL(0), 0));
}

Datum
cc_pg_slot_of_day_width(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) cc_slot_of_day(cc_zone_argument(fcinfo, 1),
										   PG_GETARG_REPORTING_INTERVAL(0),
										   slot_width(fcinfo)));
}

Datum
cc_pg_slot_of_week(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) cc_slot_of_week(
		cc_zone_argument(fcinfo, 1), PG_GETARG_REPORTING_INTERVAL(0), 0));
}

Datum
cc_pg_slot_of_week_width(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) cc_slot_of_week(cc_zone_argument(fcinfo, 1),
											PG_GETARG_REPORTING_INTERVAL(0),
											slot_width(fcinfo)));
}

/*
 * split_interval() is called once per row of some table, so it keeps zone and
 * width from call to call and hands over each series as a whole.  Its rows are
 * two words of 8 bytes: one tuple serves them all, with the words put in place.
 */
typedef struct Split
{
	CcBucketing bucketing;
	HeapTuple row;
} Split;

typedef struct SplitRow
{
	cc_interval bucket;
	float8 seconds;
} SplitRow;

static Split *
split_of_call(FunctionCallInfo fcinfo, TupleDesc desc)
{
	if (unlikely(fcinfo->flinfo->fn_extra == NULL))
	{
		MemoryContext context = fcinfo->flinfo->fn_mcxt;
		MemoryContext caller = MemoryContextSwitchTo(context);
		Split *split = palloc(sizeof(Split));
		Datum values[2] = {Int64GetDatum(0), Float8GetDatum(0)};
		bool nulls[2] = {false, false};

		cc_bucketing_init(&split->bucketing, context);
		split->row = heap_form_tuple(desc, values, nulls);
		fcinfo->flinfo->fn_extra = split;
		MemoryContextSwitchTo(caller);
	}
	return fcinfo->flinfo->fn_extra;
}

Datum
cc_pg_split_interval(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;
	Split *split;
	SplitRow *row;
	TimestampTz from, until;
	cc_pieces pieces;

	if (result == NULL || !IsA(result, ReturnSetInfo) ||
		(result->allowedModes & SFRM_Materialize) == 0 ||
		result->expectedDesc == NULL)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("set-valued function called in context that "
							   "cannot accept a set")));
	split = split_of_call(fcinfo, result->expectedDesc);
	row = (SplitRow *) GETSTRUCT(split->row);
	cc_bucketing_set(&split->bucketing, PG_GETARG_INTERVAL_P(1),
					 PG_GETARG_TEXT_PP(2), PG_GETARG_TIMEADT(3));

	caller = MemoryContextSwitchTo(result->econtext->ecxt_per_query_memory);
	result->returnMode = SFRM_Materialize;
	result->setResult = tuplestore_begin_heap(
		(result->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	MemoryContextSwitchTo(caller);

	if (!cc_finite_range_span(PG_GETARG_RANGE_P(0), &from, &until))
		return (Datum) 0;
	cc_bucketing_limit(&split->bucketing, from, until, CC_MAX_INTERVALS);
	cc_pieces_init(&pieces, from, until);
	for (;;)
	{
		int64 microseconds;
		cc_error error;

		CHECK_FOR_INTERRUPTS();
		cc_check(cc_pieces_next(&pieces, split->bucketing.zone,
								&split->bucketing.width, &row->bucket,
								&microseconds, &error),
				 &error);
		if (row->bucket == 0)
			return (Datum) 0;
		row->seconds = (float8) microseconds / USECS_PER_SEC;
		tuplestore_puttuple(result->setResult, split->row);
	}
}
