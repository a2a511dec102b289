/*
 * queueing.c
 *		SQL bindings of queueing: Erlang B, C and A, lines, staffing.
 */
#include "pg/bind.h"

#include <math.h>

#include "access/htup_details.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/float.h"

#include "core/queueing.h"
#include "core/queueing_uncertain.h"

#define STAFFING_TABLE_LIMIT 1000000

static void
too_large(const char *what, float8 value, float8 limit)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("%s is too large: %s", what, float8out_internal(value)),
			 errdetail("The limit is %.0f.", limit)));
}

static float8
agents_argument(float8 agents)
{
	cc_check_domain("agents", agents, CC_NONNEGATIVE);
	if (unlikely(agents > CC_MAX_AGENTS))
		too_large("number of agents", agents, CC_MAX_AGENTS);
	/* so few are none; calls per agent would overflow */
	return agents < CC_MIN_AGENTS ? 0 : agents;
}

static float8
load_argument(float8 load)
{
	cc_check_domain("load", load, CC_NONNEGATIVE);
	if (unlikely(load > CC_MAX_LOAD))
		too_large("load in Erlang", load, CC_MAX_LOAD);
	return load;
}

/* A queue without patience, lines and redials. */
static inline void
set_queue(cc_queue *queue, float8 calls, float8 period, float8 aht)
{
	float8 load;

	queue->calls = cc_check_domain("calls", calls, CC_NONNEGATIVE);
	queue->period = cc_check_domain("period", period, CC_POSITIVE);
	queue->aht = cc_check_domain("aht", aht, CC_POSITIVE);
	load = cc_offered_load(calls, period, aht);
	if (unlikely(!(load <= CC_MAX_LOAD)))
		too_large("load in Erlang", load, CC_MAX_LOAD);
	queue->threshold = 0;
	queue->patience = get_float8_infinity();
	queue->lines = get_float8_infinity();
	queue->redial_abandoned = 0;
	queue->redial_blocked = 0;
	queue->short_abandon = 0;
	queue->variant = CC_SERVICE_OFFERED;
}

static inline void
set_threshold(cc_queue *queue, float8 threshold)
{
	queue->threshold = cc_check_domain("threshold", threshold, CC_NONNEGATIVE);
}

static inline void
set_patience(cc_queue *queue, float8 patience)
{
	queue->patience = cc_check_domain("patience", patience, CC_POSITIVE_OR_INF);
}

static inline void
set_variant(cc_queue *queue, text *variant, float8 short_abandon)
{
	queue->variant = cc_name_argument("variant", variant, cc_service_variants);
	queue->short_abandon =
		cc_check_domain("short_abandon", short_abandon, CC_NONNEGATIVE);
}

/* patience, lines, redial_abandoned, redial_blocked, variant from argument n */
static void
set_losses(cc_queue *queue, FunctionCallInfo fcinfo, int n)
{
	set_patience(queue, PG_GETARG_FLOAT8(n));
	queue->lines = CC_ARG_FLOAT8(n + 1, "lines", CC_NONNEGATIVE_OR_INF);
	queue->redial_abandoned =
		CC_ARG_FLOAT8(n + 2, "redial_abandoned", CC_FRACTION_BELOW_ONE);
	queue->redial_blocked =
		CC_ARG_FLOAT8(n + 3, "redial_blocked", CC_FRACTION_BELOW_ONE);
}

/* Lines hold the agents and so many callers. */
static void
check_lines(const cc_queue *queue, float8 agents)
{
	if (isinf(queue->lines))
		return;
	if (queue->lines < agents)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"lines\": %s",
						float8out_internal(queue->lines)),
				 errdetail("It must be at least the number of agents, %s.",
						   float8out_internal(agents))));
	if (queue->lines - agents > CC_MAX_WAITING_PLACES)
		too_large("number of waiting places", queue->lines - agents,
				  CC_MAX_WAITING_PLACES);
}

