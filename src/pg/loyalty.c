/*
 * loyalty.c
 *		SQL bindings of drivers: NPS, CSAT, CES, gaps, RATER, penalty and
 *		reward.
 */
#include "pg/comoments.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "core/distributions.h"
#include "core/loyalty.h"
#include "core/regression.h"

#define STATE_LENGTH ((int) (sizeof(cc_answers) / sizeof(double)))

/* Limits of estimates. */
#define LEVEL 0.95

/* The sums in a state array, which may also come from a user. */
static cc_answers *
answers_of(ArrayType *array)
{
	cc_answers *state = (cc_answers *) ARR_DATA_PTR(array);

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != STATE_LENGTH ||
		ARR_HASNULL(array) || ARR_ELEMTYPE(array) != FLOAT8OID ||
		!cc_answers_valid(state))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid state of a loyalty metric"),
						errdetail("It must be an array of %d finite numbers, "
								  "counts not negative.",
								  STATE_LENGTH)));
	return state;
}

/* One answer: in place within an aggregate, else into a copy. */
static Datum
add_answer(FunctionCallInfo fcinfo, double z, double weight)
{
	ArrayType *array = AggCheckCallContext(fcinfo, NULL)
						   ? PG_GETARG_ARRAYTYPE_P(0)
						   : PG_GETARG_ARRAYTYPE_P_COPY(0);

	if (!(weight == 0 || (weight >= CC_COMOMENTS_MIN_WEIGHT &&
						  weight <= CC_COMOMENTS_MAX_VALUE)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"weight\": %g", weight),
				 errdetail("It must be zero or from %g to %g.",
						   CC_COMOMENTS_MIN_WEIGHT, CC_COMOMENTS_MAX_VALUE)));
	cc_answers_add(answers_of(array), z, weight);
	PG_RETURN_ARRAYTYPE_P(array);
}

static void
out_of_scale(double score, const char *allowed)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid value for argument \"score\": %g", score),
					errdetail("It must be %s.", allowed)));
}

static double
nps_answer(FunctionCallInfo fcinfo)
{
	double score = PG_GETARG_FLOAT8(1);

	if (!(score >= 0 && score <= 10))
		out_of_scale(score, "an answer from 0 to 10");
	return cc_nps_class(score);
}

static double
answer_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	double answer = CC_ARG_FLOAT8(argument, name, CC_FINITE);

	if (fabs(answer) > CC_COMOMENTS_MAX_VALUE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"%s\": %g", name, answer),
				 errdetail("It must be a number within +-%g.",
						   CC_COMOMENTS_MAX_VALUE)));
	return answer;
}

PG_FUNCTION_INFO_V1(cc_pg_nps_step);

Datum
cc_pg_nps_step(PG_FUNCTION_ARGS)
{
	return add_answer(fcinfo, nps_answer(fcinfo), 1);
}

PG_FUNCTION_INFO_V1(cc_pg_nps_step_weight);

Datum
cc_pg_nps_step_weight(PG_FUNCTION_ARGS)
{
	return add_answer(fcinfo, nps_answer(fcinfo), PG_GETARG_FLOAT8(2));
}

PG_FUNCTION_INFO_V1(cc_pg_csat_step);

Datum
cc_pg_csat_step(PG_FUNCTION_ARGS)
{
	double score = PG_GETARG_FLOAT8(1);

	if (!(score >= 1 && score <= 5))
		out_of_scale(score, "an answer from 1 to 5; for another scale name "
							"its lowest top answer");
	return add_answer(fcinfo, score >= 4, 1);
}

PG_FUNCTION_INFO_V1(cc_pg_csat_step_top);

Datum
cc_pg_csat_step_top(PG_FUNCTION_ARGS)
{
	double score = CC_ARG_FLOAT8(1, "score", CC_FINITE);
	double top = CC_ARG_FLOAT8(2, "top", CC_FINITE);

	return add_answer(fcinfo, score >= top, 1);
}

PG_FUNCTION_INFO_V1(cc_pg_csat_step_weight);

Datum
cc_pg_csat_step_weight(PG_FUNCTION_ARGS)
{
	double score = CC_ARG_FLOAT8(1, "score", CC_FINITE);
	double top = CC_ARG_FLOAT8(2, "top", CC_FINITE);

	return add_answer(fcinfo, score >= top, PG_GETARG_FLOAT8(3));
}

