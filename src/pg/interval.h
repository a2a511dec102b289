/*
 * interval.h
 *		reporting_interval as a Datum, and what bucketing functions keep from
 *		call to call.
 */
#ifndef CC_PG_INTERVAL_H
#define CC_PG_INTERVAL_H

#include "pg/bind.h"

#include "utils/date.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"

#include "core/interval.h"
#include "pg/zone.h"

#define DatumGetReportingInterval(d) ((cc_interval) DatumGetInt64(d))
#define ReportingIntervalGetDatum(i) Int64GetDatum(i)
#define PG_GETARG_REPORTING_INTERVAL(n) \
	DatumGetReportingInterval(PG_GETARG_DATUM(n))
#define PG_RETURN_REPORTING_INTERVAL(i) return ReportingIntervalGetDatum(i)

/* A zone and a width, kept with what they were made from. */
typedef struct CcBucketing
{
	CcZoneCache cache;
	cc_zone *zone;
	Interval width_seen;
	TimeADT day_start_seen;
	cc_width width;
} CcBucketing;

static inline void
cc_check(cc_status status, const cc_error *error)
{
	if (unlikely(status != CC_OK))
		cc_report(NULL, error);
}

extern void cc_bucketing_init(CcBucketing *bucketing, MemoryContext context);

/* For functions that keep nothing else in fn_extra. */
extern CcBucketing *cc_bucketing_of_call(FunctionCallInfo fcinfo);

/* zone NULL: the session's. */
extern void cc_bucketing_set(CcBucketing *bucketing, const Interval *width,
							 text *zone, TimeADT day_start);

/* 54000 when a stretch of time has more buckets than most. */
static inline void
cc_bucketing_limit(const CcBucketing *bucketing, TimestampTz from,
				   TimestampTz until, int64 most)
{
	cc_error error;

	cc_check(cc_width_limit(&bucketing->width, from, until, most, &error),
			 &error);
}

/* A width that makes no sense is 22023. */
extern void cc_width_argument(const Interval *interval, cc_width *width);

/* An infinite instant is 22023, by the name of the argument. */
extern int64 cc_instant_argument(const char *name, TimestampTz instant);

/*
 * The bounds of a tstzrange, infinite ones as infinite timestamps; false when
 * it is empty.  The second refuses infinite ones: 22023, argument "during".
 */
extern bool
cc_range_span(RangeType *range, TimestampTz *from, TimestampTz *until);
extern bool
cc_finite_range_span(RangeType *range, TimestampTz *from, TimestampTz *until);

extern cc_interval cc_bucket_of(CcBucketing *bucketing, int64 instant);

static inline TimestampTz
cc_timestamp_of(int64 second)
{
	return second * USECS_PER_SEC;
}

#endif
