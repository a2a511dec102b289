/*
 * simulation.c
 *		SQL bindings of simulation: simulate_queue.
 */
#include "pg/bind.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "common/pg_prng.h"
#include "datatype/timestamp.h"
#include "funcapi.h"
#include "nodes/supportnodes.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "core/simulation.h"

/* The arguments of simulate_queue, in order. */
enum
{
	ARG_FROM_TS,
	ARG_CALLS,
	ARG_PERIOD,
	ARG_AHT,
	ARG_AGENTS,
	ARG_PATIENCE,
	ARG_LINES,
	ARG_REDIAL_ABANDONED,
	ARG_REDIAL_BLOCKED,
	ARG_REDIAL_DELAY,
	ARG_HANDLE_DISTRIBUTION,
	ARG_HANDLE_CV,
	ARG_ARRIVAL_CV,
	ARG_INITIAL_CALLS,
	ARG_SEED
};

#define RESULT_COLUMNS 11

/* To simulate a call and store it, in operators: measured against sums. */
#define CALL_COST 20

static double
uniform(void *context, cc_random_stream stream)
{
	pg_prng_state *streams = context;

	return pg_prng_double(&streams[stream]);
}

static void *
resize(void *context, void *memory, size_t size)
{
	return memory == NULL ? palloc(size) : repalloc(memory, size);
}

static void
seed_streams(pg_prng_state *streams, int64 seed)
{
	pg_prng_state master;

	pg_prng_seed(&master, (uint64) seed);
	for (int i = 0; i < CC_RANDOM_STREAMS; i++)
		pg_prng_seed(&streams[i], pg_prng_uint64(&master));
}

/* An array that is not empty and has no NULL. */
static ArrayType *
array_argument(FunctionCallInfo fcinfo, int n, const char *name, int dimensions)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(n);

	if (ARR_NDIM(array) == 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" is an empty array", name)));
	if (ARR_NDIM(array) > dimensions)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("argument \"%s\" has %d dimensions", name, ARR_NDIM(array)),
			 errdetail("It must have %s.",
					   dimensions == 1
						   ? "one dimension"
						   : "one dimension, intervals, or two, queues "
							 "and intervals")));
	if (array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not contain NULL", name)));
	return array;
}

/* A one-dimensional array of one element or of one for each of something. */
static ArrayType *
list_argument(FunctionCallInfo fcinfo, int n, const char *name, int wanted,
			  const char *each, int *count)
{
	ArrayType *array = array_argument(fcinfo, n, name, 1);

	*count = ARR_DIMS(array)[0];
	if (*count != 1 && *count != wanted)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("argument \"%s\" has %d elements", name, *count),
			 errdetail("It must have a single one for all %s, or one for each: "
					   "%d.",
					   each, wanted)));
	return array;
}

static const double *
float8_elements(ArrayType *array, int count, const char *name, cc_domain domain)
{
	const double *elements = (const double *) ARR_DATA_PTR(array);

	for (int i = 0; i < count; i++)
		cc_check_domain(name, elements[i], domain);
	return elements;
}

static const int32 *
int4_elements(ArrayType *array, int count, const char *name)
{
	const int32 *elements = (const int32 *) ARR_DATA_PTR(array);

	for (int i = 0; i < count; i++)
		cc_check_domain(name, elements[i], CC_NONNEGATIVE);
	return elements;
}