PG_FUNCTION_INFO_V1(cc_pg_offered_load);

Datum
cc_pg_offered_load(PG_FUNCTION_ARGS)
{
	float8 calls = CC_ARG_FLOAT8(0, "calls", CC_NONNEGATIVE);
	float8 period = CC_ARG_FLOAT8(1, "period", CC_POSITIVE);
	float8 aht = CC_ARG_FLOAT8(2, "aht", CC_POSITIVE);
	float8 load = cc_offered_load(calls, period, aht);

	if (unlikely(isinf(load)))
		float_overflow_error();
	PG_RETURN_FLOAT8(load);
}

static Datum
whole_number(float8 value)
{
	if (unlikely(value > PG_INT32_MAX))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("integer out of range")));
	return Int32GetDatum((int32) value);
}

static void
not_whole(const char *name, float8 value)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid value for argument \"%s\": %s", name,
						   float8out_internal(value)),
					errdetail("It must be a whole number.")));
}

/* ---- Erlang B and its kin ---- */

PG_FUNCTION_INFO_V1(cc_pg_erlang_b);
PG_FUNCTION_INFO_V1(cc_pg_erlang_b_lines);
PG_FUNCTION_INFO_V1(cc_pg_erlang_b_load);
PG_FUNCTION_INFO_V1(cc_pg_erlang_b_extended);
PG_FUNCTION_INFO_V1(cc_pg_engset);

static float8
lines_argument(float8 lines)
{
	cc_check_domain("lines", lines, CC_NONNEGATIVE);
	if (unlikely(lines > CC_MAX_AGENTS))
		too_large("number of lines", lines, CC_MAX_AGENTS);
	return lines;
}

Datum
cc_pg_erlang_b(PG_FUNCTION_ARGS)
{
	float8 lines = lines_argument(PG_GETARG_FLOAT8(0));
	float8 load = load_argument(PG_GETARG_FLOAT8(1));

	PG_RETURN_FLOAT8(cc_erlang_b(lines, load));
}

Datum
cc_pg_erlang_b_lines(PG_FUNCTION_ARGS)
{
	float8 load = load_argument(PG_GETARG_FLOAT8(0));
	float8 blocking = CC_ARG_FLOAT8(1, "blocking", CC_FRACTION_ABOVE_ZERO);

	return whole_number(cc_erlang_b_lines(load, blocking));
}

Datum
cc_pg_erlang_b_load(PG_FUNCTION_ARGS)
{
	float8 lines = lines_argument(PG_GETARG_FLOAT8(0));
	float8 blocking = CC_ARG_FLOAT8(1, "blocking", CC_OPEN_FRACTION);

	PG_RETURN_FLOAT8(cc_erlang_b_load(lines, blocking));
}

Datum
cc_pg_erlang_b_extended(PG_FUNCTION_ARGS)
{
	float8 lines = lines_argument(PG_GETARG_FLOAT8(0));
	float8 load = load_argument(PG_GETARG_FLOAT8(1));
	float8 redial = CC_ARG_FLOAT8(2, "redial", CC_FRACTION_BELOW_ONE);

	PG_RETURN_FLOAT8(cc_erlang_b_extended(lines, load, redial));
}

Datum
cc_pg_engset(PG_FUNCTION_ARGS)
{
	float8 lines = lines_argument(PG_GETARG_FLOAT8(0));
	float8 sources = CC_ARG_FLOAT8(1, "sources", CC_NONNEGATIVE);
	float8 load = load_argument(PG_GETARG_FLOAT8(2));

	if (lines != floor(lines))
		not_whole("lines", lines);
	if (sources != floor(sources))
		not_whole("sources", sources);
	if (lines > CC_MAX_WAITING_PLACES)
		too_large("number of lines", lines, CC_MAX_WAITING_PLACES);
	PG_RETURN_FLOAT8(cc_engset(lines, sources, load, cc_poll_interrupts));
}

