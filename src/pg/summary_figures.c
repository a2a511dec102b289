/*
 * summary_figures.c
 *		SQL bindings of the queue summary: its accessors.
 */
#include "pg/summary.h"

#include <math.h>

#include "funcapi.h"
#include "utils/array.h"
#include "utils/float.h"

/* ---- counts ---- */

PG_FUNCTION_INFO_V1(cc_pg_offered);
PG_FUNCTION_INFO_V1(cc_pg_answered);
PG_FUNCTION_INFO_V1(cc_pg_abandoned);
PG_FUNCTION_INFO_V1(cc_pg_flowed_out);
PG_FUNCTION_INFO_V1(cc_pg_callbacks);
PG_FUNCTION_INFO_V1(cc_pg_blocked);
PG_FUNCTION_INFO_V1(cc_pg_still_open);
PG_FUNCTION_INFO_V1(cc_pg_system_errors);

#define COUNT_FUNCTION(name, expression)       \
	Datum name(PG_FUNCTION_ARGS)               \
	{                                          \
		cc_packed s;                           \
                                               \
		CC_ARG_SUMMARY(0, &s);                 \
		PG_RETURN_INT64((int64) (expression)); \
	}

COUNT_FUNCTION(cc_pg_offered, cc_offered(&s))
COUNT_FUNCTION(cc_pg_answered, s.count[CC_ANSWERED])
COUNT_FUNCTION(cc_pg_abandoned, s.count[CC_ABANDONED])
COUNT_FUNCTION(cc_pg_flowed_out, s.count[CC_FLOWED_OUT])
COUNT_FUNCTION(cc_pg_callbacks, s.count[CC_CALLBACK_REQUESTED])
COUNT_FUNCTION(cc_pg_blocked, s.count[CC_BLOCKED])
COUNT_FUNCTION(cc_pg_still_open, s.count[CC_OPEN])
COUNT_FUNCTION(cc_pg_system_errors, s.count[CC_SYSTEM_ERROR])

static int64
within(FunctionCallInfo fcinfo, cc_outcome outcome)
{
	cc_packed s;
	float8 threshold = CC_ARG_FLOAT8(1, "threshold", CC_NONNEGATIVE_OR_INF);
	uint64_t count;

	CC_ARG_SUMMARY(0, &s);
	if (!cc_waits_within(&s, outcome, threshold, &count))
		cc_check_fit(CC_MALFORMED);
	return (int64) count;
}

PG_FUNCTION_INFO_V1(cc_pg_answered_within);
PG_FUNCTION_INFO_V1(cc_pg_abandoned_within);

Datum
cc_pg_answered_within(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(within(fcinfo, CC_ANSWERED));
}

Datum
cc_pg_abandoned_within(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(within(fcinfo, CC_ABANDONED));
}

/* ---- ratios ---- */

PG_FUNCTION_INFO_V1(cc_pg_service_level);
PG_FUNCTION_INFO_V1(cc_pg_service_met);
PG_FUNCTION_INFO_V1(cc_pg_service_judged);
PG_FUNCTION_INFO_V1(cc_pg_abandonment_rate);

/* Met and judged of a summary: arguments s, threshold, variant, short_abandon. */
static cc_service
service_of(FunctionCallInfo fcinfo)
{
	cc_packed s;
	float8 threshold = CC_ARG_FLOAT8(1, "threshold", CC_NONNEGATIVE_OR_INF);
	cc_variant variant = CC_ARG_NAME(2, "variant", cc_variant_names);
	float8 short_abandon =
		CC_ARG_FLOAT8(3, "short_abandon", CC_NONNEGATIVE_OR_INF);
	cc_service service;

	if (cc_variant_uses_short(variant) && short_abandon > threshold)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"short_abandon\": %g",
					short_abandon),
			 errdetail("It must be at most the threshold, %g.", threshold)));
	CC_ARG_SUMMARY(0, &s);
	cc_check_fit(
		cc_service_counts(&s, threshold, variant, short_abandon, &service));
	return service;
}

Datum
cc_pg_service_level(PG_FUNCTION_ARGS)
{
	CC_RETURN_NUMBER(cc_service_level(service_of(fcinfo)));
}

Datum
cc_pg_service_met(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) service_of(fcinfo).met);
}

Datum
cc_pg_service_judged(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) service_of(fcinfo).judged);
}

Datum
cc_pg_abandonment_rate(PG_FUNCTION_ARGS)
{
	cc_packed s;
	int basis = CC_ARG_NAME(1, "basis", cc_abandonment_bases);
	float8 short_abandon =
		CC_ARG_FLOAT8(2, "short_abandon", CC_NONNEGATIVE_OR_INF);
	float8 rate;

	CC_ARG_SUMMARY(0, &s);
	cc_check_fit(cc_abandonment_rate(&s, basis, short_abandon, &rate));
	CC_RETURN_NUMBER(rate);
}

PG_FUNCTION_INFO_V1(cc_pg_answer_rate);
PG_FUNCTION_INFO_V1(cc_pg_flow_out_rate);
PG_FUNCTION_INFO_V1(cc_pg_blockage);
PG_FUNCTION_INFO_V1(cc_pg_longest_wait);
PG_FUNCTION_INFO_V1(cc_pg_mean_patience);
PG_FUNCTION_INFO_V1(cc_pg_aht);
PG_FUNCTION_INFO_V1(cc_pg_mean_talk);
PG_FUNCTION_INFO_V1(cc_pg_mean_hold);
PG_FUNCTION_INFO_V1(cc_pg_mean_acw);
PG_FUNCTION_INFO_V1(cc_pg_aht_stddev);
PG_FUNCTION_INFO_V1(cc_pg_asa);
PG_FUNCTION_INFO_V1(cc_pg_mean_time_to_abandon);
PG_FUNCTION_INFO_V1(cc_pg_mean_wait);

