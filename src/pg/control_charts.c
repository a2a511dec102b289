/*
 * control_charts.c
 *		SQL bindings of chapter 6: control charts, benchmarks, maturity, money.
 */
#include "pg/bind.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/timestamp.h"

#include "core/control_charts.h"
#include "core/reference.h"

PG_FUNCTION_INFO_V1(cc_pg_xmr_limits);
PG_FUNCTION_INFO_V1(cc_pg_p_chart_limits);
PG_FUNCTION_INFO_V1(cc_pg_control_signals);
PG_FUNCTION_INFO_V1(cc_pg_process_capability);
PG_FUNCTION_INFO_V1(cc_pg_dpmo);
PG_FUNCTION_INFO_V1(cc_pg_sigma_level);
PG_FUNCTION_INFO_V1(cc_pg_cost_of_gap);
PG_FUNCTION_INFO_V1(cc_pg_fte_of_gap);
PG_FUNCTION_INFO_V1(cc_pg_benchmark_gap);
PG_FUNCTION_INFO_V1(cc_pg_maturity_level);
PG_FUNCTION_INFO_V1(cc_pg_repeat_contact);
PG_FUNCTION_INFO_V1(cc_pg_benchmark);
PG_FUNCTION_INFO_V1(cc_pg_icmi_modules);
PG_FUNCTION_INFO_V1(cc_pg_icmi_objectives);
PG_FUNCTION_INFO_V1(cc_pg_value_layers);
PG_FUNCTION_INFO_V1(cc_pg_cmm_dimensions);
PG_FUNCTION_INFO_V1(cc_pg_cmm_levels);
PG_FUNCTION_INFO_V1(cc_pg_rater_dimensions);
PG_FUNCTION_INFO_V1(cc_pg_kpi_catalog);

/* The elements of a float8[]; a NULL one becomes NaN, which none may be. */
static float8 *
array_numbers(const char *name, ArrayType *array, int *count)
{
	Datum *elements;
	bool *nulls;
	float8 *numbers;

	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &elements, &nulls, count);
	numbers = palloc(sizeof(float8) * Max(*count, 1));
	for (int i = 0; i < *count; i++)
		numbers[i] =
			nulls[i]
				? get_float8_nan()
				: cc_check_domain(name, DatumGetFloat8(elements[i]), CC_FINITE);
	return numbers;
}

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
	x = array_numbers("observations", PG_GETARG_ARRAYTYPE_P(0), &count);
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
	defects = array_numbers("defects", PG_GETARG_ARRAYTYPE_P(0), &count);
	units = array_numbers("units", PG_GETARG_ARRAYTYPE_P(1), &unit_count);
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
	x = array_numbers("observations", PG_GETARG_ARRAYTYPE_P(0), &count);
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
	x = array_numbers("observations", PG_GETARG_ARRAYTYPE_P(0), &count);
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

	cc_benchmark_find(metric, &row);
	values[0] = CStringGetTextDatum(cc_benchmark_metrics[metric]);
	values[1] = Float8GetDatum(value);
	values[2] = Float8GetDatum(row.median);
	values[3] = Float8GetDatum(row.mean);
	cc_put_number(values, nulls, 4, row.sd);
	values[5] = Float8GetDatum(value - row.mean);
	values[6] = Float8GetDatum(value - row.median);
	values[7] = Float8GetDatum(value / row.median);
	cc_put_number(values, nulls, 8, (value - row.mean) / row.sd);
	nulls[9] = row.better == NULL || strcmp(row.better, "band") == 0;
	if (!nulls[9])
	{
		bool low = strcmp(row.better, "low") == 0;
		float8 excess = low ? value - row.mean : row.mean - value;

		values[9] = CStringGetTextDatum(excess > 0	 ? "worse"
										: excess < 0 ? "better"
													 : "equal");
	}
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

	scores = array_numbers("scores", array, &count);
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
	TimestampTz ended, as_of;
	float8 days, last;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	ended = PG_GETARG_TIMESTAMPTZ(0);
	days = CC_ARG_FLOAT8(2, "days", CC_POSITIVE);
	as_of = PG_GETARG_TIMESTAMPTZ(3);
	if (TIMESTAMP_NOT_FINITE(ended))
		PG_RETURN_NULL();
	last = (float8) ended + days * SECS_PER_DAY * USECS_PER_SEC;

	if (!PG_ARGISNULL(1))
	{
		TimestampTz next = PG_GETARG_TIMESTAMPTZ(1);

		if (next > ended && next <= as_of && (float8) next <= last)
			PG_RETURN_BOOL(true);
	}
	/* Not repeated yet says nothing before the window has closed. */
	if (!TIMESTAMP_IS_NOEND(as_of) && (float8) as_of < last)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(false);
}

static Datum
reference_rows(FunctionCallInfo fcinfo, const cc_reference *table)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	AttInMetadata *input;
	char **cells;

	InitMaterializedSRF(fcinfo, 0);
	if (rsinfo->setDesc->natts != table->columns)
		elog(ERROR, "reference data has %d columns, its function %d",
			 table->columns, rsinfo->setDesc->natts);
	input = TupleDescGetAttInMetadata(rsinfo->setDesc);
	cells = palloc(sizeof(char *) * table->columns);
	for (int row = 0; row < table->rows; row++)
	{
		for (int column = 0; column < table->columns; column++)
		{
			const char *cell = table->cells[row * table->columns + column];

			cells[column] =
				cell ? pg_any_to_server(cell, strlen(cell), PG_UTF8) : NULL;
		}
		tuplestore_puttuple(rsinfo->setResult,
							BuildTupleFromCStrings(input, cells));
	}
	return (Datum) 0;
}

Datum
cc_pg_benchmark(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_benchmark);
}

Datum
cc_pg_icmi_modules(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_icmi_modules);
}

Datum
cc_pg_icmi_objectives(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_icmi_objectives);
}

Datum
cc_pg_value_layers(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_value_layers);
}

Datum
cc_pg_cmm_dimensions(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_cmm_dimensions);
}

Datum
cc_pg_cmm_levels(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_cmm_levels);
}

Datum
cc_pg_rater_dimensions(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_rater_dimensions);
}

Datum
cc_pg_kpi_catalog(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_kpi_catalog);
}