/* ---- Erlang C ---- */

PG_FUNCTION_INFO_V1(cc_pg_erlang_c);
PG_FUNCTION_INFO_V1(cc_pg_erlang_c_service_level);
PG_FUNCTION_INFO_V1(cc_pg_erlang_c_asa);
PG_FUNCTION_INFO_V1(cc_pg_erlang_c_queue_length);
PG_FUNCTION_INFO_V1(cc_pg_erlang_c_wait_exceeds);
PG_FUNCTION_INFO_V1(cc_pg_erlang_c_wait_quantile);
PG_FUNCTION_INFO_V1(cc_pg_erlang_c_agents);
PG_FUNCTION_INFO_V1(cc_pg_erlang_c_calls);

Datum
cc_pg_erlang_c(PG_FUNCTION_ARGS)
{
	float8 agents = agents_argument(PG_GETARG_FLOAT8(0));
	float8 load = load_argument(PG_GETARG_FLOAT8(1));

	PG_RETURN_FLOAT8(cc_erlang_c(agents, load));
}

/* calls, period, aht, agents */
static inline float8
set_erlang_c(cc_queue *queue, FunctionCallInfo fcinfo)
{
	set_queue(queue, PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1),
			  PG_GETARG_FLOAT8(2));
	return agents_argument(PG_GETARG_FLOAT8(3));
}

Datum
cc_pg_erlang_c_service_level(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_performance result;
	float8 agents = set_erlang_c(&queue, fcinfo);

	set_threshold(&queue, PG_GETARG_FLOAT8(4));
	cc_queue_performance(&queue, agents, NULL, &result);
	PG_RETURN_FLOAT8(result.service_level);
}

Datum
cc_pg_erlang_c_asa(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_performance result;
	float8 agents = set_erlang_c(&queue, fcinfo);

	cc_queue_performance(&queue, agents, NULL, &result);
	PG_RETURN_FLOAT8(result.asa);
}

Datum
cc_pg_erlang_c_queue_length(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_performance result;
	float8 agents = set_erlang_c(&queue, fcinfo);

	cc_queue_performance(&queue, agents, NULL, &result);
	PG_RETURN_FLOAT8(result.queue_length);
}

Datum
cc_pg_erlang_c_wait_exceeds(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	float8 agents = set_erlang_c(&queue, fcinfo);
	float8 seconds = CC_ARG_FLOAT8(4, "seconds", CC_NONNEGATIVE);

	PG_RETURN_FLOAT8(cc_queue_wait_exceeds(&queue, agents, seconds));
}

Datum
cc_pg_erlang_c_wait_quantile(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	float8 agents = set_erlang_c(&queue, fcinfo);
	float8 quantile = CC_ARG_FLOAT8(4, "quantile", CC_FRACTION);

	PG_RETURN_FLOAT8(cc_queue_wait_quantile(&queue, agents, quantile));
}

static cc_targets
no_targets(void)
{
	float8 none = get_float8_nan();

	return (cc_targets){none, none, none, none, none};
}

Datum
cc_pg_erlang_c_agents(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	float8 service_level;

	set_queue(&queue, PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1),
			  PG_GETARG_FLOAT8(2));
	service_level = CC_ARG_FLOAT8(3, "service_level", CC_OPEN_FRACTION);
	set_threshold(&queue, PG_GETARG_FLOAT8(4));
	return whole_number(cc_erlang_c_agents(queue.calls, queue.period, queue.aht,
										   service_level, queue.threshold));
}

/* The answer of max_calls. */
static float8
calls_within(const cc_queue *queue, float8 agents, const cc_targets *targets)
{
	float8 calls = cc_max_calls(queue, agents, targets, cc_poll_interrupts);

	if (isinf(calls))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("the targets set no limit to the calls")));
	return calls;
}

