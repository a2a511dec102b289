/*
 * summary_aggregates.c
 *		SQL bindings of the queue summary: aggregates that give one figure at once.
 *
 * The state is bigint[3]: numerator, denominator (counts, or microseconds over
 * a count) and the threshold in microseconds, -1 while there is none.
 */
#include "pg/summary.h"

#include "catalog/pg_type.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/float.h"

enum
{
	NUMERATOR,
	DENOMINATOR,
	THRESHOLD,
	FIELDS
};

static int64 *
fields_of(ArrayType *state)
{
	if (ARR_NDIM(state) != 1 || ARR_DIMS(state)[0] != FIELDS ||
		ARR_HASNULL(state) || ARR_ELEMTYPE(state) != INT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"state\""),
				 errdetail("It must be an array of %d integers.", FIELDS)));
	return (int64 *) ARR_DATA_PTR(state);
}

/* The state to change: within an aggregate its own, else a copy. */
static ArrayType *
state_argument(FunctionCallInfo fcinfo)
{
	Datum fields[FIELDS] = {Int64GetDatum(0), Int64GetDatum(0),
							Int64GetDatum(-1)};

	if (PG_ARGISNULL(0))
		return construct_array(fields, FIELDS, INT8OID, sizeof(int64),
							   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
	if (cc_in_aggregate(fcinfo))
		return PG_GETARG_ARRAYTYPE_P(0);
	return PG_GETARG_ARRAYTYPE_P_COPY(0);
}

static void
add(int64 *fields, const int64 share[2], int sign)
{
	for (int i = NUMERATOR; i <= DENOMINATOR; i++)
	{
		if (__builtin_add_overflow(fields[i], sign * share[i], &fields[i]))
			cc_check_fit(CC_OVERFLOWS);
	}
}

static void
same_threshold(int64 *fields, int64 threshold)
{
	if (fields[THRESHOLD] < 0)
		fields[THRESHOLD] = threshold;
	if (threshold >= 0 && fields[THRESHOLD] != threshold)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("different values for argument \"threshold\": %g "
						"and %g",
						fields[THRESHOLD] / 1e6, threshold / 1e6),
				 errdetail("A service level has one threshold in a group.")));
}

static int64
threshold_argument(FunctionCallInfo fcinfo, int n)
{
	float8 threshold = CC_ARG_FLOAT8(n, "threshold", CC_NONNEGATIVE_OR_INF);

	if (threshold >= CC_DURATION_MAX / 1e6)
		return PG_INT64_MAX;
	return cc_seconds_to_us("threshold", threshold);
}

static Datum
service_level(FunctionCallInfo fcinfo, int64 wait, int sign)
{
	ArrayType *state = state_argument(fcinfo);
	int64 *fields = fields_of(state);
	cc_visit visit = {.outcome = cc_outcome_argument(fcinfo->args[1]),
					  .wait = wait};
	int64 share[2];

	/* without a threshold there is nothing to judge */
	if (!PG_ARGISNULL(3))
	{
		same_threshold(fields, threshold_argument(fcinfo, 3));
		cc_share_service_level(&visit, fields[THRESHOLD], share);
		add(fields, share, sign);
	}
	PG_RETURN_POINTER(state);
}

