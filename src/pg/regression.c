/*
 * regression.c
 *		SQL bindings of drivers: regression and driver importance.
 */
#include "pg/comoments.h"

#include <math.h>

#include "funcapi.h"
#include "utils/builtins.h"

#include "core/distributions.h"
#include "core/regression.h"

/* The fit of (comoments, outcome, drivers) with its drivers' items. */
static void
fit_arguments(FunctionCallInfo fcinfo, cc_weight_kind kind,
			  const cc_comoments **state, int **driver, cc_regression *fit)
{
	int outcome;
	int drivers;
	cc_error error;

	*state = CC_ARG_COMOMENTS(0);
	outcome = cc_item_argument("outcome", *state, PG_GETARG_TEXT_PP(1));
	drivers =
		cc_items_argument("drivers", *state, PG_GETARG_ARRAYTYPE_P(2), driver);
	if (cc_regression_fit(*state, outcome, *driver, drivers, kind,
						  palloc(cc_regression_work(drivers) * sizeof(double)),
						  fit, &error) != CC_OK)
		cc_report(NULL, &error);
}

/* estimate, std_error, t, p, ..., lower, upper */
static void
put_estimate(Datum *values, bool *nulls, double estimate, double std_error,
			 double df, double level)
{
	double t = std_error > 0 ? estimate / std_error : NAN;
	double reach = df > 0 ? cc_t_critical(level, df) * std_error : NAN;

	cc_put_number(values, nulls, 1, estimate);
	cc_put_number(values, nulls, 2, std_error);
	cc_put_number(values, nulls, 3, cc_number_or_none(t));
	cc_put_number(values, nulls, 4, isnan(t) ? NAN : cc_t_two_sided(t, df));
	cc_put_number(values, nulls, 7, cc_number_or_none(estimate - reach));
	cc_put_number(values, nulls, 8, cc_number_or_none(estimate + reach));
}

/* The rows of regression(). */
static void
put_terms(FunctionCallInfo fcinfo, const cc_comoments *state, const int *driver,
		  const cc_regression *fit, double level)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = -1; i < fit->drivers; i++)
	{
		Datum values[9];
		bool nulls[9];

		memset(nulls, true, sizeof(nulls));
		nulls[0] = false;
		values[0] = CStringGetTextDatum(
			i < 0 ? "(Intercept)" : cc_comoments_name(state, driver[i]));
		if (fit->reason[0] == '\0' && i < 0)
			put_estimate(values, nulls, fit->intercept, fit->intercept_error,
						 fit->df, level);
		else if (fit->reason[0] == '\0')
		{
			put_estimate(values, nulls, fit->estimate[i], fit->std_error[i],
						 fit->df, level);
			cc_put_number(values, nulls, 5, fit->beta[i]);
			cc_put_number(values, nulls, 6, fit->inverse[i * fit->drivers + i]);
		}
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
}

PG_FUNCTION_INFO_V1(cc_pg_regression);

Datum
cc_pg_regression(PG_FUNCTION_ARGS)
{
	double level = CC_ARG_FLOAT8(3, "level", CC_OPEN_FRACTION);
	cc_weight_kind kind = CC_ARG_NAME(4, "weight_kind", cc_weight_kinds);
	const cc_comoments *state;
	int *driver;
	cc_regression fit;

	fit_arguments(fcinfo, kind, &state, &driver, &fit);
	put_terms(fcinfo, state, driver, &fit, level);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_regression_groups);

