/*
 * interval_support.c
 *		What the planner should know about reporting intervals.
 */
#include "pg/interval.h"

#include "access/stratnum.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(cc_pg_instant_in_interval_support);
PG_FUNCTION_INFO_V1(cc_pg_instant_in_interval_sel);
PG_FUNCTION_INFO_V1(cc_pg_reporting_intervals_support);
PG_FUNCTION_INFO_V1(cc_pg_split_interval_support);

/* The operator of btree strategy on timestamptz. */
static Oid
timestamptz_operator(StrategyNumber strategy)
{
	TypeCacheEntry *type =
		lookup_type_cache(TIMESTAMPTZOID, TYPECACHE_BTREE_OPFAMILY);

	return get_opfamily_member(type->btree_opf, TIMESTAMPTZOID, TIMESTAMPTZOID,
							   strategy);
}

/* lower(interval) or upper(interval), worked out where it is a constant. */
static Expr *
bound(Node *interval, const char *name, Oid sibling)
{
	if (IsA(interval, Const))
	{
		Const *constant = (Const *) interval;
		cc_interval value = DatumGetReportingInterval(constant->constvalue);
		int64 second = strcmp(name, "lower") == 0 ? cc_interval_start(value)
												  : cc_interval_end(value);

		return (Expr *) makeConst(TIMESTAMPTZOID, -1, InvalidOid,
								  sizeof(TimestampTz),
								  TimestampTzGetDatum(cc_timestamp_of(second)),
								  false, FLOAT8PASSBYVAL);
	}
	else
	{
		/* beside the function that asks, wherever the extension is */
		char *schema = get_namespace_name(get_func_namespace(sibling));
		Oid type = exprType(interval);
		Oid function;

		function = LookupFuncName(
			list_make2(makeString(schema), makeString(pstrdup(name))), 1, &type,
			true);
		if (!OidIsValid(function))
			return NULL;
		return (Expr *) makeFuncExpr(function, TIMESTAMPTZOID,
									 list_make1(interval), InvalidOid,
									 InvalidOid, COERCE_EXPLICIT_CALL);
	}
}

/*
 * instant >= lower(interval) and instant < upper(interval), which is what
 * containment means; NIL when that cannot be said.
 */
static List *
range_conditions(Node *instant, Node *interval, Oid sibling)
{
	Expr *lower, *upper, *from, *until;

	if (IsA(interval, Const) && ((Const *) interval)->constisnull)
		return NIL;
	lower = bound(interval, "lower", sibling);
	upper = bound(interval, "upper", sibling);
	if (lower == NULL || upper == NULL)
		return NIL;
	from = make_opclause(timestamptz_operator(BTGreaterEqualStrategyNumber),
						 BOOLOID, false, (Expr *) instant, lower, InvalidOid,
						 InvalidOid);
	until =
		make_opclause(timestamptz_operator(BTLessStrategyNumber), BOOLOID,
					  false, (Expr *) instant, upper, InvalidOid, InvalidOid);
	set_opfuncid((OpExpr *) from);
	set_opfuncid((OpExpr *) until);
	return list_make2(from, until);
}

/* Sorts the two arguments by type; false when they are not as expected. */
static bool
instant_and_interval(List *arguments, Node **instant, Node **interval)
{
	if (list_length(arguments) != 2)
		return false;
	*instant = linitial(arguments);
	*interval = lsecond(arguments);
	if (exprType(*instant) != TIMESTAMPTZOID)
	{
		*instant = lsecond(arguments);
		*interval = linitial(arguments);
	}
	return exprType(*instant) == TIMESTAMPTZOID;
}

