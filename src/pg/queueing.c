/*
 * queueing.c
 *		SQL bindings of chapter 1: Erlang B, C and A.
 */
#include "pg/bind.h"

#include "core/queueing.h"

PG_FUNCTION_INFO_V1(cc_pg_offered_load);

Datum
cc_pg_offered_load(PG_FUNCTION_ARGS)
{
	float8 calls = CC_ARG_FLOAT8(0, "calls", CC_NONNEGATIVE);
	float8 period = CC_ARG_FLOAT8(1, "period", CC_POSITIVE);
	float8 aht = CC_ARG_FLOAT8(2, "aht", CC_POSITIVE);

	PG_RETURN_FLOAT8(cc_offered_load(calls, period, aht));
}
