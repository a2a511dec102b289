/*
 * pg_compat.h
 *		What differs between PostgreSQL majors.  No other file may name
 *		PG_VERSION_NUM.
 */
#ifndef CC_PG_COMPAT_H
#define CC_PG_COMPAT_H

#if PG_VERSION_NUM < 150000
#error "contact_center needs PostgreSQL 15 or newer"
#endif

/*
 * Soft errors of input functions came with 16; before that every error is
 * thrown.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#define CC_ESCONTEXT (fcinfo->context)
#else
#define CC_ESCONTEXT NULL
#define errsave(context, ...)        \
	do                               \
	{                                \
		(void) (context);            \
		ereport(ERROR, __VA_ARGS__); \
	} while (0)
#define ereturn(context, dummy_value, ...) \
	do                                     \
	{                                      \
		errsave(context, __VA_ARGS__);     \
		return dummy_value;                \
	} while (0)
#endif

/* 16 moved the varlena macros out of postgres.h. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 16 gave make_range() a soft error context. */
#if PG_VERSION_NUM >= 160000
#define cc_make_range(type, lower, upper, empty) \
	make_range(type, lower, upper, empty, NULL)
#else
#define cc_make_range(type, lower, upper, empty) \
	make_range(type, lower, upper, empty)
#endif

/*
 * What a time zone abbreviation (lower case) stands for: TZ, DTZ or DYNTZ, else
 * another field type.  16 moved the type from the result to an argument.
 */
#include "utils/datetime.h"

static inline int
cc_decode_abbreviation(char *abbreviation, int *offset)
{
	pg_tz *tz;
#if PG_VERSION_NUM >= 160000
	DateTimeErrorExtra extra;
	int type;

	if (DecodeTimezoneAbbrev(0, abbreviation, &type, offset, &tz, &extra) != 0)
		return UNKNOWN_FIELD;
	return type;
#else
	return DecodeTimezoneAbbrev(0, abbreviation, offset, &tz);
#endif
}

/*
 * Call a type's input function, errors going where escontext says; false when
 * one was saved there.
 */
static inline bool
cc_input(PGFunction function, char *string, Node *escontext, Datum *result)
{
#if PG_VERSION_NUM >= 160000
	return DirectInputFunctionCallSafe(function, string, InvalidOid, -1,
									   escontext, result);
#else
	*result =
		DirectFunctionCall3(function, CStringGetDatum(string),
							ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	return true;
#endif
}

#endif