/* An index over instants serves containment in an interval as a range. */
static List *
index_conditions(SupportRequestIndexCondition *request)
{
	List *arguments;
	Node *instant, *interval;

	if (IsA(request->node, OpExpr))
		arguments = ((OpExpr *) request->node)->args;
	else if (IsA(request->node, FuncExpr))
		arguments = ((FuncExpr *) request->node)->args;
	else
		return NIL;
	if (!instant_and_interval(arguments, &instant, &interval) ||
		list_nth(arguments, request->indexarg) != instant)
		return NIL;
	if (!op_in_opfamily(timestamptz_operator(BTGreaterEqualStrategyNumber),
						request->opfamily) ||
		!op_in_opfamily(timestamptz_operator(BTLessStrategyNumber),
						request->opfamily))
		return NIL;
	if (!is_pseudo_constant_for_index(request->root, interval, request->index))
		return NIL;
	request->lossy = false;
	return range_conditions(instant, interval, request->funcid);
}

Datum
cc_pg_instant_in_interval_support(PG_FUNCTION_ARGS)
{
	Node *request = (Node *) PG_GETARG_POINTER(0);
	List *result = NIL;

	if (IsA(request, SupportRequestIndexCondition))
		result = index_conditions((SupportRequestIndexCondition *) request);
	PG_RETURN_POINTER(result);
}

/* Restriction selectivity of containment: that of the range it stands for. */
Datum
cc_pg_instant_in_interval_sel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid op = PG_GETARG_OID(1);
	List *arguments = (List *) PG_GETARG_POINTER(2);
	int relation = PG_GETARG_INT32(3);
	Node *instant, *interval;
	List *conditions = NIL;

	if (instant_and_interval(arguments, &instant, &interval))
		conditions = range_conditions(
			instant, estimate_expression_value(root, interval), get_opcode(op));
	if (conditions == NIL)
		PG_RETURN_FLOAT8(0);
	PG_RETURN_FLOAT8(
		clauselist_selectivity(root, conditions, relation, JOIN_INNER, NULL));
}

/* The value of an argument where the planner can know it, else NULL. */
static Const *
known_argument(PlannerInfo *root, FuncExpr *call, int n)
{
	Node *value = estimate_expression_value(root, list_nth(call->args, n));

	if (!IsA(value, Const) || ((Const *) value)->constisnull)
		return NULL;
	return (Const *) value;
}

/* About so many buckets of argument n, the width, lie in a stretch of time. */
static Node *
rows_of_stretch(SupportRequestRows *request, TimestampTz from,
				TimestampTz until, int n)
{
	Const *known = known_argument(request->root, (FuncExpr *) request->node, n);
	Interval *interval;
	cc_width width;
	cc_error error;
	double seconds = ((double) until - (double) from) / USECS_PER_SEC;

	if (known == NULL)
		return NULL;
	interval = DatumGetIntervalP(known->constvalue);
	if (cc_width_make(interval->month, interval->day, interval->time, &width,
					  &error) != CC_OK)
		return NULL;
	request->rows = clamp_row_est(seconds / cc_width_seconds(&width));
	return (Node *) request;
}

/* reporting_intervals(from_ts, to_ts, width, ...): how many there will be. */
Datum
cc_pg_reporting_intervals_support(PG_FUNCTION_ARGS)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	FuncExpr *call;
	Const *from, *until;

	if (!IsA(request, SupportRequestRows) || !IsA(request->node, FuncExpr))
		PG_RETURN_POINTER(NULL);
	call = (FuncExpr *) request->node;
	from = known_argument(request->root, call, 0);
	until = known_argument(request->root, call, 1);
	if (from == NULL || until == NULL)
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(
		rows_of_stretch(request, DatumGetTimestampTz(from->constvalue),
						DatumGetTimestampTz(until->constvalue), 2));
}

/* split_interval(during, width, ...): likewise. */
Datum
cc_pg_split_interval_support(PG_FUNCTION_ARGS)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	Const *during;
	TimestampTz from, until;

	if (!IsA(request, SupportRequestRows) || !IsA(request->node, FuncExpr))
		PG_RETURN_POINTER(NULL);
	during = known_argument(request->root, (FuncExpr *) request->node, 0);
	if (during == NULL ||
		!cc_range_span(DatumGetRangeTypeP(during->constvalue), &from, &until))
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(rows_of_stretch(request, from, until, 1));
}