Datum
cc_pg_erlang_c_calls(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_targets targets = no_targets();
	float8 agents = agents_argument(PG_GETARG_FLOAT8(0));

	set_queue(&queue, 0, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	targets.service_level = CC_ARG_FLOAT8(3, "service_level", CC_OPEN_FRACTION);
	set_threshold(&queue, PG_GETARG_FLOAT8(4));
	PG_RETURN_FLOAT8(calls_within(&queue, agents, &targets));
}

/* ---- Erlang A ---- */

PG_FUNCTION_INFO_V1(cc_pg_erlang_a_service_level);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_wait_probability);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_abandonment);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_asa);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_mean_wait);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_queue_length);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_occupancy);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_wait_exceeds);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_wait_quantile);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_agents);
PG_FUNCTION_INFO_V1(cc_pg_erlang_a_calls);

/* calls, period, aht, patience, agents */
static inline float8
set_erlang_a(cc_queue *queue, FunctionCallInfo fcinfo)
{
	set_queue(queue, PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1),
			  PG_GETARG_FLOAT8(2));
	set_patience(queue, PG_GETARG_FLOAT8(3));
	return agents_argument(PG_GETARG_FLOAT8(4));
}

static inline void
solve_erlang_a(FunctionCallInfo fcinfo, cc_performance *result)
{
	cc_queue queue;
	float8 agents = set_erlang_a(&queue, fcinfo);

	cc_queue_performance(&queue, agents, NULL, result);
}

Datum
cc_pg_erlang_a_service_level(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_performance result;
	float8 agents = set_erlang_a(&queue, fcinfo);

	set_threshold(&queue, PG_GETARG_FLOAT8(5));
	set_variant(&queue, PG_GETARG_TEXT_PP(6), PG_GETARG_FLOAT8(7));
	cc_queue_performance(&queue, agents, NULL, &result);
	CC_RETURN_NUMBER(result.service_level);
}

Datum
cc_pg_erlang_a_wait_probability(PG_FUNCTION_ARGS)
{
	cc_performance result;

	solve_erlang_a(fcinfo, &result);
	PG_RETURN_FLOAT8(result.wait_probability);
}

Datum
cc_pg_erlang_a_abandonment(PG_FUNCTION_ARGS)
{
	cc_performance result;

	solve_erlang_a(fcinfo, &result);
	PG_RETURN_FLOAT8(result.abandonment);
}

Datum
cc_pg_erlang_a_asa(PG_FUNCTION_ARGS)
{
	cc_performance result;

	solve_erlang_a(fcinfo, &result);
	CC_RETURN_NUMBER(result.asa);
}

Datum
cc_pg_erlang_a_mean_wait(PG_FUNCTION_ARGS)
{
	cc_performance result;

	solve_erlang_a(fcinfo, &result);
	PG_RETURN_FLOAT8(result.mean_wait);
}

Datum
cc_pg_erlang_a_queue_length(PG_FUNCTION_ARGS)
{
	cc_performance result;

	solve_erlang_a(fcinfo, &result);
	PG_RETURN_FLOAT8(result.queue_length);
}

Datum
cc_pg_erlang_a_occupancy(PG_FUNCTION_ARGS)
{
	cc_performance result;

	solve_erlang_a(fcinfo, &result);
	CC_RETURN_NUMBER(result.occupancy);
}

Datum
cc_pg_erlang_a_wait_exceeds(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	float8 agents = set_erlang_a(&queue, fcinfo);
	float8 seconds = CC_ARG_FLOAT8(5, "seconds", CC_NONNEGATIVE);

	PG_RETURN_FLOAT8(cc_queue_wait_exceeds(&queue, agents, seconds));
}

Datum
cc_pg_erlang_a_wait_quantile(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	float8 agents = set_erlang_a(&queue, fcinfo);
	float8 quantile = CC_ARG_FLOAT8(5, "quantile", CC_FRACTION);

	PG_RETURN_FLOAT8(cc_queue_wait_quantile(&queue, agents, quantile));
}

