/*
 * bind.h
 *		What every binding shares: arguments in, status out as ereport().
 *
 * A binding is arguments, one core call, result.  No formula lives here.
 */
#ifndef CC_BIND_H
#define CC_BIND_H

#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/nodes.h"
#include "utils/array.h"

#include "core/status.h"
#include "pg/pg_compat.h"

/* Raise (or, for a soft error context, save) what the core reported. */
extern void cc_report(Node *escontext, const cc_error *error);

/* The core's cc_poll, bound to CHECK_FOR_INTERRUPTS(). */
extern void cc_poll_interrupts(void);

extern void cc_argument_error(const char *name, float8 value, cc_domain domain)
	__attribute__((noreturn));

/* Refuse a value outside its domain: 22023, naming argument and value. */
static inline float8
cc_check_domain(const char *name, float8 value, cc_domain domain)
{
	if (unlikely(!cc_domain_contains(domain, value)))
		cc_argument_error(name, value, domain);
	return value;
}

#define CC_ARG_FLOAT8(n, name, domain) \
	cc_check_domain(name, PG_GETARG_FLOAT8(n), domain)

/* Index of a text argument among names, or 22023 that lists them. */
extern int
cc_name_argument(const char *name, text *value, const char *const *names);

#define CC_ARG_NAME(n, name, names) \
	cc_name_argument(name, PG_GETARG_TEXT_PP(n), names)

/* The elements of a float8[]; a NULL one is NaN, which none may be. */
extern float8 *
cc_numbers_argument(const char *name, ArrayType *array, int *count);

/*
 * What has no value is NaN in the core and NULL in SQL; infinity is a value.  A
 * number that may have none is returned and put into a row by these alone.
 */
#define CC_RETURN_NUMBER(number)      \
	do                                \
	{                                 \
		float8 number_ = (number);    \
		if (unlikely(isnan(number_))) \
			PG_RETURN_NULL();         \
		PG_RETURN_FLOAT8(number_);    \
	} while (0)

static inline void
cc_put_number(Datum *values, bool *nulls, int column, float8 number)
{
	nulls[column] = isnan(number);
	values[column] = Float8GetDatum(nulls[column] ? 0 : number);
}

/*
 * Engines that split an aggregate over nodes (Citus) carry its partial states as
 * text: they call the output function of the state's type as part of an
 * aggregate, which nobody else does.  It then writes a mark and the type's
 * binary form in base64, that is short and cheap to read; input takes both.
 */
#define CC_OUT_TRAVELS(fcinfo, send)                          \
	do                                                        \
	{                                                         \
		if (unlikely(AggCheckCallContext(fcinfo, NULL) != 0)) \
			return cc_travel_text(send(fcinfo));              \
	} while (0)
#define CC_IN_TRAVELLED(fcinfo, recv)                                \
	do                                                               \
	{                                                                \
		if (PG_GETARG_CSTRING(0)[0] == CC_TRAVEL_MARK)               \
			return cc_travelled(fcinfo, recv, PG_GETARG_CSTRING(0)); \
	} while (0)
#define CC_TRAVEL_MARK '='
extern Datum cc_travel_text(Datum bytes);
extern Datum
cc_travelled(FunctionCallInfo fcinfo, PGFunction recv, const char *text);

/* The one row that a function with OUT arguments returns. */
extern Datum cc_result_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls);

#endif
