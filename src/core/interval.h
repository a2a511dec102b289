/*
 * interval.h
 *		Reporting intervals: buckets of time aligned in a named zone.
 *
 * Instants and wall-clock times are whole seconds as in zone.h.
 */
#ifndef CC_INTERVAL_H
#define CC_INTERVAL_H

#include "core/status.h"
#include "core/text.h"
#include "core/zone.h"

/*
 * Start and length in one word, so that comparing words compares starts, then
 * lengths: 39 bits of start, 25 of length (388 days).  Starts reach from the
 * first instant of PostgreSQL's calendar (4714 BC) to the year 10710.
 */
typedef int64_t cc_interval;

#define CC_INTERVAL_LENGTH_BITS 25
#define CC_INTERVAL_MAX_LENGTH ((INT64_C(1) << CC_INTERVAL_LENGTH_BITS) - 1)
#define CC_INTERVAL_MIN_START INT64_C(-211813488000)
#define CC_INTERVAL_MAX_START ((INT64_C(1) << 38) - 1)

static inline int64_t
cc_interval_length(cc_interval interval)
{
	return interval & CC_INTERVAL_MAX_LENGTH;
}

static inline int64_t
cc_interval_start(cc_interval interval)
{
	return (interval - cc_interval_length(interval)) /
		   (CC_INTERVAL_MAX_LENGTH + 1);
}

static inline int64_t
cc_interval_end(cc_interval interval)
{
	return cc_interval_start(interval) + cc_interval_length(interval);
}

extern cc_status cc_interval_out_of_range(cc_error *error);

/* [start, end); an empty, too long or too distant one is CC_BAD_DATETIME. */
static inline cc_status
cc_interval_make(int64_t start, int64_t end, cc_interval *interval,
				 cc_error *error)
{
	if (start < CC_INTERVAL_MIN_START || start > CC_INTERVAL_MAX_START ||
		end <= start || end > start + CC_INTERVAL_MAX_LENGTH)
	{
		*interval = 0;
		return cc_interval_out_of_range(error);
	}
	*interval = start * (CC_INTERVAL_MAX_LENGTH + 1) + (end - start);
	return CC_OK;
}

/* count of its own lengths later (earlier when negative). */
extern cc_status cc_interval_shift(cc_interval interval, int64_t count,
								   cc_interval *shifted, cc_error *error);

/*
 * How wide the buckets are.  Seconds count elapsed time from the start of the
 * local day, and the next day's start cuts the last bucket; days and months
 * run from one local start of day to another.  Days count from Monday,
 * 2001-01-01, so that weeks start on Mondays; months from January 2001.
 */
typedef enum cc_width_unit
{
	CC_WIDTH_SECONDS,
	CC_WIDTH_DAYS,
	CC_WIDTH_MONTHS
} cc_width_unit;

typedef struct cc_width
{
	cc_width_unit unit;
	int64_t count;
	int64_t day_start; /* when a day starts: seconds after local midnight */
} cc_width;

/*
 * The width of an SQL interval, days starting at midnight.  24 hours are a day.
 * Mixed units, fractions of a second, parts of a day above one day, and
 * anything longer than 388 days or 12 months are CC_BAD_ARGUMENT.
 */
extern cc_status
cc_width_make(int64_t months, int64_t days, int64_t microseconds,
			  cc_width *width, cc_error *error);

/* Days start so long after midnight: a whole second of the day. */
extern cc_status
cc_width_set_day_start(cc_width *width, int64_t microseconds, cc_error *error);

/* The nominal length in seconds, for estimates. */
extern double cc_width_seconds(const cc_width *width);

/* No call gives more than so many: a century of minutes is half of that. */
#define CC_MAX_INTERVALS INT64_C(100000000)

extern cc_status
cc_too_many_intervals(double count, int64_t most, cc_error *error);

/*
 * CC_TOO_LARGE when the buckets of a stretch of time, in microseconds, are more
 * than most by their nominal length.  None is shorter than a second, so most
 * stretches need no look at the width.
 */
static inline cc_status
cc_width_limit(const cc_width *width, int64_t from, int64_t until, int64_t most,
			   cc_error *error)
{
	/* unsigned: from one end of PostgreSQL's time to the other passes 2^63 */
	uint64_t length = until > from ? (uint64_t) until - (uint64_t) from : 0;
	double count;

	if (length <= (uint64_t) most * 1000000)
		return CC_OK;
	count = (double) length / 1e6 / cc_width_seconds(width);
	return count <= (double) most ? CC_OK
								  : cc_too_many_intervals(count, most, error);
}

/*
 * The bucket that holds the instant.  Every line of the grid is the earliest
 * instant at which the wall clock shows it or later; so buckets tile the time
 * line in every zone, whatever its clocks do.
 */
extern cc_status
cc_bucket(cc_zone *zone, const cc_width *width, int64_t instant,
		  cc_interval *bucket, cc_error *error);

/*
 * A stretch of time cut along the buckets, in microseconds since 2000-01-01.
 * An instant (from = until) is one piece of no length.
 */
typedef struct cc_pieces
{
	int64_t next;
	int64_t until;
	bool done;
} cc_pieces;

extern void cc_pieces_init(cc_pieces *pieces, int64_t from, int64_t until);

/* The next piece and its bucket; bucket 0 (which is none) after the last. */
extern cc_status
cc_pieces_next(cc_pieces *pieces, cc_zone *zone, const cc_width *width,
			   cc_interval *bucket, int64_t *microseconds, cc_error *error);

/*
 * The number, from 0, of the bucket among those of its local day or of its
 * local week (from Monday).  width is the nominal one in seconds, 0 for that of
 * the bucket itself.  Slots follow the wall clock: a skipped hour leaves its
 * numbers out, a repeated one repeats them.
 */
extern int64_t
cc_slot_of_day(cc_zone *zone, cc_interval interval, int64_t width);
extern int64_t
cc_slot_of_week(cc_zone *zone, cc_interval interval, int64_t width);

/* An ISO 8601 duration: PnW or PnDTnHnMnS, a day being 24 hours. */
#define CC_DURATION_TEXT 32
extern void cc_duration_print(int64_t seconds, char text[CC_DURATION_TEXT]);
extern cc_status cc_duration_parse(const char *text, size_t length,
								   int64_t *seconds, cc_error *error);

/*
 * The exact form that knows no session: 2026-11-21T09:30:00Z/PT30M, years as
 * ISO 8601 counts them (0 is 1 BC).
 */
extern void cc_interval_print(cc_printer *printer, cc_interval interval);
extern cc_status
cc_interval_scan(cc_scanner *scanner, cc_interval *interval, cc_error *error);

#endif