static void
put_calls(ReturnSetInfo *rsinfo, cc_simulation *sim, TimestampTz from_ts)
{
	Datum outcomes[CC_CALL_OUTCOMES];
	cc_error error;

	for (int i = 0; i < CC_CALL_OUTCOMES; i++)
		outcomes[i] = CStringGetTextDatum(cc_call_outcome_names[i]);
	for (;;)
	{
		Datum values[RESULT_COLUMNS];
		bool nulls[RESULT_COLUMNS] = {0};
		cc_call call;
		bool found;
		bool answered;
		bool open;

		if (cc_simulation_next(sim, &call, &found, &error) != CC_OK)
			cc_report(NULL, &error);
		if (!found)
			break;
		answered = call.outcome == CC_CALL_ANSWERED;
		open = call.outcome == CC_CALL_OPEN;
		values[0] = Int64GetDatum(call.call_no);
		values[1] = Int32GetDatum(call.queue_no);
		values[2] = Int32GetDatum(call.attempt);
		values[3] = TimestampTzGetDatum(from_ts + call.queued_at);
		if (answered)
		{
			values[4] = TimestampTzGetDatum(from_ts + call.left_at);
			values[9] = Float8GetDatum((double) (call.ended_at - call.left_at) /
									   USECS_PER_SEC);
			values[10] = Int32GetDatum(call.agent_no);
		}
		if (!open)
		{
			values[5] = TimestampTzGetDatum(from_ts + call.left_at);
			values[6] = TimestampTzGetDatum(from_ts + call.ended_at);
			values[8] = Float8GetDatum(
				(double) (call.left_at - call.queued_at) / USECS_PER_SEC);
		}
		values[7] = outcomes[call.outcome];
		nulls[4] = nulls[9] = nulls[10] = !answered;
		nulls[5] = nulls[6] = nulls[8] = open;
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

static void
simulate(FunctionCallInfo fcinfo, cc_simulation_model *model)
{
	TimestampTz from_ts = PG_GETARG_TIMESTAMPTZ(ARG_FROM_TS);
	ArrayType *calls = array_argument(fcinfo, ARG_CALLS, "calls", 2);
	ArrayType *agents;
	pg_prng_state streams[CC_RANDOM_STREAMS];
	cc_simulation_host host = {uniform, resize, streams, cc_poll_interrupts};
	cc_simulation sim;
	cc_error error;

	if (TIMESTAMP_NOT_FINITE(from_ts))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"from_ts\": %s",
							   from_ts < 0 ? "-infinity" : "infinity"),
						errdetail("It must be finite.")));
	if (pg_sub_s64_overflow(END_TIMESTAMP, from_ts, &model->time_limit))
		model->time_limit = PG_INT64_MAX;
	model->queues = ARR_NDIM(calls) == 2 ? ARR_DIMS(calls)[0] : 1;
	model->intervals = ARR_DIMS(calls)[ARR_NDIM(calls) - 1];
	model->calls =
		float8_elements(calls, ArrayGetNItems(ARR_NDIM(calls), ARR_DIMS(calls)),
						"calls", CC_NONNEGATIVE);
	model->period = CC_ARG_FLOAT8(ARG_PERIOD, "period", CC_POSITIVE);
	agents = list_argument(fcinfo, ARG_AGENTS, "agents", model->intervals,
						   "intervals", &model->agents_count);
	model->agents = int4_elements(agents, model->agents_count, "agents");
	model->lines = CC_ARG_FLOAT8(ARG_LINES, "lines", CC_NONNEGATIVE_OR_INF);
	model->redial_abandoned = CC_ARG_FLOAT8(
		ARG_REDIAL_ABANDONED, "redial_abandoned", CC_FRACTION_BELOW_ONE);
	model->redial_blocked = CC_ARG_FLOAT8(ARG_REDIAL_BLOCKED, "redial_blocked",
										  CC_FRACTION_BELOW_ONE);
	model->redial_delay =
		CC_ARG_FLOAT8(ARG_REDIAL_DELAY, "redial_delay", CC_POSITIVE);
	model->handle_distribution =
		CC_ARG_NAME(ARG_HANDLE_DISTRIBUTION, "handle_distribution",
					cc_handle_distribution_names);
	model->handle_cv =
		CC_ARG_FLOAT8(ARG_HANDLE_CV, "handle_cv", CC_NONNEGATIVE);
	model->arrival_cv =
		CC_ARG_FLOAT8(ARG_ARRIVAL_CV, "arrival_cv", CC_NONNEGATIVE);
	seed_streams(streams, PG_GETARG_INT64(ARG_SEED));
	InitMaterializedSRF(fcinfo, 0);
	if (cc_simulation_begin(&sim, model, &host, &error) != CC_OK)
		cc_report(NULL, &error);
	put_calls((ReturnSetInfo *) fcinfo->resultinfo, &sim, from_ts);
}