PG_FUNCTION_INFO_V1(cc_pg_ces_step);

Datum
cc_pg_ces_step(PG_FUNCTION_ARGS)
{
	return add_answer(fcinfo, answer_argument(fcinfo, 1, "score"), 1);
}

PG_FUNCTION_INFO_V1(cc_pg_ces_step_weight);

Datum
cc_pg_ces_step_weight(PG_FUNCTION_ARGS)
{
	return add_answer(fcinfo, answer_argument(fcinfo, 1, "score"),
					  PG_GETARG_FLOAT8(2));
}

static double
gap_answer(FunctionCallInfo fcinfo)
{
	return answer_argument(fcinfo, 2, "perception") -
		   answer_argument(fcinfo, 1, "expectation");
}

PG_FUNCTION_INFO_V1(cc_pg_servqual_gap_step);

Datum
cc_pg_servqual_gap_step(PG_FUNCTION_ARGS)
{
	return add_answer(fcinfo, gap_answer(fcinfo), 1);
}

PG_FUNCTION_INFO_V1(cc_pg_servqual_gap_step_weight);

Datum
cc_pg_servqual_gap_step_weight(PG_FUNCTION_ARGS)
{
	return add_answer(fcinfo, gap_answer(fcinfo), PG_GETARG_FLOAT8(3));
}

PG_FUNCTION_INFO_V1(cc_pg_answers_merge);

Datum
cc_pg_answers_merge(PG_FUNCTION_ARGS)
{
	ArrayType *a = AggCheckCallContext(fcinfo, NULL)
					   ? PG_GETARG_ARRAYTYPE_P(0)
					   : PG_GETARG_ARRAYTYPE_P_COPY(0);

	cc_answers_merge(answers_of(a), answers_of(PG_GETARG_ARRAYTYPE_P(1)));
	PG_RETURN_ARRAYTYPE_P(a);
}

PG_FUNCTION_INFO_V1(cc_pg_answers_mean);

Datum
cc_pg_answers_mean(PG_FUNCTION_ARGS)
{
	CC_RETURN_NUMBER(cc_answers_mean(answers_of(PG_GETARG_ARRAYTYPE_P(0))));
}

static Datum
estimate_result(FunctionCallInfo fcinfo,
				cc_estimate (*method)(const cc_answers *, double))
{
	const cc_answers *state = answers_of(PG_GETARG_ARRAYTYPE_P(0));
	Datum values[5];
	bool nulls[5];

	memset(nulls, true, sizeof(nulls));
	values[0] = Int64GetDatum((int64) Min(state->n, 0x1p62));
	nulls[0] = false;
	if (state->n > 0)
	{
		cc_estimate estimate = method(state, LEVEL);

		cc_put_number(values, nulls, 1, estimate.value);
		cc_put_number(values, nulls, 2, estimate.std_error);
		cc_put_number(values, nulls, 3, estimate.lower);
		cc_put_number(values, nulls, 4, estimate.upper);
	}
	return cc_result_row(fcinfo, values, nulls);
}

PG_FUNCTION_INFO_V1(cc_pg_nps_estimate);

Datum
cc_pg_nps_estimate(PG_FUNCTION_ARGS)
{
	return estimate_result(fcinfo, cc_nps_estimate);
}

PG_FUNCTION_INFO_V1(cc_pg_share_estimate);

Datum
cc_pg_share_estimate(PG_FUNCTION_ARGS)
{
	return estimate_result(fcinfo, cc_share_estimate);
}

PG_FUNCTION_INFO_V1(cc_pg_mean_estimate);

Datum
cc_pg_mean_estimate(PG_FUNCTION_ARGS)
{
	return estimate_result(fcinfo, cc_mean_estimate);
}

/* ---- from co-moments ---- */

PG_FUNCTION_INFO_V1(cc_pg_rater_index);

