/*
 * forecast.c
 *		SQL bindings of forecasting: forecasts from a volume_history.
 */
#include "pg/volume_history.h"

#include "funcapi.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "core/forecast.h"
#include "pg/business_hours.h"

/* No call gives more than so many: half a century of half hours. */
#define MOST_INTERVALS 1000000

PG_FUNCTION_INFO_V1(cc_pg_forecast);
PG_FUNCTION_INFO_V1(cc_pg_forecast_backtest);

/* What a call site keeps: zones are dear to make. */
typedef struct ForecastSite
{
	CcZoneCache zone;
	CcZoneCache hours_zone;
} ForecastSite;

/* One call: the problem and all it points to. */
typedef struct Forecast
{
	cc_forecast_problem problem;
	cc_calendar hours;
	cc_forecaster forecaster;
	cc_width width;
} Forecast;

/* A special day, and its name as a number. */
typedef struct SpecialDay
{
	int32 day;
	int32 name;
} SpecialDay;

static int
compare_days(const void *a, const void *b)
{
	const SpecialDay *left = a;
	const SpecialDay *right = b;

	if (left->day != right->day)
		return left->day > right->day ? 1 : -1;
	return (left->name > right->name) - (left->name < right->name);
}

static void
names_do_not_fit(const char *what)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("\"special_names\" does not fit \"special_days\": %s", what),
		 errdetail("It must have a name for each special day.")));
}

/* Days that are named alike get one number: that of the first such name. */
static int32
name_number(const Datum *names, const bool *nulls, int n)
{
	if (nulls[n])
		names_do_not_fit("null");
	for (int i = 0; i < n; i++)
		if (!nulls[i] && DatumGetBool(DirectFunctionCall2Coll(
							 texteq, C_COLLATION_OID, names[i], names[n])))
			return i;
	return n;
}

static void
set_special_days(cc_forecast_problem *problem, ArrayType *array,
				 ArrayType *name_array)
{
	Datum *elements;
	Datum *names = NULL;
	bool *nulls;
	bool *name_nulls = NULL;
	int count;
	int name_count;
	SpecialDay *special;
	int32 *days;
	int32 *numbers;
	int used = 0;

	deconstruct_array(array, DATEOID, sizeof(DateADT), true, TYPALIGN_INT,
					  &elements, &nulls, &count);
	if (name_array != NULL)
	{
		deconstruct_array(name_array, TEXTOID, -1, false, TYPALIGN_INT, &names,
						  &name_nulls, &name_count);
		if (name_count != count)
			names_do_not_fit(
				psprintf("%d names for %d days", name_count, count));
	}
	special = palloc(Max(count, 1) * sizeof(SpecialDay));
	days = palloc(Max(count, 1) * sizeof(int32));
	numbers = palloc(Max(count, 1) * sizeof(int32));
	for (int i = 0; i < count; i++)
	{
		DateADT day = DatumGetDateADT(elements[i]);

		if (nulls[i])
			continue;
		CHECK_FOR_INTERRUPTS();
		if (DATE_NOT_FINITE(day))
			ereport(
				ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value in argument \"%s\": %s", "special_days",
						DATE_IS_NOBEGIN(day) ? "-infinity" : "infinity"),
				 errdetail("It must be finite.")));
		special[used].day = day;
		special[used++].name =
			names == NULL ? 0 : name_number(names, name_nulls, i);
	}
	qsort(special, used, sizeof(SpecialDay), compare_days);
	for (int i = 0; i < used; i++)
	{
		days[i] = special[i].day;
		numbers[i] = special[i].name;
	}
	problem->special_days = days;
	problem->n_special_days = used;
	problem->special_names = numbers;
}

/*
 * h, and from argument n on method, level, special_days, hours and, where they
 * are given, special_names
 */
static Forecast *
forecast_begin(FunctionCallInfo fcinfo, int n)
{
	ForecastSite *site = fcinfo->flinfo->fn_extra;
	Forecast *forecast = palloc0(sizeof(Forecast));
	cc_forecast_problem *problem = &forecast->problem;
	cc_volume_grid grid;
	cc_error error;

	if (site == NULL)
	{
		MemoryContext context = fcinfo->flinfo->fn_mcxt;

		fcinfo->flinfo->fn_extra = site =
			MemoryContextAlloc(context, sizeof(ForecastSite));
		cc_zone_cache_init(&site->zone, context);
		cc_zone_cache_init(&site->hours_zone, context);
	}
	problem->entries =
		cc_volume_history_entries(PG_GETARG_DATUM(0), &grid, &problem->count);
	problem->width = grid.width;
	problem->method = CC_ARG_NAME(n, "method", cc_forecast_methods);
	problem->level = CC_ARG_FLOAT8(n + 1, "level", CC_OPEN_FRACTION);
	problem->poll = cc_poll_interrupts;
	if (!PG_ARGISNULL(n + 2))
		set_special_days(problem, PG_GETARG_ARRAYTYPE_P(n + 2),
						 PG_ARGISNULL(n + 4) ? NULL
											 : PG_GETARG_ARRAYTYPE_P(n + 4));
	if (!PG_ARGISNULL(n + 3))
	{
		cc_business_hours_calendar(
			(struct varlena *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n + 3)),
			&forecast->hours);
		problem->hours = &forecast->hours;
		problem->hours_zone =
			cc_zone_cache_named(&site->hours_zone, forecast->hours.zone,
								forecast->hours.zone_length, CC_ZONE_STORED);
	}
	if (grid.zone_length > 0)
		problem->zone = cc_zone_cache_named(&site->zone, grid.zone,
											grid.zone_length, CC_ZONE_STORED);
	else if (problem->hours != NULL)
		problem->zone = problem->hours_zone;
	else
		problem->zone = cc_zone_cache_session(&site->zone);
	cc_check(cc_width_make(0, 0, grid.width * USECS_PER_SEC, &forecast->width,
						   &error),
			 &error);
	cc_forecaster_init(
		&forecast->forecaster, problem,
		MemoryContextAllocHuge(CurrentMemoryContext,
							   cc_forecast_room(grid.width) * sizeof(double)));
	return forecast;
}

