/*
 * logistic.c
 *		SQL bindings of drivers: logistic and ordinal regression.
 */
#include "pg/model_rows.h"

#include "catalog/pg_type.h"
#include "common/pg_prng.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "core/logistic.h"

/* ---- arguments ---- */

static void
no_such_item(const char *argument, const cc_model_rows *rows, text *name)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < rows->items && list.len < 500; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "",
						 cc_model_rows_name(rows, i));
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid value for argument \"%s\": \"%s\"",
						   argument, text_to_cstring(name)),
					errdetail("The items are: %s.", list.data)));
}

static int
item_argument(const char *argument, const cc_model_rows *rows, text *name)
{
	int item =
		cc_model_rows_find(rows, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (item < 0)
		no_such_item(argument, rows, name);
	return item;
}

static void
terms_argument(cc_model *model, ArrayType *drivers)
{
	Datum *driver;
	bool *null;
	int count;
	cc_model_term *term;
	const char **name;

	if (ARR_NDIM(drivers) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must have one dimension", "drivers")));
	deconstruct_array(drivers, TEXTOID, -1, false, TYPALIGN_INT, &driver, &null,
					  &count);
	if (count > CC_COMOMENTS_MAX_ITEMS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("argument \"%s\" names more than %d drivers",
							   "drivers", CC_COMOMENTS_MAX_ITEMS)));
	term = palloc(Max(count, 1) * sizeof(cc_model_term));
	name = palloc(Max(count, 1) * sizeof(char *));
	for (int i = 0; i < count; i++)
	{
		text *one;

		if (null[i])
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("argument \"%s\" must not contain NULL",
								   "drivers")));
		one = DatumGetTextPP(driver[i]);
		if (!cc_model_term_parse(model->rows, VARDATA_ANY(one),
								 VARSIZE_ANY_EXHDR(one), &term[i]))
			no_such_item("drivers", model->rows, one);
		name[i] = text_to_cstring(one);
	}
	model->term = term;
	model->name = name;
	model->terms = count;
}

/* (rows, outcome, drivers), and with them level, cluster and robust. */
static void
model_arguments(FunctionCallInfo fcinfo, cc_model *model)
{
	model->rows = CC_ARG_MODEL_ROWS(0);
	model->outcome =
		item_argument("outcome", model->rows, PG_GETARG_TEXT_PP(1));
	terms_argument(model, PG_GETARG_ARRAYTYPE_P(2));
	model->errors = CC_MODEL_BASED;
	model->cluster = -1;
	if (PG_NARGS() > 3 && PG_GETARG_BOOL(5))
		model->errors = CC_ROBUST;
	if (PG_NARGS() > 3 && !PG_ARGISNULL(4))
	{
		model->errors = CC_CLUSTERED;
		model->cluster =
			item_argument("cluster", model->rows, PG_GETARG_TEXT_PP(4));
	}
}

/* Whether any argument but cluster is NULL, which leaves no rows. */
static bool
some_argument_is_null(FunctionCallInfo fcinfo)
{
	for (int i = 0; i < PG_NARGS(); i++)
	{
		if (i != 4 && PG_ARGISNULL(i))
			return true;
	}
	return false;
}

typedef cc_status (*levels_function)(const cc_model_rows *, int, double *,
									 int *, cc_poll, cc_error *);

static void
fit_arguments(FunctionCallInfo fcinfo, levels_function find_levels,
			  cc_model *model, double *level, cc_logistic *fit)
{
	int levels;
	Size work;
	cc_error error;

	model_arguments(fcinfo, model);
	if (find_levels(model->rows, model->outcome, level, &levels,
					cc_poll_interrupts, &error) != CC_OK)
		cc_report(NULL, &error);
	work = cc_logistic_work(model->rows->used, model->terms, levels);
	if (cc_logistic_fit(model, level, levels,
						cc_alloc_huge(work * sizeof(double)), fit,
						cc_poll_interrupts, &error) != CC_OK)
		cc_report(NULL, &error);
}

/* ---- results ---- */

/* From a column on: estimate, std_error, z, p, lower, upper. */
static void
put_wald(Datum *values, bool *nulls, int column, cc_wald wald)
{
	cc_put_number(values, nulls, column, wald.estimate);
	cc_put_number(values, nulls, column + 1, wald.std_error);
	cc_put_number(values, nulls, column + 2, wald.z);
	cc_put_number(values, nulls, column + 3, wald.p);
	cc_put_number(values, nulls, column + 4, wald.lower);
	cc_put_number(values, nulls, column + 5, wald.upper);
}