Datum
cc_pg_rater_index(PG_FUNCTION_ARGS)
{
	const cc_comoments *state = CC_ARG_COMOMENTS(0);
	int *item;
	int items =
		cc_items_argument("items", state, PG_GETARG_ARRAYTYPE_P(1), &item);
	ArrayType *dimensions = PG_GETARG_ARRAYTYPE_P(2);
	double minimum = CC_ARG_FLOAT8(3, "scale_min", CC_FINITE);
	double maximum = CC_ARG_FLOAT8(4, "scale_max", CC_FINITE);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum *dimension;
	bool *null;
	int count;
	int *member = palloc(Max(items, 1) * sizeof(int));

	if (!(maximum > minimum))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"scale_max\": %g", maximum),
			 errdetail("It must be greater than scale_min, %g.", minimum)));
	deconstruct_array(dimensions, TEXTOID, -1, false, TYPALIGN_INT, &dimension,
					  &null, &count);
	if (count != items || ARR_NDIM(dimensions) > 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"dimensions\" must have one element "
							   "for each of the %d items, not %d",
							   items, count)));
	for (int i = 0; i < count; i++)
	{
		if (null[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"dimensions\" must not contain NULL")));
	}
	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < count; i++)
	{
		char *name = TextDatumGetCString(dimension[i]);
		int members = 0;
		bool first = true;
		bool observed = true;
		cc_scale scale;
		Datum values[5];
		bool nulls[5] = {false, false};

		for (int j = 0; j < count; j++)
		{
			if (strcmp(name, TextDatumGetCString(dimension[j])) != 0)
				continue;
			first &= j >= i;
			observed &= cc_comoments_pair_n(state, item[j], item[j]) > 0;
			member[members++] = item[j];
		}
		if (!first)
			continue;
		cc_scale_summary(state, member, members, minimum, maximum, &scale);
		values[0] = dimension[i];
		values[1] = Int32GetDatum(members);
		cc_put_number(values, nulls, 2, observed ? scale.mean : NAN);
		cc_put_number(values, nulls, 3, scale.stddev);
		cc_put_number(values, nulls, 4, scale.alpha);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* The item of an attribute's low or high ratings. */
static int
rating_item(const cc_comoments *state, const char *attribute, text *suffix)
{
	return cc_item_argument(
		"attributes", state,
		cstring_to_text(psprintf("%s%s", attribute, text_to_cstring(suffix))));
}

PG_FUNCTION_INFO_V1(cc_pg_penalty_reward);

Datum
cc_pg_penalty_reward(PG_FUNCTION_ARGS)
{
	const cc_comoments *state = CC_ARG_COMOMENTS(0);
	int outcome = cc_item_argument("outcome", state, PG_GETARG_TEXT_PP(1));
	text *low = PG_GETARG_TEXT_PP(3);
	text *high = PG_GETARG_TEXT_PP(4);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum *attribute;
	bool *null;
	int count;
	int *driver;
	cc_regression fit;
	cc_error error;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(2), TEXTOID, -1, false,
					  TYPALIGN_INT, &attribute, &null, &count);
	if (count > state->items)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"attributes\" names %d attributes, "
							   "but there are only %u items",
							   count, state->items)));
	driver = palloc(2 * Max(count, 1) * sizeof(int));
	for (int i = 0; i < count; i++)
	{
		char *name;

		if (null[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"attributes\" must not contain NULL")));
		name = TextDatumGetCString(attribute[i]);
		driver[2 * i] = rating_item(state, name, low);
		driver[2 * i + 1] = rating_item(state, name, high);
	}
	if (cc_regression_fit(
			state, outcome, driver, 2 * count, CC_FREQUENCY_WEIGHTS,
			palloc(cc_regression_work(2 * count) * sizeof(double)), &fit,
			&error) != CC_OK)
		cc_report(NULL, &error);

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < count; i++)
	{
		Datum values[8];
		bool nulls[8];
		double p[2];

		memset(nulls, true, sizeof(nulls));
		values[0] = attribute[i];
		nulls[0] = false;
		for (int j = 0; j < 2 && fit.reason[0] == '\0'; j++)
		{
			double estimate = fit.estimate[2 * i + j];
			double std_error = fit.std_error[2 * i + j];

			p[j] = std_error > 0 ? cc_t_two_sided(estimate / std_error, fit.df)
								 : NAN;
			cc_put_number(values, nulls, 1 + 3 * j, estimate);
			cc_put_number(values, nulls, 2 + 3 * j, std_error);
			cc_put_number(values, nulls, 3 + 3 * j, p[j]);
		}
		if (fit.reason[0] == '\0' && !isnan(p[0]) && !isnan(p[1]))
		{
			values[7] =
				CStringGetTextDatum(cc_attribute_kind(p[0], p[1], 1 - LEVEL));
			nulls[7] = false;
		}
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