static cc_interval
bucket_at(Forecast *forecast, int64 instant)
{
	cc_interval bucket;
	cc_error error;

	cc_check(cc_bucket(forecast->problem.zone, &forecast->width, instant,
					   &bucket, &error),
			 &error);
	return bucket;
}

/* A fraction of a second still reaches into its bucket. */
static int64
end_argument(const char *name, TimestampTz instant)
{
	int64 second = cc_instant_argument(name, instant);

	return instant > cc_timestamp_of(second) ? second + 1 : second;
}

static void
limit_rows(Forecast *forecast, int64 from, int64 until)
{
	cc_error error;

	cc_check(cc_width_limit(&forecast->width, from * USECS_PER_SEC,
							until * USECS_PER_SEC, MOST_INTERVALS, &error),
			 &error);
}

Datum
cc_pg_forecast(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Forecast *forecast;
	cc_forecast_problem *problem;
	int64 as_of, from, until;
	cc_error error;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(4) || PG_ARGISNULL(5))
		return (Datum) 0;
	forecast = forecast_begin(fcinfo, 4);
	problem = &forecast->problem;
	as_of = PG_ARGISNULL(3)
				? cc_interval_end(problem->entries[problem->count - 1].bucket)
				: cc_instant_argument("as_of", PG_GETARG_TIMESTAMPTZ(3));
	from = PG_ARGISNULL(1)
			   ? as_of
			   : cc_instant_argument("from_ts", PG_GETARG_TIMESTAMPTZ(1));
	until = PG_ARGISNULL(2) ? cc_days_later(problem->zone, from, 14)
							: end_argument("to_ts", PG_GETARG_TIMESTAMPTZ(2));
	limit_rows(forecast, from, until);
	cc_check(cc_forecast_fit(&forecast->forecaster, as_of, &error), &error);
	while (from < until)
	{
		cc_interval bucket = bucket_at(forecast, from);
		cc_forecast_row row;
		Datum values[5];
		bool nulls[5] = {false};

		CHECK_FOR_INTERRUPTS();
		cc_check(
			cc_forecast_bucket(&forecast->forecaster, bucket, &row, &error),
			&error);
		values[0] = ReportingIntervalGetDatum(bucket);
		cc_put_number(values, nulls, 1, row.volume);
		cc_put_number(values, nulls, 2, row.lower);
		cc_put_number(values, nulls, 3, row.upper);
		cc_put_number(values, nulls, 4, row.aht);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		from = cc_interval_end(bucket);
	}
	return (Datum) 0;
}

static void
lead_argument(const Interval *lead, cc_width *every)
{
	cc_error error;

	if (cc_width_make(lead->month, lead->day, lead->time, every, &error) !=
			CC_OK ||
		every->unit == CC_WIDTH_MONTHS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"lead\": %s",
							   DatumGetCString(DirectFunctionCall1(
								   interval_out, IntervalPGetDatum(lead)))),
						errdetail("It must be whole days, or whole seconds "
								  "below a day.")));
}

Datum
cc_pg_forecast_backtest(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Forecast *forecast;
	cc_forecast_problem *problem;
	cc_width every;
	int64 from, until;
	int64 made_at = PG_INT64_MIN;
	cc_error error;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < 6; i++)
		if (PG_ARGISNULL(i))
			return (Datum) 0;
	forecast = forecast_begin(fcinfo, 4);
	problem = &forecast->problem;
	from = end_argument("from_ts", PG_GETARG_TIMESTAMPTZ(1));
	until = end_argument("to_ts", PG_GETARG_TIMESTAMPTZ(2));
	lead_argument(PG_GETARG_INTERVAL_P(3), &every);
	limit_rows(forecast, from, until);
	for (int64 at = from; at < until;)
	{
		cc_interval bucket = bucket_at(forecast, at);
		int64 start = cc_interval_start(bucket);
		cc_forecast_row row;
		Datum values[6];
		bool nulls[6] = {false};
		int64 origin;

		at = cc_interval_end(bucket);
		/* the first one may have begun */
		if (start < from)
			continue;
		CHECK_FOR_INTERRUPTS();
		origin = cc_forecast_origin(problem->zone, from, &every, start);
		if (origin != made_at)
			cc_check(cc_forecast_fit(&forecast->forecaster, origin, &error),
					 &error);
		made_at = origin;
		cc_check(
			cc_forecast_bucket(&forecast->forecaster, bucket, &row, &error),
			&error);
		values[0] = TimestampTzGetDatum(cc_timestamp_of(made_at));
		values[1] = ReportingIntervalGetDatum(bucket);
		cc_put_number(values, nulls, 2, cc_forecast_actual(problem, bucket));
		cc_put_number(values, nulls, 3, row.volume);
		cc_put_number(values, nulls, 4, row.lower);
		cc_put_number(values, nulls, 5, row.upper);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
