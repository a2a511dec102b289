/*
 * business_hours.h
 *		Weekly opening hours with dated exceptions, in a time zone.
 *
 * A calendar is open at an instant when the wall clock of its zone then shows a
 * time within its hours.  So what a clock change skips is not open time, and
 * what it repeats is open twice; all counts are true elapsed microseconds.
 *
 * Instants are microseconds since 2000-01-01 00:00:00 UTC, days count from
 * 2000-01-01, a day's microseconds from its local midnight.
 */
#ifndef CC_BUSINESS_HOURS_H
#define CC_BUSINESS_HOURS_H

#include "core/bytes.h"
#include "core/status.h"
#include "core/text.h"
#include "core/zone.h"

#define CC_DAY_MICROS (CC_DAY * 1000000)
#define CC_MAX_OPENINGS 48		 /* of a day */
#define CC_MAX_SEASONS 1024		 /* weeks that follow each other */
#define CC_MAX_EXCEPTIONS 4096	 /* runs of dates with hours of their own */
#define CC_MAX_CALENDAR_ZONE 255 /* bytes of the name of a zone */
#define CC_MAX_CALENDAR_TEXT (1 << 20)

/*
 * [open, close) of the day it belongs to: open is less than a day; close is
 * more than one when it goes on over midnight, but by less than open.
 */
typedef struct cc_opening
{
	int64_t open;
	int64_t close;
} cc_opening;

/* Of one day, in order; they may touch but not overlap. */
typedef struct cc_hours
{
	const cc_opening *openings;
	size_t n;
} cc_hours;

/* The week that holds from a day on, until the next. */
typedef struct cc_season
{
	int32_t first;	  /* day; of the first season INT32_MIN */
	cc_hours week[7]; /* from Monday */
} cc_season;

typedef struct cc_exception
{
	int32_t first; /* day */
	int32_t last;
	cc_hours hours;
} cc_exception;

typedef struct cc_calendar
{
	/* in order, at least one; neighbours have different weeks */
	const cc_season *seasons;
	size_t n_seasons;
	/* in order; neighbours that adjoin have different hours */
	const cc_exception *exceptions;
	size_t n_exceptions;
	const char *zone;
	size_t zone_length;
} cc_calendar;

/* What a calendar's parts take; the caller owns them. */
typedef struct cc_calendar_room
{
	cc_opening *openings;
	size_t n_openings;
	cc_season *seasons;
	size_t n_seasons;
	cc_exception *exceptions;
	size_t n_exceptions;
} cc_calendar_room;

/*
 * The text form: entries separated by semicolons:
 *   Mo-Fr 08:00-12:00,13:00-17:00; Sa off; 2027-01-01/.. Mo-Fr 09:00-17:00;
 *   2026-12-24/2026-12-26 off; zone Asia/Tokyo
 * Dates count more than weekdays with dates, these more than weekdays alone,
 * of the same sort the later one.  cc_calendar_text_room says how much room a
 * text can need; parsing fills it.  The zone points into the text; without one
 * it is UTC.
 */
extern cc_status
cc_calendar_text_room(size_t length, cc_calendar_room *room, cc_error *error);
extern cc_status
cc_calendar_parse(const char *text, size_t length, cc_calendar_room *room,
				  cc_calendar *calendar, cc_error *error);
extern void cc_calendar_print(cc_printer *printer, const cc_calendar *calendar);

/*
 * The stored and wire form: one for each calendar, of the lowest version that
 * can hold it.  Decoding refuses any other bytes; without room (all parts NULL)
 * it only checks and counts.
 */
extern int cc_calendar_version(const cc_calendar *calendar);
extern void cc_calendar_encode(cc_writer *writer, const cc_calendar *calendar);
extern cc_status
cc_calendar_decode(cc_reader *reader, int version, cc_calendar_room *room,
				   cc_calendar *calendar, cc_error *error);
#define CC_CALENDAR_VERSIONS 2 /* 1 to this are known */

extern bool cc_calendar_is_open(const cc_calendar *calendar, cc_zone *zone,
								int64_t instant);

/* Open microseconds in [from, until); 0 when until <= from. */
extern int64_t cc_calendar_open_time(const cc_calendar *calendar, cc_zone *zone,
									 int64_t from, int64_t until, cc_poll poll);

/*
 * The count-th (from 1) microsecond that is open (or that is not) at or after
 * from and before limit; or the count-th open one going back, before from and
 * not before limit.  false: there are fewer.
 */
extern bool cc_calendar_find(const cc_calendar *calendar, cc_zone *zone,
							 int64_t from, int64_t limit, int64_t count,
							 bool open, int64_t *instant, cc_poll poll);
extern bool cc_calendar_find_back(const cc_calendar *calendar, cc_zone *zone,
								  int64_t from, int64_t limit, int64_t count,
								  int64_t *instant, cc_poll poll);

/*
 * cc_calendar_elapsed: open seconds from one instant to another, negative when
 * that is the earlier.
 *
 * cc_calendar_add, its inverse: the instant nearest to from at which so many
 * open seconds have elapsed (before from when negative).  found is false when
 * the calendar never opens for so long; 22008 when only the end of the server's
 * calendar, [first, end), comes before.
 */
extern double cc_calendar_elapsed(const cc_calendar *calendar, cc_zone *zone,
								  int64_t from, int64_t until, cc_poll poll);
extern cc_status
cc_calendar_add(const cc_calendar *calendar, cc_zone *zone, int64_t from,
				double seconds, int64_t first, int64_t end, bool *found,
				int64_t *result, cc_poll poll, cc_error *error);

/* The open share of a week of the last season, for estimates. */
extern double cc_calendar_open_share(const cc_calendar *calendar);

#endif