Datum
cc_pg_regression_groups(PG_FUNCTION_ARGS)
{
	const cc_comoment_groups *groups = CC_ARG_COMOMENT_GROUPS(0);
	double level = CC_ARG_FLOAT8(3, "level", CC_OPEN_FRACTION);
	cc_comoments *total =
		cc_new_comoments(groups->items, cc_comoment_groups_names(groups),
						 groups->names_length, false);
	int outcome = cc_item_argument("outcome", total, PG_GETARG_TEXT_PP(1));
	int *driver;
	int drivers =
		cc_items_argument("drivers", total, PG_GETARG_ARRAYTYPE_P(2), &driver);
	size_t work = 2 * cc_regression_work(drivers) + 2 * (drivers + 1);
	cc_regression fit;
	cc_error error;

	if (cc_regression_jackknife(groups, total, outcome, driver, drivers,
								palloc(work * sizeof(double)), &fit,
								cc_poll_interrupts, &error) != CC_OK)
		cc_report(NULL, &error);
	put_terms(fcinfo, total, driver, &fit, level);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_regression_fit);

Datum
cc_pg_regression_fit(PG_FUNCTION_ARGS)
{
	cc_weight_kind kind = CC_ARG_NAME(3, "weight_kind", cc_weight_kinds);
	const cc_comoments *state;
	int *driver;
	cc_regression fit;
	Datum values[9];
	bool nulls[9];

	fit_arguments(fcinfo, kind, &state, &driver, &fit);
	memset(nulls, true, sizeof(nulls));
	cc_put_number(values, nulls, 0, fit.size);
	cc_put_number(values, nulls, 1, fit.df);
	if (fit.reason[0] == '\0')
	{
		int p = fit.drivers;
		double f_p;

		cc_put_number(values, nulls, 2, fit.r_squared);
		cc_put_number(values, nulls, 3, cc_regression_adjusted(&fit));
		cc_put_number(values, nulls, 4, fit.sigma);
		cc_put_number(values, nulls, 5, cc_regression_f(&fit, &f_p));
		cc_put_number(values, nulls, 6, f_p);
		cc_put_number(
			values, nulls, 7,
			cc_condition_number(&fit, palloc((2 * p * p + p) * sizeof(double)),
								cc_poll_interrupts));
	}
	else
	{
		nulls[8] = false;
		values[8] = CStringGetTextDatum(fit.reason);
	}
	return cc_result_row(fcinfo, values, nulls);
}

PG_FUNCTION_INFO_V1(cc_pg_driver_importance);

Datum
cc_pg_driver_importance(PG_FUNCTION_ARGS)
{
	cc_importance_method method =
		CC_ARG_NAME(3, "method", cc_importance_methods);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const cc_comoments *state;
	int *driver;
	cc_regression fit;
	double *importance;
	double total = 0;
	cc_error error;

	fit_arguments(fcinfo, CC_ANALYTIC_WEIGHTS, &state, &driver, &fit);
	importance = palloc(fit.drivers * sizeof(double));
	if (fit.reason[0] == '\0' &&
		cc_driver_importance(
			fit.correlation, fit.with_outcome, fit.drivers, method, importance,
			palloc(cc_driver_importance_work(fit.drivers) * sizeof(double)),
			cc_poll_interrupts, &error) != CC_OK)
		cc_report(NULL, &error);
	for (int i = 0; fit.reason[0] == '\0' && i < fit.drivers; i++)
		total += importance[i];

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < fit.drivers; i++)
	{
		Datum values[6];
		bool nulls[6];
		int rank = 1;

		memset(nulls, true, sizeof(nulls));
		nulls[0] = false;
		values[0] = CStringGetTextDatum(cc_comoments_name(state, driver[i]));
		if (fit.reason[0] == '\0')
		{
			for (int j = 0; j < fit.drivers; j++)
				rank += importance[j] > importance[i];
			cc_put_number(values, nulls, 1, importance[i]);
			cc_put_number(values, nulls, 2,
						  cc_number_or_none(importance[i] / total));
			values[3] = Int32GetDatum(rank);
			nulls[3] = false;
			cc_put_number(values, nulls, 5, fit.beta[i]);
		}
		if (cc_comoments_pair_n(state, driver[i], driver[i]) > 0)
			cc_put_number(values, nulls, 4,
						  cc_comoments_mean(state, driver[i]));
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