#define NUMBER_FUNCTION(name, expression) \
	Datum name(PG_FUNCTION_ARGS)          \
	{                                     \
		cc_packed s;                      \
                                          \
		CC_ARG_SUMMARY(0, &s);            \
		CC_RETURN_NUMBER(expression);     \
	}

NUMBER_FUNCTION(cc_pg_answer_rate, cc_divide((double) s.count[CC_ANSWERED],
											 (double) cc_offered(&s)))
NUMBER_FUNCTION(cc_pg_flow_out_rate, cc_divide((double) s.count[CC_FLOWED_OUT],
											   (double) cc_offered(&s)))
NUMBER_FUNCTION(cc_pg_blockage,
				cc_divide((double) s.count[CC_BLOCKED],
						  (double) (s.count[CC_BLOCKED] + cc_offered(&s))))

/* ---- seconds ---- */

NUMBER_FUNCTION(cc_pg_longest_wait, cc_longest_wait(&s))
NUMBER_FUNCTION(cc_pg_mean_patience, cc_mean_patience(&s))
NUMBER_FUNCTION(cc_pg_aht, cc_mean_spent(&s, CC_HANDLE))
NUMBER_FUNCTION(cc_pg_mean_talk, cc_mean_spent(&s, CC_TALK))
NUMBER_FUNCTION(cc_pg_mean_hold, cc_mean_spent(&s, CC_HOLD))
NUMBER_FUNCTION(cc_pg_mean_acw, cc_mean_spent(&s, CC_ACW))
NUMBER_FUNCTION(cc_pg_aht_stddev, cc_handle_stddev(&s))

static float8
mean_wait(const cc_packed *s, unsigned outcomes)
{
	float8 mean;

	cc_check_fit(cc_mean_wait(s, outcomes, &mean));
	return mean;
}

NUMBER_FUNCTION(cc_pg_asa, mean_wait(&s, 1u << CC_ANSWERED))
NUMBER_FUNCTION(cc_pg_mean_time_to_abandon, mean_wait(&s, 1u << CC_ABANDONED))
NUMBER_FUNCTION(cc_pg_mean_wait, mean_wait(&s, (1u << CC_WAITING) - 1))

PG_FUNCTION_INFO_V1(cc_pg_wait_quantile);

Datum
cc_pg_wait_quantile(PG_FUNCTION_ARGS)
{
	cc_packed s;
	float8 q = CC_ARG_FLOAT8(1, "q", CC_FRACTION);
	int which = CC_ARG_NAME(2, "which", cc_wait_selections);
	float8 quantile;

	CC_ARG_SUMMARY(0, &s);
	cc_check_fit(cc_wait_quantile(&s, q, which, &quantile));
	CC_RETURN_NUMBER(quantile);
}

/* ---- rows ---- */

PG_FUNCTION_INFO_V1(cc_pg_wait_histogram);

/* Ascending bounds in seconds, or 22023. */
static float8 *
bounds_argument(ArrayType *array, int *n)
{
	float8 *bounds = (float8 *) ARR_DATA_PTR(array);

	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (ARR_NDIM(array) > 1 || array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"bounds\""),
						errdetail("It must have one dimension and no nulls.")));
	for (int i = 0; i < *n; i++)
	{
		if (!(bounds[i] >= 0) || (i > 0 && bounds[i] <= bounds[i - 1]))
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("invalid value for argument \"bounds\": "
								   "%g in place %d",
								   bounds[i], i + 1),
							errdetail("Bounds must be zero or positive "
									  "seconds in ascending order.")));
	}
	return bounds;
}

Datum
cc_pg_wait_histogram(PG_FUNCTION_ARGS)
{
	cc_packed s;
	int n;
	float8 *bounds = bounds_argument(PG_GETARG_ARRAYTYPE_P(1), &n);
	uint64_t *answered = palloc(((Size) n + 1) * sizeof(uint64_t));
	uint64_t *abandoned = palloc(((Size) n + 1) * sizeof(uint64_t));
	ReturnSetInfo *rows = (ReturnSetInfo *) fcinfo->resultinfo;

	CC_ARG_SUMMARY(0, &s);
	cc_check_fit(cc_wait_histogram(&s, CC_ANSWERED, bounds, n, answered));
	cc_check_fit(cc_wait_histogram(&s, CC_ABANDONED, bounds, n, abandoned));
	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i <= n; i++)
	{
		Datum values[3];
		bool nulls[3] = {false, false, false};

		CHECK_FOR_INTERRUPTS();
		/* nothing is beyond an infinite bound */
		if (i == n && n > 0 && isinf(bounds[n - 1]))
			break;
		values[0] = Float8GetDatum(i < n ? bounds[i] : get_float8_infinity());
		values[1] = Int64GetDatum((int64) answered[i]);
		values[2] = Int64GetDatum((int64) abandoned[i]);
		tuplestore_putvalues(rows->setResult, rows->setDesc, values, nulls);
	}
	return (Datum) 0;
}
