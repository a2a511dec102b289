/*
 * control_charts.c
 *		SQL bindings of control charts: limits, signals, capability, Six Sigma.
 */
#include "pg/bind.h"

#include <math.h>

#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "core/control_charts.h"
#include "core/distributions.h"

PG_FUNCTION_INFO_V1(cc_pg_xmr_limits);
PG_FUNCTION_INFO_V1(cc_pg_p_chart_limits);
PG_FUNCTION_INFO_V1(cc_pg_control_signals);
PG_FUNCTION_INFO_V1(cc_pg_process_capability);
PG_FUNCTION_INFO_V1(cc_pg_dpmo);
PG_FUNCTION_INFO_V1(cc_pg_sigma_level);
PG_FUNCTION_INFO_V1(cc_pg_t_probability);

/* Move what is not NaN to the front; how many of the first limit those are. */
static int
squeeze(float8 *numbers, int *count, int limit)
{
	int kept = 0;
	int kept_of_limit = 0;

	for (int i = 0; i < *count; i++)
	{
		if (isnan(numbers[i]))
			continue;
		numbers[kept++] = numbers[i];
		kept_of_limit += i < limit;
	}
	*count = kept;
	return kept_of_limit;
}

/* The argument that says how many first elements make the baseline. */
static int
baseline_argument(FunctionCallInfo fcinfo, int n, int count)
{
	int32 baseline;

	if (PG_ARGISNULL(n))
		return count;
	baseline = PG_GETARG_INT32(n);
	if (baseline < 1)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"baseline\": %d", baseline),
			 errdetail("It must be a positive number of elements, or "
					   "null for all of them.")));
	return Min(baseline, count);
}

Datum
cc_pg_xmr_limits(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"mean", "median", NULL};
	Datum values[8];
	bool nulls[8] = {0};
	float8 *x, *scratch;
	int count, baseline, method;
	cc_xmr chart;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	x = cc_numbers_argument("observations", PG_GETARG_ARRAYTYPE_P(0), &count);
	baseline = squeeze(x, &count, baseline_argument(fcinfo, 1, count));
	method = CC_ARG_NAME(2, "method", methods);

	scratch = palloc(sizeof(float8) * Max(count, 1));
	cc_xmr_limits(x, count, baseline, method == 1, scratch, &chart,
				  cc_poll_interrupts);

	values[0] = Int64GetDatum(chart.n);
	cc_put_number(values, nulls, 1, chart.center);
	cc_put_number(values, nulls, 2, chart.range);
	cc_put_number(values, nulls, 3, chart.sigma);
	cc_put_number(values, nulls, 4, cc_xmr_lower(&chart));
	cc_put_number(values, nulls, 5, cc_xmr_upper(&chart));
	cc_put_number(values, nulls, 6, cc_xmr_range_upper(&chart));
	values[7] = Int64GetDatum(chart.outside);
	nulls[7] = nulls[3];
	return cc_result_row(fcinfo, values, nulls);
}