/* patience, service_level, threshold, variant, short_abandon */
static void
set_erlang_a_target(cc_queue *queue, cc_targets *targets,
					FunctionCallInfo fcinfo)
{
	set_patience(queue, PG_GETARG_FLOAT8(3));
	*targets = no_targets();
	targets->service_level =
		CC_ARG_FLOAT8(4, "service_level", CC_OPEN_FRACTION);
	set_threshold(queue, PG_GETARG_FLOAT8(5));
	set_variant(queue, PG_GETARG_TEXT_PP(6), PG_GETARG_FLOAT8(7));
}

Datum
cc_pg_erlang_a_agents(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_targets targets;

	set_queue(&queue, PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1),
			  PG_GETARG_FLOAT8(2));
	set_erlang_a_target(&queue, &targets, fcinfo);
	return whole_number(
		cc_required_agents(&queue, &targets, true, cc_poll_interrupts));
}

Datum
cc_pg_erlang_a_calls(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_targets targets;
	float8 agents = agents_argument(PG_GETARG_FLOAT8(0));

	set_queue(&queue, 0, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	set_erlang_a_target(&queue, &targets, fcinfo);
	PG_RETURN_FLOAT8(calls_within(&queue, agents, &targets));
}

/* ---- everything at once ---- */

PG_FUNCTION_INFO_V1(cc_pg_queue_performance);
PG_FUNCTION_INFO_V1(cc_pg_queue_performance_uncertain);
PG_FUNCTION_INFO_V1(cc_pg_staffing_table);
PG_FUNCTION_INFO_V1(cc_pg_staffing_table_support);
PG_FUNCTION_INFO_V1(cc_pg_required_agents);
PG_FUNCTION_INFO_V1(cc_pg_required_agents_uncertain);
PG_FUNCTION_INFO_V1(cc_pg_max_calls);

#define PERFORMANCE_COLUMNS 12

static Datum
performance_row(TupleDesc descriptor, const cc_performance *p)
{
	const float8 columns[PERFORMANCE_COLUMNS] = {
		p->agents,		  p->load,		   p->occupancy, p->wait_probability,
		p->service_level, p->asa,		   p->mean_wait, p->abandonment,
		p->blocking,	  p->queue_length, p->answered,	 p->redials};
	Datum values[PERFORMANCE_COLUMNS];
	bool nulls[PERFORMANCE_COLUMNS];

	for (int i = 0; i < PERFORMANCE_COLUMNS; i++)
		cc_put_number(values, nulls, i, columns[i]);
	return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

/* The descriptor of the result row, blessed, in memory that lives as long. */
static TupleDesc
result_descriptor(FunctionCallInfo fcinfo, MemoryContext context)
{
	MemoryContext before = MemoryContextSwitchTo(context);
	TupleDesc descriptor;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE ||
		descriptor->natts != PERFORMANCE_COLUMNS)
		elog(ERROR, "unexpected result type");
	descriptor = BlessTupleDesc(descriptor);
	MemoryContextSwitchTo(before);
	return descriptor;
}

/* rate_cv 0: the rate is known. */
static Datum
performance_of_call(FunctionCallInfo fcinfo, float8 rate_cv)
{
	cc_queue queue;
	cc_performance result;
	float8 agents = set_erlang_c(&queue, fcinfo);

	set_threshold(&queue, PG_GETARG_FLOAT8(4));
	set_losses(&queue, fcinfo, 5);
	set_variant(&queue, PG_GETARG_TEXT_PP(9), PG_GETARG_FLOAT8(10));
	check_lines(&queue, agents);
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra =
			result_descriptor(fcinfo, fcinfo->flinfo->fn_mcxt);
	if (rate_cv > 0)
		cc_queue_performance_uncertain(&queue, agents, rate_cv,
									   cc_poll_interrupts, &result);
	else
		cc_queue_performance(&queue, agents, cc_poll_interrupts, &result);
	return performance_row(fcinfo->flinfo->fn_extra, &result);
}

Datum
cc_pg_queue_performance(PG_FUNCTION_ARGS)
{
	return performance_of_call(fcinfo, 0);
}

Datum
cc_pg_queue_performance_uncertain(PG_FUNCTION_ARGS)
{
	return performance_of_call(fcinfo,
							   CC_ARG_FLOAT8(11, "rate_cv", CC_FRACTION));
}

Datum
cc_pg_staffing_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	cc_queue *queue;
	cc_performance result;

	if (SRF_IS_FIRSTCALL())
	{
		int32 least = PG_GETARG_INT32(0);
		int32 most = PG_GETARG_INT32(1);

		cc_check_domain("min_agents", least, CC_NONNEGATIVE);
		if ((int64) most - least >= STAFFING_TABLE_LIMIT)
			too_large("number of rows", (float8) most - least + 1,
					  STAFFING_TABLE_LIMIT);
		context = SRF_FIRSTCALL_INIT();
		queue = MemoryContextAlloc(context->multi_call_memory_ctx,
								   sizeof(cc_queue));
		set_queue(queue, PG_GETARG_FLOAT8(2), PG_GETARG_FLOAT8(3),
				  PG_GETARG_FLOAT8(4));
		set_threshold(queue, PG_GETARG_FLOAT8(5));
		set_losses(queue, fcinfo, 6);
		set_variant(queue, PG_GETARG_TEXT_PP(10), PG_GETARG_FLOAT8(11));
		if (most >= least)
		{
			check_lines(queue, most);
			check_lines(queue, least);
			context->max_calls = (uint64) (most - least) + 1;
		}
		context->user_fctx = queue;
		context->tuple_desc =
			result_descriptor(fcinfo, context->multi_call_memory_ctx);
	}
	context = SRF_PERCALL_SETUP();
	queue = context->user_fctx;
	if (context->call_cntr >= context->max_calls)
		SRF_RETURN_DONE(context);
	CHECK_FOR_INTERRUPTS();
	cc_queue_performance(queue,
						 (float8) PG_GETARG_INT32(0) + context->call_cntr,
						 cc_poll_interrupts, &result);
	SRF_RETURN_NEXT(context, performance_row(context->tuple_desc, &result));
}

