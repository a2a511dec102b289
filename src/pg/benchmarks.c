/*
 * benchmarks.c
 *		SQL bindings of benchmarks: gaps and their price, maturity, repeats.
 */
#include "pg/bind.h"

#include <math.h>

#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "core/benchmarks.h"

PG_FUNCTION_INFO_V1(cc_pg_cost_of_gap);
PG_FUNCTION_INFO_V1(cc_pg_fte_of_gap);
PG_FUNCTION_INFO_V1(cc_pg_benchmark_gap);
PG_FUNCTION_INFO_V1(cc_pg_maturity_level);
PG_FUNCTION_INFO_V1(cc_pg_repeat_contact);

/* A product of finite numbers may still be too large. */
static Datum
finite_result(float8 result)
{
	if (!isfinite(result))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("value out of range: overflow")));
	return Float8GetDatum(result);
}

Datum
cc_pg_cost_of_gap(PG_FUNCTION_ARGS)
{
	float8 own = CC_ARG_FLOAT8(0, "own", CC_NONNEGATIVE);
	float8 target = CC_ARG_FLOAT8(1, "target", CC_NONNEGATIVE);
	float8 contacts = CC_ARG_FLOAT8(2, "contacts", CC_NONNEGATIVE);
	float8 cost = CC_ARG_FLOAT8(3, "cost_per_minute", CC_NONNEGATIVE);

	return finite_result(cc_cost_of_gap(own, target, contacts, cost));
}

Datum
cc_pg_fte_of_gap(PG_FUNCTION_ARGS)
{
	float8 own = CC_ARG_FLOAT8(0, "own", CC_NONNEGATIVE);
	float8 target = CC_ARG_FLOAT8(1, "target", CC_NONNEGATIVE);
	float8 contacts = CC_ARG_FLOAT8(2, "contacts", CC_NONNEGATIVE);
	float8 hours = CC_ARG_FLOAT8(3, "paid_hours", CC_POSITIVE);
	float8 occupancy = CC_ARG_FLOAT8(4, "occupancy", CC_FRACTION_ABOVE_ZERO);
	float8 shrinkage = CC_ARG_FLOAT8(5, "shrinkage", CC_FRACTION_BELOW_ONE);

	return finite_result(
		cc_fte_of_gap(own, target, contacts, hours, occupancy, shrinkage));
}

Datum
cc_pg_benchmark_gap(PG_FUNCTION_ARGS)
{
	int metric = CC_ARG_NAME(0, "metric", cc_benchmark_metrics);
	float8 value = CC_ARG_FLOAT8(1, "value", CC_NONNEGATIVE);
	Datum values[10];
	bool nulls[10] = {0};
	cc_benchmark_row row;
	cc_gap gap;

	cc_benchmark_find(metric, &row);
	cc_benchmark_gap(&row, value, &gap);
	values[0] = CStringGetTextDatum(cc_benchmark_metrics[metric]);
	values[1] = Float8GetDatum(value);
	values[2] = Float8GetDatum(row.median);
	values[3] = Float8GetDatum(row.mean);
	cc_put_number(values, nulls, 4, row.sd);
	values[5] = Float8GetDatum(gap.from_mean);
	values[6] = Float8GetDatum(gap.from_median);
	values[7] = Float8GetDatum(gap.of_median);
	cc_put_number(values, nulls, 8, gap.deviations);
	nulls[9] = gap.verdict == NULL;
	if (!nulls[9])
		values[9] = CStringGetTextDatum(gap.verdict);
	return cc_result_row(fcinfo, values, nulls);
}

Datum
cc_pg_maturity_level(PG_FUNCTION_ARGS)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(0);
	float8 threshold = CC_ARG_FLOAT8(1, "threshold", CC_FRACTION);
	int dimensions = 1;
	int levels, count;
	int lowest = 5;
	float8 *scores;

	scores = cc_numbers_argument("scores", array, &count);
	levels = count;
	if (ARR_NDIM(array) == 2)
	{
		dimensions = ARR_DIMS(array)[0];
		levels = ARR_DIMS(array)[1];
	}
	if (count == 0)
		PG_RETURN_NULL();
	if (ARR_NDIM(array) > 2 || levels != 4)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"scores\": %d elements "
						"in a row",
						levels),
				 errdetail("It must have the scores of levels 2 to 5, in one "
						   "row or in one row per dimension.")));
	for (int i = 0; i < count; i++)
		if (!isnan(scores[i]))
			cc_check_domain("scores", scores[i], CC_FRACTION);
	for (int i = 0; i < dimensions; i++)
	{
		int level = cc_maturity_level(scores + i * levels, levels, threshold);

		if (level < 0)
			PG_RETURN_NULL();
		lowest = Min(lowest, level);
	}
	PG_RETURN_INT32(lowest);
}

Datum
cc_pg_repeat_contact(PG_FUNCTION_ARGS)
{
	TimestampTz ended, next, as_of;
	float8 days;
	bool repeated;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	ended = PG_GETARG_TIMESTAMPTZ(0);
	next = PG_ARGISNULL(1) ? DT_NOBEGIN : PG_GETARG_TIMESTAMPTZ(1);
	days = CC_ARG_FLOAT8(2, "days", CC_POSITIVE);
	as_of = PG_GETARG_TIMESTAMPTZ(3);
	if (!cc_repeat_contact(ended, next, days, as_of, &repeated))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(repeated);
}
