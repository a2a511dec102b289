/*
 * summary.h
 *		What the bindings of the queue summary share: a queue_summary argument.
 */
#ifndef CC_PG_SUMMARY_H
#define CC_PG_SUMMARY_H

#include "pg/bind.h"

#include "datatype/timestamp.h"
#include "nodes/execnodes.h"
#include "utils/timestamp.h"

#include "core/summary.h"

typedef struct varlena QueueSummary;

/* Opens any queue_summary datum; what is being built is packed first. */
extern void cc_open_summary(Datum datum, cc_packed *packed);

#define CC_ARG_SUMMARY(n, packed) cc_open_summary(PG_GETARG_DATUM(n), packed)

extern void cc_check_fit(cc_fit fit);
extern void cc_duration_error(const char *name, Datum shown, bool interval)
	__attribute__((noreturn));

/* Seconds as microseconds; name is the argument's, for the message. */
static inline int64
cc_seconds_to_us(const char *name, float8 seconds)
{
	if (unlikely(!(seconds >= 0 && seconds <= CC_DURATION_MAX / 1e6)))
		cc_duration_error(name, Float8GetDatum(seconds), false);
	return (int64) (seconds * 1e6 + 0.5);
}

extern int64 cc_long_interval_to_us(const char *name, const Interval *interval);

static inline int64
cc_interval_to_us(const char *name, const Interval *interval)
{
	if (likely(interval->month == 0 && interval->day == 0 &&
			   interval->time >= 0 && interval->time <= CC_DURATION_MAX))
		return interval->time;
	return cc_long_interval_to_us(name, interval);
}

/* Durations among the arguments; NULL is unknown. */
static inline int64
cc_seconds_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	return PG_ARGISNULL(n) ? CC_UNKNOWN
						   : cc_seconds_to_us(name, PG_GETARG_FLOAT8(n));
}

static inline int64
cc_interval_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	return PG_ARGISNULL(n) ? CC_UNKNOWN
						   : cc_interval_to_us(name, PG_GETARG_INTERVAL_P(n));
}

/* May the state be changed in place? */
static inline bool
cc_in_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL && (IsA(fcinfo->context, AggState) ||
									   IsA(fcinfo->context, WindowAggState));
}

extern void cc_outcome_error(text *outcome) __attribute__((noreturn));

/* The outcome in a text argument; NULL is open. */
static pg_attribute_always_inline cc_outcome
cc_outcome_argument(NullableDatum argument)
{
	struct varlena *value;
	int outcome;

	if (argument.isnull)
		return CC_OPEN;
	value = (struct varlena *) DatumGetPointer(argument.value);
	if (unlikely(VARATT_IS_COMPRESSED(value) || VARATT_IS_EXTERNAL(value)))
		value = pg_detoast_datum_packed(value);
	outcome = cc_outcome_of(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	if (unlikely(outcome < 0))
		cc_outcome_error((text *) value);
	return (cc_outcome) outcome;
}

#endif