/* How many rows staffing_table returns, when the planner can know it. */
Datum
cc_pg_staffing_table_support(PG_FUNCTION_ARGS)
{
	Node *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestRows))
	{
		SupportRequestRows *rows = (SupportRequestRows *) request;

		if (is_funcclause(rows->node))
		{
			List *args = ((FuncExpr *) rows->node)->args;
			Node *least = estimate_expression_value(rows->root, linitial(args));
			Node *most = estimate_expression_value(rows->root, lsecond(args));

			if (IsA(least, Const) && IsA(most, Const))
			{
				if (((Const *) least)->constisnull ||
					((Const *) most)->constisnull)
					rows->rows = 0;
				else
					rows->rows = Max(
						0,
						(float8) DatumGetInt32(((Const *) most)->constvalue) -
							DatumGetInt32(((Const *) least)->constvalue) + 1);
				PG_RETURN_POINTER(request);
			}
		}
	}
	PG_RETURN_POINTER(NULL);
}

/* An optional target: NaN when it is NULL. */
static float8
target_argument(FunctionCallInfo fcinfo, int n, const char *name,
				cc_domain domain)
{
	if (PG_ARGISNULL(n))
		return get_float8_nan();
	return CC_ARG_FLOAT8(n, name, domain);
}

/* Whether an argument is NULL that is not one of the targets after n. */
static bool
mandatory_is_null(FunctionCallInfo fcinfo, int n)
{
	for (int i = 0; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i) && (i <= n || i > n + 5))
			return true;
	}
	return false;
}