Datum
cc_pg_p_chart_limits(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	float8 *defects, *units;
	int count, unit_count, baseline;
	cc_p_chart chart;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	defects = cc_numbers_argument("defects", PG_GETARG_ARRAYTYPE_P(0), &count);
	units = cc_numbers_argument("units", PG_GETARG_ARRAYTYPE_P(1), &unit_count);
	if (count != unit_count)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("arguments \"defects\" and \"units\" have %d and %d "
						"elements",
						count, unit_count),
				 errdetail("They must have as many of each.")));
	for (int i = 0; i < count; i++)
	{
		if (defects[i] < 0)
			cc_argument_error("defects", defects[i], CC_NONNEGATIVE);
		if (units[i] < 0)
			cc_argument_error("units", units[i], CC_NONNEGATIVE);
		if (defects[i] > units[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid value for argument \"defects\": %g of %g "
							"units",
							defects[i], units[i]),
					 errdetail("It must be at most the number of units.")));
	}
	baseline = baseline_argument(fcinfo, 2, count);
	cc_p_chart_limits(defects, units, baseline, &chart);

	for (int i = 0; i < count; i++)
	{
		Datum values[9];
		bool nulls[9] = {0};
		cc_p_point point;

		CHECK_FOR_INTERRUPTS();
		cc_p_chart_point(&chart, defects[i], units[i], &point);
		values[0] = Int32GetDatum(i + 1);
		cc_put_number(values, nulls, 1, point.p);
		cc_put_number(values, nulls, 2, chart.center);
		cc_put_number(values, nulls, 3, point.lower);
		cc_put_number(values, nulls, 4, point.upper);
		cc_put_number(values, nulls, 5, chart.sigma_z);
		cc_put_number(values, nulls, 6, point.laney_lower);
		cc_put_number(values, nulls, 7, point.laney_upper);
		nulls[8] = nulls[1] || nulls[6];
		values[8] = BoolGetDatum(point.outside);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
cc_pg_control_signals(PG_FUNCTION_ARGS)
{
	static const char *const signals[] = {
		NULL, "beyond 3 sigma", "2 of 3 beyond 2 sigma",
		"4 of 5 beyond 1 sigma", "8 on one side"};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int count;
	int points = 0;
	float8 *x, *points_only;
	float8 center, sigma;

	InitMaterializedSRF(fcinfo, 0);
	x = cc_numbers_argument("observations", PG_GETARG_ARRAYTYPE_P(0), &count);
	center = CC_ARG_FLOAT8(1, "center", CC_FINITE);
	sigma = CC_ARG_FLOAT8(2, "sigma", CC_NONNEGATIVE);
	points_only = palloc(sizeof(float8) * Max(count, 1));

	for (int i = 0; i < count; i++)
	{
		Datum values[3] = {Int32GetDatum(i + 1)};
		bool nulls[3] = {0};
		cc_signal signal = CC_SIGNAL_NONE;

		CHECK_FOR_INTERRUPTS();
		cc_put_number(values, nulls, 1, x[i]);
		if (!nulls[1])
		{
			points_only[points] = x[i];
			signal = cc_western_electric(points_only, points++, center, sigma);
		}
		nulls[2] = signal == CC_SIGNAL_NONE;
		if (!nulls[2])
			values[2] = CStringGetTextDatum(signals[signal]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
cc_pg_process_capability(PG_FUNCTION_ARGS)
{
	Datum values[8];
	bool nulls[8] = {0};
	float8 *x, *scratch;
	float8 lower, upper;
	int count;
	cc_capability result;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	x = cc_numbers_argument("observations", PG_GETARG_ARRAYTYPE_P(0), &count);
	squeeze(x, &count, count);
	lower = PG_ARGISNULL(1) ? -get_float8_infinity()
							: CC_ARG_FLOAT8(1, "lower", CC_FINITE);
	upper = PG_ARGISNULL(2) ? get_float8_infinity()
							: CC_ARG_FLOAT8(2, "upper", CC_FINITE);
	if (lower >= upper)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"lower\": %g", lower),
				 errdetail("It must be less than argument \"upper\", "
						   "which is %g.",
						   upper)));

	scratch = palloc(sizeof(float8) * Max(count, 1));
	cc_process_capability(x, count, lower, upper, scratch, &result);
	values[0] = Int64GetDatum(result.n);
	cc_put_number(values, nulls, 1, result.mean);
	cc_put_number(values, nulls, 2, result.sigma_within);
	cc_put_number(values, nulls, 3, result.sigma_overall);
	cc_put_number(values, nulls, 4, result.cp);
	cc_put_number(values, nulls, 5, result.cpk);
	cc_put_number(values, nulls, 6, result.pp);
	cc_put_number(values, nulls, 7, result.ppk);
	return cc_result_row(fcinfo, values, nulls);
}

Datum
cc_pg_dpmo(PG_FUNCTION_ARGS)
{
	float8 defects = CC_ARG_FLOAT8(0, "defects", CC_NONNEGATIVE);
	float8 units = CC_ARG_FLOAT8(1, "units", CC_NONNEGATIVE);
	float8 opportunities = CC_ARG_FLOAT8(2, "opportunities", CC_POSITIVE);

	if (defects > units * opportunities)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"defects\": %g", defects),
				 errdetail("It must be at most units times opportunities, "
						   "which is %g.",
						   units * opportunities)));
	CC_RETURN_NUMBER(cc_dpmo(defects, units, opportunities));
}

Datum
cc_pg_sigma_level(PG_FUNCTION_ARGS)
{
	float8 dpmo = CC_ARG_FLOAT8(0, "dpmo", CC_NONNEGATIVE);
	float8 shift = CC_ARG_FLOAT8(1, "shift", CC_FINITE);

	if (dpmo > 1e6)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"dpmo\": %s",
							   float8out_internal(dpmo)),
						errdetail("It must be a number from 0 to 1000000.")));
	/* No defect, or nothing but defects, says nothing about the tail. */
	if (!(dpmo / 1e6 > 0 && dpmo < 1e6))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(cc_sigma_level(dpmo, shift));
}

Datum
cc_pg_t_probability(PG_FUNCTION_ARGS)
{
	float8 t = CC_ARG_FLOAT8(0, "t", CC_FINITE);
	float8 df = CC_ARG_FLOAT8(1, "df", CC_POSITIVE);

	PG_RETURN_FLOAT8(cc_t_two_sided(t, df));
}
