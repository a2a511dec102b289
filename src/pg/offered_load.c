/*
 * offered_load.c
 *		SQL bindings of forecasting: staffing over time.
 */
#include "pg/bind.h"

#include "funcapi.h"

#include "core/offered_load.h"
#include "core/queueing.h"

PG_FUNCTION_INFO_V1(cc_pg_offered_load_over_time);
PG_FUNCTION_INFO_V1(cc_pg_deadline_capacity);

/* The elements of an array, all in their domain. */
static float8 *
numbers_within(FunctionCallInfo fcinfo, int n, const char *name,
			   cc_domain domain, int *count)
{
	float8 *numbers =
		cc_numbers_argument(name, PG_GETARG_ARRAYTYPE_P(n), count);

	for (int i = 0; i < *count; i++)
	{
		if (isnan(numbers[i]))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain nulls", name)));
		(void) cc_check_domain(name, numbers[i], domain);
	}
	return numbers;
}

Datum
cc_pg_offered_load_over_time(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	float8 period = CC_ARG_FLOAT8(1, "period", CC_POSITIVE);
	float8 load = CC_ARG_FLOAT8(3, "start_load", CC_NONNEGATIVE);
	int count, aht_count;
	float8 *calls = numbers_within(fcinfo, 0, "calls", CC_NONNEGATIVE, &count);
	float8 *aht = numbers_within(fcinfo, 2, "aht", CC_POSITIVE, &aht_count);

	InitMaterializedSRF(fcinfo, 0);
	if (aht_count != count && aht_count != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" has %d elements", "aht", aht_count),
				 errdetail("It must have one, or one for each of the %d "
						   "intervals.",
						   count)));
	for (int i = 0; i < count; i++)
	{
		cc_load_row row;
		Datum values[5];
		bool nulls[5] = {false};

		CHECK_FOR_INTERRUPTS();
		cc_offered_load_row(calls[i], period, aht[aht_count == 1 ? 0 : i], load,
							&row);
		if (!(row.max <= CC_MAX_LOAD))
			ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
							errmsg("load in Erlang is too large: %g", row.max),
							errdetail("The limit is %.0f.", CC_MAX_LOAD)));
		load = row.end;
		values[0] = Int32GetDatum(i + 1);
		values[1] = Float8GetDatum(row.start);
		values[2] = Float8GetDatum(row.mean);
		values[3] = Float8GetDatum(row.end);
		values[4] = Float8GetDatum(row.max);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
cc_pg_deadline_capacity(PG_FUNCTION_ARGS)
{
	int count;
	float8 *work = numbers_within(fcinfo, 0, "work", CC_NONNEGATIVE, &count);
	int32 limit = PG_GETARG_INT32(1);

	(void) cc_check_domain("limit_intervals", limit, CC_NONNEGATIVE);
	PG_RETURN_FLOAT8(
		cc_deadline_capacity(work, count, limit, cc_poll_interrupts));
}