/*
 * threshold, the five targets, patience, lines, two redials and variant from
 * argument n, and short_abandon.
 */
static void
set_staffing(cc_queue *queue, cc_targets *targets, FunctionCallInfo fcinfo,
			 int n, int short_abandon)
{
	set_threshold(queue, PG_GETARG_FLOAT8(n));
	targets->service_level =
		target_argument(fcinfo, n + 1, "service_level", CC_OPEN_FRACTION);
	targets->max_asa = target_argument(fcinfo, n + 2, "max_asa", CC_POSITIVE);
	targets->max_abandonment = target_argument(fcinfo, n + 3, "max_abandonment",
											   CC_FRACTION_ABOVE_ZERO);
	targets->max_occupancy =
		target_argument(fcinfo, n + 4, "max_occupancy", CC_FRACTION_ABOVE_ZERO);
	targets->max_wait_probability = target_argument(
		fcinfo, n + 5, "max_wait_probability", CC_FRACTION_ABOVE_ZERO);
	if (PG_ARGISNULL(n + 1) && PG_ARGISNULL(n + 2) && PG_ARGISNULL(n + 3) &&
		PG_ARGISNULL(n + 4) && PG_ARGISNULL(n + 5))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("no target given"),
						errhint("Give at least one of service_level, max_asa, "
								"max_abandonment, max_occupancy and "
								"max_wait_probability.")));
	set_losses(queue, fcinfo, n + 6);
	set_variant(queue, PG_GETARG_TEXT_PP(n + 10),
				PG_GETARG_FLOAT8(short_abandon));
}

/* Everything but rate_cv, the last argument if there is one. */
static bool
required_agents_arguments(FunctionCallInfo fcinfo, cc_queue *queue,
						  cc_targets *targets)
{
	if (mandatory_is_null(fcinfo, 3))
		return false;
	set_queue(queue, PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1),
			  PG_GETARG_FLOAT8(2));
	set_staffing(queue, targets, fcinfo, 3, 15);
	check_lines(queue, 0);
	return true;
}

Datum
cc_pg_required_agents(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_targets targets;

	if (!required_agents_arguments(fcinfo, &queue, &targets))
		PG_RETURN_NULL();
	CC_RETURN_NUMBER(cc_required_agents(&queue, &targets, PG_GETARG_BOOL(14),
										cc_poll_interrupts));
}

Datum
cc_pg_required_agents_uncertain(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_targets targets;
	float8 rate_cv;

	if (!required_agents_arguments(fcinfo, &queue, &targets))
		PG_RETURN_NULL();
	rate_cv = CC_ARG_FLOAT8(16, "rate_cv", CC_FRACTION);
	CC_RETURN_NUMBER(cc_required_agents_uncertain(
		&queue, &targets, rate_cv, PG_GETARG_BOOL(14), cc_poll_interrupts));
}

Datum
cc_pg_max_calls(PG_FUNCTION_ARGS)
{
	cc_queue queue;
	cc_targets targets;
	float8 agents;

	if (mandatory_is_null(fcinfo, 3))
		PG_RETURN_NULL();
	agents = agents_argument(PG_GETARG_FLOAT8(0));
	set_queue(&queue, 0, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	set_staffing(&queue, &targets, fcinfo, 3, 14);
	check_lines(&queue, agents);
	PG_RETURN_FLOAT8(calls_within(&queue, agents, &targets));
}

PG_FUNCTION_INFO_V1(cc_pg_with_shrinkage);

Datum
cc_pg_with_shrinkage(PG_FUNCTION_ARGS)
{
	float8 agents = agents_argument(PG_GETARG_FLOAT8(0));
	float8 shrinkage = CC_ARG_FLOAT8(1, "shrinkage", CC_FRACTION_BELOW_ONE);

	PG_RETURN_FLOAT8(cc_with_shrinkage(agents, shrinkage));
}