PG_FUNCTION_INFO_V1(cc_pg_simulate_queue);

Datum
cc_pg_simulate_queue(PG_FUNCTION_ARGS)
{
	float8 aht = CC_ARG_FLOAT8(ARG_AHT, "aht", CC_POSITIVE);
	float8 patience =
		CC_ARG_FLOAT8(ARG_PATIENCE, "patience", CC_POSITIVE_OR_INF);
	int32 initial = PG_GETARG_INT32(ARG_INITIAL_CALLS);
	cc_simulation_model model = {.aht = &aht,
								 .aht_count = 1,
								 .patience = &patience,
								 .patience_count = 1,
								 .initial_calls = &initial,
								 .initial_calls_count = 1};

	cc_check_domain("initial_calls", initial, CC_NONNEGATIVE);
	simulate(fcinfo, &model);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_simulate_queues);

Datum
cc_pg_simulate_queues(PG_FUNCTION_ARGS)
{
	ArrayType *calls = array_argument(fcinfo, ARG_CALLS, "calls", 2);
	int queues = ARR_NDIM(calls) == 2 ? ARR_DIMS(calls)[0] : 1;
	cc_simulation_model model = {0};
	ArrayType *array;

	array = list_argument(fcinfo, ARG_AHT, "aht", queues, "queues",
						  &model.aht_count);
	model.aht = float8_elements(array, model.aht_count, "aht", CC_POSITIVE);
	array = list_argument(fcinfo, ARG_PATIENCE, "patience", queues, "queues",
						  &model.patience_count);
	model.patience = float8_elements(array, model.patience_count, "patience",
									 CC_POSITIVE_OR_INF);
	array = list_argument(fcinfo, ARG_INITIAL_CALLS, "initial_calls", queues,
						  "queues", &model.initial_calls_count);
	model.initial_calls =
		int4_elements(array, model.initial_calls_count, "initial_calls");
	simulate(fcinfo, &model);
	return (Datum) 0;
}

/* The sum of the calls if they are constant, or a guess. */
static double
estimated_calls(PlannerInfo *root, Node *clause)
{
	ArrayType *array;
	const double *elements;
	double sum = 0;
	int count;

	if (clause == NULL || !IsA(clause, FuncExpr))
		return 1000;
	clause = estimate_expression_value(
		root, list_nth(((FuncExpr *) clause)->args, ARG_CALLS));
	if (!IsA(clause, Const))
		return 1000;
	if (((Const *) clause)->constisnull)
		return 0;
	array = DatumGetArrayTypeP(((Const *) clause)->constvalue);
	if (array_contains_nulls(array))
		return 0;
	elements = (const double *) ARR_DATA_PTR(array);
	count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	for (int i = 0; i < count; i++)
		sum += elements[i];
	return sum >= 0 ? Min(sum, CC_SIMULATION_MAX_CALLS) : 0;
}

PG_FUNCTION_INFO_V1(cc_pg_simulate_queue_support);

/* About as many rows as expected calls; all are made before one is seen. */
Datum
cc_pg_simulate_queue_support(PG_FUNCTION_ARGS)
{
	Node *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestRows))
	{
		SupportRequestRows *rows = (SupportRequestRows *) request;

		rows->rows = Max(1, estimated_calls(rows->root, rows->node));
		PG_RETURN_POINTER(rows);
	}
	if (IsA(request, SupportRequestCost))
	{
		SupportRequestCost *cost = (SupportRequestCost *) request;

		cost->startup = 0;
		cost->per_tuple = CALL_COST * cpu_operator_cost *
						  (1 + estimated_calls(cost->root, cost->node));
		PG_RETURN_POINTER(cost);
	}
	PG_RETURN_POINTER(NULL);
}