static Datum
mean(FunctionCallInfo fcinfo, void (*share_of)(const cc_visit *, int64 *),
	 int64 duration, int sign)
{
	ArrayType *state = state_argument(fcinfo);
	cc_visit visit = {.outcome = cc_outcome_argument(fcinfo->args[1]),
					  .wait = duration,
					  .spent = {duration}};
	int64 share[2];

	share_of(&visit, share);
	add(fields_of(state), share, sign);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(cc_pg_service_level_add);
PG_FUNCTION_INFO_V1(cc_pg_service_level_remove);
PG_FUNCTION_INFO_V1(cc_pg_service_level_add_interval);
PG_FUNCTION_INFO_V1(cc_pg_service_level_remove_interval);
PG_FUNCTION_INFO_V1(cc_pg_asa_add);
PG_FUNCTION_INFO_V1(cc_pg_asa_remove);
PG_FUNCTION_INFO_V1(cc_pg_asa_add_interval);
PG_FUNCTION_INFO_V1(cc_pg_asa_remove_interval);
PG_FUNCTION_INFO_V1(cc_pg_aht_add);
PG_FUNCTION_INFO_V1(cc_pg_aht_remove);
PG_FUNCTION_INFO_V1(cc_pg_aht_add_interval);
PG_FUNCTION_INFO_V1(cc_pg_aht_remove_interval);
PG_FUNCTION_INFO_V1(cc_pg_abandonment_rate_add);
PG_FUNCTION_INFO_V1(cc_pg_abandonment_rate_remove);

#define SERVICE_LEVEL_FUNCTION(name, duration, sign)                     \
	Datum name(PG_FUNCTION_ARGS)                                         \
	{                                                                    \
		return service_level(fcinfo, duration(fcinfo, 2, "wait"), sign); \
	}

#define MEAN_FUNCTION(name, share, duration, argument, sign)             \
	Datum name(PG_FUNCTION_ARGS)                                         \
	{                                                                    \
		return mean(fcinfo, share, duration(fcinfo, 2, argument), sign); \
	}

SERVICE_LEVEL_FUNCTION(cc_pg_service_level_add, cc_seconds_argument, 1)
SERVICE_LEVEL_FUNCTION(cc_pg_service_level_remove, cc_seconds_argument, -1)
SERVICE_LEVEL_FUNCTION(cc_pg_service_level_add_interval, cc_interval_argument,
					   1)
SERVICE_LEVEL_FUNCTION(cc_pg_service_level_remove_interval,
					   cc_interval_argument, -1)
MEAN_FUNCTION(cc_pg_asa_add, cc_share_asa, cc_seconds_argument, "wait", 1)
MEAN_FUNCTION(cc_pg_asa_remove, cc_share_asa, cc_seconds_argument, "wait", -1)
MEAN_FUNCTION(cc_pg_asa_add_interval, cc_share_asa, cc_interval_argument,
			  "wait", 1)
MEAN_FUNCTION(cc_pg_asa_remove_interval, cc_share_asa, cc_interval_argument,
			  "wait", -1)
MEAN_FUNCTION(cc_pg_aht_add, cc_share_aht, cc_seconds_argument, "handle", 1)
MEAN_FUNCTION(cc_pg_aht_remove, cc_share_aht, cc_seconds_argument, "handle", -1)
MEAN_FUNCTION(cc_pg_aht_add_interval, cc_share_aht, cc_interval_argument,
			  "handle", 1)
MEAN_FUNCTION(cc_pg_aht_remove_interval, cc_share_aht, cc_interval_argument,
			  "handle", -1)

Datum
cc_pg_abandonment_rate_add(PG_FUNCTION_ARGS)
{
	return mean(fcinfo, cc_share_abandonment, CC_UNKNOWN, 1);
}

Datum
cc_pg_abandonment_rate_remove(PG_FUNCTION_ARGS)
{
	return mean(fcinfo, cc_share_abandonment, CC_UNKNOWN, -1);
}

PG_FUNCTION_INFO_V1(cc_pg_quotient_merge);
PG_FUNCTION_INFO_V1(cc_pg_quotient_final);
PG_FUNCTION_INFO_V1(cc_pg_mean_seconds_final);

Datum
cc_pg_quotient_merge(PG_FUNCTION_ARGS)
{
	ArrayType *state = state_argument(fcinfo);
	int64 *fields = fields_of(state);
	const int64 *other = fields_of(PG_GETARG_ARRAYTYPE_P(1));

	same_threshold(fields, other[THRESHOLD]);
	add(fields, other, 1);
	PG_RETURN_POINTER(state);
}

Datum
cc_pg_quotient_final(PG_FUNCTION_ARGS)
{
	const int64 *fields = fields_of(PG_GETARG_ARRAYTYPE_P(0));

	CC_RETURN_NUMBER(
		cc_divide((double) fields[NUMERATOR], (double) fields[DENOMINATOR]));
}

Datum
cc_pg_mean_seconds_final(PG_FUNCTION_ARGS)
{
	const int64 *fields = fields_of(PG_GETARG_ARRAYTYPE_P(0));

	CC_RETURN_NUMBER(cc_divide((double) fields[NUMERATOR],
							   (double) fields[DENOMINATOR] * 1e6));
}