/* A term with a parameter of the fit, times sign; and its odds ratio. */
static void
put_term(FunctionCallInfo fcinfo, const cc_logistic *fit, const char *term,
		 int parameter, double sign, double level)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum values[10];
	bool nulls[10];

	memset(nulls, true, sizeof(nulls));
	nulls[0] = false;
	values[0] = CStringGetTextDatum(term);
	if (fit->reason[0] == '\0')
	{
		cc_wald wald = cc_logistic_wald(fit, parameter, sign, level);

		put_wald(values, nulls, 1, wald);
		cc_put_number(values, nulls, 7, cc_odds(wald.estimate));
		cc_put_number(values, nulls, 8, cc_odds(wald.lower));
		cc_put_number(values, nulls, 9, cc_odds(wald.upper));
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(cc_pg_logistic_regression);

Datum
cc_pg_logistic_regression(PG_FUNCTION_ARGS)
{
	cc_model model;
	double levels[CC_MODEL_MAX_LEVELS];
	double level;
	cc_logistic fit;

	InitMaterializedSRF(fcinfo, 0);
	if (some_argument_is_null(fcinfo))
		return (Datum) 0;
	level = CC_ARG_FLOAT8(3, "level", CC_OPEN_FRACTION);
	fit_arguments(fcinfo, cc_binary_levels, &model, levels, &fit);
	put_term(fcinfo, &fit, "(intercept)", model.terms, -1, level);
	for (int i = 0; i < model.terms; i++)
		put_term(fcinfo, &fit, model.name[i], i, 1, level);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_ordinal_regression);

Datum
cc_pg_ordinal_regression(PG_FUNCTION_ARGS)
{
	cc_model model;
	double levels[CC_MODEL_MAX_LEVELS];
	double level;
	cc_logistic fit;

	InitMaterializedSRF(fcinfo, 0);
	if (some_argument_is_null(fcinfo))
		return (Datum) 0;
	level = CC_ARG_FLOAT8(3, "level", CC_OPEN_FRACTION);
	fit_arguments(fcinfo, cc_ordinal_levels, &model, levels, &fit);
	for (int i = 0; i < model.terms; i++)
		put_term(fcinfo, &fit, model.name[i], i, 1, level);
	for (int k = 0; k + 1 < fit.levels; k++)
	{
		char name[80];
		cc_printer printer;

		cc_printer_init(&printer, name, sizeof(name));
		cc_print_double(&printer, levels[k]);
		cc_print(&printer, "|");
		cc_print_double(&printer, levels[k + 1]);
		put_term(fcinfo, &fit, name, model.terms + k, 1, level);
	}
	return (Datum) 0;
}

/* The columns from null_deviance on that both fits have: up to mcfadden. */
static void
put_fit(Datum *values, bool *nulls, const cc_logistic *fit)
{
	cc_put_number(values, nulls, 2, fit->null_deviance);
	cc_put_number(values, nulls, 3, fit->deviance);
	cc_put_number(values, nulls, 4, cc_logistic_aic(fit));
	cc_put_number(values, nulls, 5, cc_logistic_mcfadden(fit));
}

PG_FUNCTION_INFO_V1(cc_pg_logistic_fit);

Datum
cc_pg_logistic_fit(PG_FUNCTION_ARGS)
{
	cc_model model;
	double levels[CC_MODEL_MAX_LEVELS];
	cc_logistic fit;
	Datum values[9];
	bool nulls[9];

	fit_arguments(fcinfo, cc_binary_levels, &model, levels, &fit);
	memset(nulls, true, sizeof(nulls));
	nulls[0] = nulls[1] = false;
	values[0] = Int64GetDatum(fit.n);
	values[1] = Int64GetDatum(fit.events);
	if (fit.reason[0] == '\0')
	{
		put_fit(values, nulls, &fit);
		cc_put_number(values, nulls, 6,
					  cc_logistic_auc(model.rows, &fit, cc_poll_interrupts));
		nulls[7] = false;
		values[7] = Int32GetDatum(fit.iterations);
	}
	else
	{
		nulls[8] = false;
		values[8] = CStringGetTextDatum(fit.reason);
	}
	PG_RETURN_DATUM(cc_result_row(fcinfo, values, nulls));
}

PG_FUNCTION_INFO_V1(cc_pg_ordinal_fit);

Datum
cc_pg_ordinal_fit(PG_FUNCTION_ARGS)
{
	cc_model model;
	double levels[CC_MODEL_MAX_LEVELS];
	cc_logistic fit;
	Datum values[8];
	bool nulls[8];

	fit_arguments(fcinfo, cc_ordinal_levels, &model, levels, &fit);
	memset(nulls, true, sizeof(nulls));
	nulls[0] = nulls[1] = false;
	values[0] = Int64GetDatum(fit.n);
	values[1] = Int32GetDatum(fit.levels);
	if (fit.reason[0] == '\0')
	{
		put_fit(values, nulls, &fit);
		nulls[6] = false;
		values[6] = Int32GetDatum(fit.iterations);
	}
	else
	{
		nulls[7] = false;
		values[7] = CStringGetTextDatum(fit.reason);
	}
	PG_RETURN_DATUM(cc_result_row(fcinfo, values, nulls));
}

/* The items among the terms, each once. */
static int
items_of(const cc_model *model, int *items)
{
	int count = 0;

	for (int i = 0; i < model->terms; i++)
	{
		for (int j = 0; j < model->term[i].factors; j++)
		{
			int k = 0;

			while (k < count && items[k] != model->term[i].item[j])
				k++;
			items[k] = model->term[i].item[j];
			count = Max(count, k + 1);
		}
	}
	return count;
}

PG_FUNCTION_INFO_V1(cc_pg_average_marginal_effects);

Datum
cc_pg_average_marginal_effects(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	cc_model model;
	double levels[CC_MODEL_MAX_LEVELS];
	double level;
	cc_logistic fit;
	double *gradient;
	int *items;
	int count;

	InitMaterializedSRF(fcinfo, 0);
	if (some_argument_is_null(fcinfo))
		return (Datum) 0;
	level = CC_ARG_FLOAT8(3, "level", CC_OPEN_FRACTION);
	fit_arguments(fcinfo, cc_binary_levels, &model, levels, &fit);
	gradient = palloc(fit.parameters * sizeof(double));
	items = palloc(model.rows->items * sizeof(int));
	count = items_of(&model, items);
	for (int i = 0; i < count; i++)
	{
		cc_marginal_effect effect;
		Datum values[8];
		bool nulls[8];

		memset(nulls, true, sizeof(nulls));
		nulls[0] = false;
		values[0] =
			CStringGetTextDatum(cc_model_rows_name(model.rows, items[i]));
		if (fit.reason[0] == '\0')
		{
			cc_average_marginal_effect(&model, &fit, items[i], gradient,
									   &effect, cc_poll_interrupts);
			nulls[1] = false;
			values[1] =
				CStringGetTextDatum(effect.difference ? "0 to 1" : "per unit");
			put_wald(values, nulls, 2,
					 cc_wald_of(effect.effect, effect.std_error, level));
		}
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

static double
uniform(void *context, cc_random_stream stream)
{
	return pg_prng_double(context);
}

PG_FUNCTION_INFO_V1(cc_pg_marginal_effect_draws);

Datum
cc_pg_marginal_effect_draws(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	cc_model model;
	double levels[CC_MODEL_MAX_LEVELS];
	int32 draws;
	cc_logistic fit;
	double *gradient;
	double *effect;
	double *covariance;
	double *z;
	double *draw;
	int *items;
	int count;
	pg_prng_state state;
	cc_simulation_host host = {uniform, NULL, &state, cc_poll_interrupts};

	InitMaterializedSRF(fcinfo, 0);
	if (some_argument_is_null(fcinfo))
		return (Datum) 0;
	draws = PG_GETARG_INT32(3);
	if (draws < 1 || draws > CC_EFFECT_MAX_DRAWS)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"%s\": %d", "draws", draws),
			 errdetail("It must be between 1 and %d.", CC_EFFECT_MAX_DRAWS)));
	fit_arguments(fcinfo, cc_binary_levels, &model, levels, &fit);
	items = palloc(model.rows->items * sizeof(int));
	count = items_of(&model, items);
	if (fit.reason[0] != '\0')
		return (Datum) 0;
	gradient = palloc(Max(count, 1) * fit.parameters * sizeof(double));
	effect = palloc((3 * count * count + 4 * count + 1) * sizeof(double));
	z = effect + count;
	draw = z + count;
	covariance = draw + count;
	for (int i = 0; i < count; i++)
	{
		cc_marginal_effect one;

		cc_average_marginal_effect(&model, &fit, items[i],
								   gradient + i * fit.parameters, &one,
								   cc_poll_interrupts);
		effect[i] = one.effect;
	}
	cc_effects_covariance(&fit, gradient, count, covariance);
	if (count > 0 && isnan(covariance[0])) /* a single cluster */
		return (Datum) 0;
	cc_covariance_root(covariance, count, covariance + count * count,
					   cc_poll_interrupts);
	pg_prng_seed(&state, (uint64) PG_GETARG_INT64(6));
	for (int32 i = 1; i <= draws; i++)
	{
		CHECK_FOR_INTERRUPTS();
		cc_effects_draw(effect, covariance, count, z, &host, draw);
		for (int j = 0; j < count; j++)
		{
			Datum values[3];
			bool nulls[3] = {false, false, false};

			values[0] = Int32GetDatum(i);
			values[1] =
				CStringGetTextDatum(cc_model_rows_name(model.rows, items[j]));
			cc_put_number(values, nulls, 2, draw[j]);
			tuplestore_putvalues(result->setResult, result->setDesc, values,
								 nulls);
		}
	}
	return (Datum) 0;
}
