/*
 * business_hours.c
 *		Weekly opening hours with dated exceptions, in a time zone.
 */
#include "core/business_hours.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/civil.h"

static const char *const weekday_names[7] = {"Mo", "Tu", "We", "Th",
											 "Fr", "Sa", "Su"};

/* Dates are of the years 1 to 9999. */
#define FIRST_DAY INT32_C(-730119)
#define LAST_DAY INT32_C(2921939)

static inline int
weekday(int64_t day)
{
	/* 2000-01-01 was a Saturday */
	int64_t from_monday = (day + 5) % 7;

	return (int) (from_monday < 0 ? from_monday + 7 : from_monday);
}

static bool
same_hours(cc_hours a, cc_hours b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.openings, b.openings,
											 a.n * sizeof(cc_opening)) == 0);
}

/* ---- counting ---- */

/* How far into a day the day before goes on. */
static inline int64_t
spill(cc_hours before)
{
	int64_t close = before.n > 0 ? before.openings[before.n - 1].close : 0;

	return close > CC_DAY ? close - CC_DAY : 0;
}

static inline int64_t
overlap(int64_t from, int64_t until, int64_t open, int64_t close)
{
	if (open < from)
		open = from;
	if (close > until)
		close = until;
	return close > open ? close - open : 0;
}

/* Open seconds in [from, until) of a day, by its hours and those before. */
static int64_t
seconds_of_day(cc_hours before, cc_hours hours, int64_t from, int64_t until)
{
	int64_t spilt = spill(before);
	int64_t seconds = overlap(from, until, 0, spilt);

	for (size_t i = 0; i < hours.n; i++)
	{
		int64_t open = hours.openings[i].open;
		int64_t close = hours.openings[i].close;

		seconds += overlap(from, until, open > spilt ? open : spilt,
						   close < CC_DAY ? close : CC_DAY);
	}
	return seconds;
}

/* The first exception that ends on day or later; n_exceptions: none. */
static size_t
exception_from(const cc_calendar *calendar, int64_t day)
{
	size_t low = 0;
	size_t high = calendar->n_exceptions;

	while (low < high)
	{
		size_t middle = low + (high - low) / 2;

		if (calendar->exceptions[middle].last < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static cc_hours
hours_of_day(const cc_calendar *calendar, int64_t day)
{
	size_t i = exception_from(calendar, day);

	if (i < calendar->n_exceptions && calendar->exceptions[i].first <= day)
		return calendar->exceptions[i].hours;
	return calendar->week[weekday(day)];
}

static int64_t
seconds_of_date(const cc_calendar *calendar, int64_t day, int64_t from,
				int64_t until)
{
	return seconds_of_day(hours_of_day(calendar, day - 1),
						  hours_of_day(calendar, day), from, until);
}

/* Whole days [from, until), none of them nor the one before an exception. */
static int64_t
seconds_of_ordinary_days(const cc_calendar *calendar, int64_t from,
						 int64_t until)
{
	int64_t weeks = (until - from) / 7;
	int64_t rest = (until - from) % 7;
	int64_t seconds = 0;

	for (int64_t i = 0; i < (weeks > 0 ? 7 : rest); i++)
	{
		int64_t times = weeks + (i < rest);

		seconds += times * seconds_of_day(calendar->week[weekday(from + i - 1)],
										  calendar->week[weekday(from + i)], 0,
										  CC_DAY);
	}
	return seconds;
}

static int64_t
seconds_of_days(const cc_calendar *calendar, int64_t from, int64_t until,
				cc_poll poll)
{
	int64_t seconds = 0;
	size_t i = exception_from(calendar, from - 1);

	while (from < until)
	{
		const cc_exception *exception = calendar->exceptions + i;

		if (i == calendar->n_exceptions || exception->first >= until)
			return seconds + seconds_of_ordinary_days(calendar, from, until);
		if (from < exception->first)
		{
			seconds +=
				seconds_of_ordinary_days(calendar, from, exception->first);
			from = exception->first;
		}
		else if (from == exception->first || from > exception->last)
		{
			/* one with another sort of day before it */
			seconds += seconds_of_date(calendar, from, 0, CC_DAY);
			if (from > exception->last)
				i++;
			from++;
		}
		else
		{
			int64_t end = exception->last < until ? exception->last + 1 : until;

			seconds +=
				(end - from) *
				seconds_of_day(exception->hours, exception->hours, 0, CC_DAY);
			from = end;
		}
		if (poll != NULL)
			poll();
	}
	return seconds;
}

static int64_t
local_seconds(const cc_calendar *calendar, int64_t from, int64_t until,
			  cc_poll poll)
{
	int64_t first = cc_floor_div(from, CC_DAY);
	int64_t last = cc_floor_div(until, CC_DAY);

	from -= first * CC_DAY;
	until -= last * CC_DAY;
	if (first == last)
		return seconds_of_date(calendar, first, from, until);
	return seconds_of_date(calendar, first, from, CC_DAY) +
		   seconds_of_days(calendar, first + 1, last, poll) +
		   (until > 0 ? seconds_of_date(calendar, last, 0, until) : 0);
}

bool
cc_calendar_is_open(const cc_calendar *calendar, cc_zone *zone, int64_t instant)
{
	int64_t local = cc_zone_local(zone, instant);
	int64_t day = cc_floor_div(local, CC_DAY);
	int64_t second = local - day * CC_DAY;

	return seconds_of_date(calendar, day, second, second + 1) > 0;
}

int64_t
cc_calendar_open_seconds(const cc_calendar *calendar, cc_zone *zone,
						 int64_t from, int64_t until, cc_poll poll)
{
	int64_t seconds = 0;

	while (from < until)
	{
		const cc_stretch *stretch = cc_zone_at(zone, from);
		int64_t end = stretch->until < until ? stretch->until : until;

		seconds += local_seconds(calendar, from + stretch->offset,
								 end + stretch->offset, poll);
		from = end;
		if (poll != NULL)
			poll();
	}
	return seconds;
}

static bool
opens_weekly(const cc_calendar *calendar)
{
	for (int i = 0; i < 7; i++)
	{
		if (calendar->week[i].n > 0)
			return true;
	}
	return false;
}

double
cc_calendar_open_share(const cc_calendar *calendar)
{
	return (double) seconds_of_ordinary_days(calendar, 0, 7) /
		   (double) (7 * CC_DAY);
}

/*
 * Both searches step out by doubling until enough is counted, then halve what
 * they have: nothing but counting decides, so they are its inverse.
 */
#define LONGEST_STEP (INT64_C(1) << 40)

static int64_t
count_seconds(const cc_calendar *calendar, cc_zone *zone, int64_t from,
			  int64_t until, bool open, cc_poll poll)
{
	int64_t seconds =
		cc_calendar_open_seconds(calendar, zone, from, until, poll);

	return open ? seconds : until - from - seconds;
}

bool
cc_calendar_find(const cc_calendar *calendar, cc_zone *zone, int64_t from,
				 int64_t limit, int64_t count, bool open, int64_t *second,
				 cc_poll poll)
{
	int64_t step = CC_DAY;
	int64_t until;

	for (;;)
	{
		int64_t seconds;

		if (from >= limit)
			return false;
		until = limit - from < step ? limit : from + step;
		seconds = count_seconds(calendar, zone, from, until, open, poll);
		if (seconds >= count)
			break;
		count -= seconds;
		from = until;
		if (step < LONGEST_STEP)
			step *= 2;
	}
	while (until - from > 1)
	{
		int64_t middle = from + (until - from) / 2;
		int64_t seconds =
			count_seconds(calendar, zone, from, middle, open, poll);

		if (seconds >= count)
			until = middle;
		else
		{
			count -= seconds;
			from = middle;
		}
	}
	*second = from;
	return true;
}

bool
cc_calendar_find_back(const cc_calendar *calendar, cc_zone *zone, int64_t from,
					  int64_t limit, int64_t count, int64_t *second,
					  cc_poll poll)
{
	int64_t step = CC_DAY;
	int64_t back;

	for (;;)
	{
		int64_t seconds;

		if (from <= limit)
			return false;
		back = from - limit < step ? limit : from - step;
		seconds = cc_calendar_open_seconds(calendar, zone, back, from, poll);
		if (seconds >= count)
			break;
		count -= seconds;
		from = back;
		if (step < LONGEST_STEP)
			step *= 2;
	}
	while (from - back > 1)
	{
		int64_t middle = back + (from - back) / 2;
		int64_t seconds =
			cc_calendar_open_seconds(calendar, zone, middle, from, poll);

		if (seconds >= count)
			back = middle;
		else
		{
			count -= seconds;
			from = middle;
		}
	}
	*second = back;
	return true;
}

#define MICROSECONDS INT64_C(1000000)

/* Open microseconds of the second that holds the instant, up to it. */
static int64_t
open_fraction(const cc_calendar *calendar, cc_zone *zone, int64_t instant)
{
	int64_t second = cc_floor_div(instant, MICROSECONDS);
	int64_t fraction = instant - second * MICROSECONDS;

	if (fraction == 0 || !cc_calendar_is_open(calendar, zone, second))
		return 0;
	return fraction;
}

double
cc_calendar_elapsed(const cc_calendar *calendar, cc_zone *zone, int64_t from,
					int64_t until, cc_poll poll)
{
	int64_t seconds;
	int64_t fraction;

	if (until < from)
		/* not -x, which has a zero of its own */
		return 0 - cc_calendar_elapsed(calendar, zone, until, from, poll);
	seconds = cc_calendar_open_seconds(calendar, zone,
									   cc_floor_div(from, MICROSECONDS),
									   cc_floor_div(until, MICROSECONDS), poll);
	fraction = open_fraction(calendar, zone, until) -
			   open_fraction(calendar, zone, from);
	if (seconds < INT64_MAX / MICROSECONDS)
		return (double) (seconds * MICROSECONDS + fraction) /
			   (double) MICROSECONDS;
	return (double) seconds;
}

cc_status
cc_calendar_add(const cc_calendar *calendar, cc_zone *zone, int64_t from,
				double seconds, int64_t first, int64_t end, bool *found,
				int64_t *result, cc_poll poll, cc_error *error)
{
	/* what opens on some dates only is searched no farther than those */
	const cc_exception *exceptions = calendar->exceptions;
	size_t n = calendar->n_exceptions;
	bool dated = !opens_weekly(calendar);
	int64_t second = cc_floor_div(from, MICROSECONDS);
	int64_t elapsed = open_fraction(calendar, zone, from);
	int64_t rest;
	int64_t count;

	*found = true;
	*result = from;
	if (dated && n == 0)
		*found = seconds == 0;
	if (seconds == 0 || !*found)
		return CC_OK;
	if (fabs(seconds) > (double) (INT64_MAX / MICROSECONDS - 2))
		return cc_fail(error, CC_BAD_DATETIME, "timestamp out of range");

	rest = (int64_t) llrint(seconds * (double) MICROSECONDS);
	if (rest > 0)
	{
		/* from the start of its second; rest > 0 of it is to be found */
		rest += elapsed;
		if (dated && exceptions[n - 1].last * CC_DAY + 4 * CC_DAY < end)
			end = exceptions[n - 1].last * CC_DAY + 4 * CC_DAY;
		count = (rest - 1) / MICROSECONDS + 1;
		*found = cc_calendar_find(calendar, zone, second, end, count, true,
								  &second, poll);
		rest -= (count - 1) * MICROSECONDS;
	}
	else if (rest < 0)
	{
		rest += elapsed;
		if (rest >= 0)
		{
			/* within the second that holds from, which is open */
			*result = second * MICROSECONDS + rest;
			return CC_OK;
		}
		if (dated && exceptions[0].first * CC_DAY - 4 * CC_DAY > first)
			first = exceptions[0].first * CC_DAY - 4 * CC_DAY;
		count = (-rest - 1) / MICROSECONDS + 1;
		*found = cc_calendar_find_back(calendar, zone, second, first, count,
									   &second, poll);
		rest += count * MICROSECONDS;
	}
	else
		return CC_OK;

	if (*found)
		*result = second * MICROSECONDS + rest;
	else if (!dated)
		return cc_fail(error, CC_BAD_DATETIME, "timestamp out of range");
	return CC_OK;
}

/* ---- text ---- */

static void
print_time(cc_printer *printer, int32_t second)
{
	cc_print(printer, "%02d:%02d", second / 3600, second / 60 % 60);
	if (second % 60 != 0)
		cc_print(printer, ":%02d", second % 60);
}

static void
print_hours(cc_printer *printer, cc_hours hours)
{
	if (hours.n == 0)
		cc_print(printer, "off");
	for (size_t i = 0; i < hours.n; i++)
	{
		int32_t close = hours.openings[i].close;

		if (i > 0)
			cc_print(printer, ",");
		print_time(printer, hours.openings[i].open);
		cc_print(printer, "-");
		print_time(printer,
				   close > CC_DAY ? (int32_t) (close - CC_DAY) : close);
	}
}

static void
print_day(cc_printer *printer, int64_t day)
{
	cc_date date = cc_date_of_days(day);

	cc_print(printer, "%04" PRId64 "-%02d-%02d", date.year, date.month,
			 date.day);
}

/* Weekdays with equal hours together, in runs. */
static void
print_week(cc_printer *printer, const cc_calendar *calendar)
{
	for (int first = 0; first < 7; first++)
	{
		cc_hours hours = calendar->week[first];
		bool printed = hours.n == 0;

		for (int i = 0; i < first; i++)
			printed |= same_hours(calendar->week[i], hours);
		if (printed)
			continue;
		for (int from = first; from < 7; from++)
		{
			int to = from;

			if (!same_hours(calendar->week[from], hours))
				continue;
			while (to < 6 && same_hours(calendar->week[to + 1], hours))
				to++;
			cc_print(printer, "%s%s", from > first ? "," : "",
					 weekday_names[from]);
			if (to > from)
				cc_print(printer, "-%s", weekday_names[to]);
			from = to;
		}
		cc_print(printer, " ");
		print_hours(printer, hours);
		cc_print(printer, "; ");
	}
}

void
cc_calendar_print(cc_printer *printer, const cc_calendar *calendar)
{
	if (opens_weekly(calendar))
		print_week(printer, calendar);
	else
		cc_print(printer, "Mo-Su off; ");
	for (size_t i = 0; i < calendar->n_exceptions; i++)
	{
		const cc_exception *exception = calendar->exceptions + i;

		print_day(printer, exception->first);
		if (exception->last > exception->first)
		{
			cc_print(printer, "/");
			print_day(printer, exception->last);
		}
		cc_print(printer, " ");
		print_hours(printer, exception->hours);
		cc_print(printer, "; ");
	}
	cc_print(printer, "zone %.*s", (int) calendar->zone_length, calendar->zone);
}

/* What a parser holds. */
typedef struct parser
{
	cc_scanner scanner;
	cc_calendar_room *room;
	size_t n_openings;
	size_t n_exceptions;
	cc_error *error;
} parser;

static cc_status
bad_text_at(parser *p, const char *at, const char *problem)
{
	cc_scanner scanner = p->scanner;

	scanner.at = at;
	cc_fail(p->error, CC_BAD_TEXT,
			"invalid input syntax for type business_hours at column %d",
			cc_scan_column(&scanner));
	cc_error_detail(p->error, "%s", problem);
	return CC_BAD_TEXT;
}

static cc_status
bad_text(parser *p, const char *problem)
{
	return bad_text_at(p, p->scanner.at, problem);
}

static cc_status
too_large(parser *p, const char *what, int limit)
{
	cc_fail(p->error, CC_TOO_LARGE, "business_hours with too many %s", what);
	cc_error_detail(p->error, "At most %d are allowed.", limit);
	return CC_TOO_LARGE;
}

static bool
next_is_digit(const parser *p)
{
	char next = cc_scan_peek(&p->scanner);

	return next >= '0' && next <= '9';
}

/* A word in any case. */
static bool
scan_word(parser *p, const char *word)
{
	const char *at = p->scanner.at;

	for (; *word != '\0'; word++, at++)
	{
		if (at == p->scanner.end || (*at | 0x20) != (*word | 0x20))
			return false;
	}
	p->scanner.at = at;
	return true;
}

/* Digits, at least least and at most most of them. */
static bool
scan_digits(parser *p, int least, int most, int *value)
{
	int digits = 0;

	*value = 0;
	for (; digits < most && next_is_digit(p); digits++)
		*value = *value * 10 + (*p->scanner.at++ - '0');
	return digits >= least && !next_is_digit(p);
}

/* H:MM, HH:MM or HH:MM:SS, up to 24:00 */
static cc_status
parse_time(parser *p, int32_t *second)
{
	const char *start = p->scanner.at;
	int hours;
	int minutes;
	int seconds = 0;

	if (!scan_digits(p, 1, 2, &hours) || !cc_scan_literal(&p->scanner, ":") ||
		!scan_digits(p, 2, 2, &minutes) ||
		(cc_scan_literal(&p->scanner, ":") && !scan_digits(p, 2, 2, &seconds)))
		return bad_text_at(p, start, "Expected a time such as 08:00.");
	*second = (hours * 60 + minutes) * 60 + seconds;
	if (minutes > 59 || seconds > 59 || *second > CC_DAY)
		return bad_text_at(p, start, "A time is from 00:00 to 24:00.");
	return CC_OK;
}

static cc_status
parse_opening(parser *p, cc_opening *opening)
{
	const char *start = p->scanner.at;
	cc_status status = parse_time(p, &opening->open);

	if (status != CC_OK)
		return status;
	if (opening->open == CC_DAY)
		return bad_text_at(p, start, "Hours begin before 24:00.");
	cc_scan_spaces(&p->scanner);
	if (!cc_scan_literal(&p->scanner, "-"))
		return bad_text(p, "Expected \"-\" and the time of closing.");
	cc_scan_spaces(&p->scanner);
	status = parse_time(p, &opening->close);
	if (status != CC_OK)
		return status;
	if (opening->close == opening->open)
		return bad_text_at(p, start,
						   "Hours that end as they begin are ambiguous; all "
						   "day is 00:00-24:00.");
	if (opening->close < opening->open)
		opening->close += (int32_t) CC_DAY;
	return CC_OK;
}

/* off, or openings separated by commas; sorted on the way. */
static cc_status
parse_hours(parser *p, cc_hours *hours)
{
	cc_opening *openings = p->room->openings + p->n_openings;

	hours->openings = openings;
	hours->n = 0;
	if (scan_word(p, "off"))
		return CC_OK;
	if (!next_is_digit(p))
		return bad_text(p, "Expected hours such as 08:00-20:00, or off.");
	do
	{
		const char *start;
		cc_opening opening;
		cc_status status;
		size_t i;

		cc_scan_spaces(&p->scanner);
		start = p->scanner.at;
		status = parse_opening(p, &opening);
		if (status != CC_OK)
			return status;
		if (hours->n == CC_MAX_OPENINGS)
			return too_large(p, "openings of one day", CC_MAX_OPENINGS);
		for (i = hours->n; i > 0 && openings[i - 1].open > opening.open; i--)
			openings[i] = openings[i - 1];
		openings[i] = opening;
		hours->n++;
		p->n_openings++;
		if ((i > 0 && openings[i - 1].close > opening.open) ||
			(i + 1 < hours->n && opening.close > openings[i + 1].open))
			return bad_text_at(p, start, "The hours of a day overlap.");
		cc_scan_spaces(&p->scanner);
	} while (cc_scan_literal(&p->scanner, ","));
	return CC_OK;
}

static int
scan_weekday(parser *p)
{
	for (int i = 0; i < 7; i++)
	{
		if (scan_word(p, weekday_names[i]))
			return i;
	}
	return -1;
}

/* Weekdays, as in Mo-We,Fr; a run may go on over Sunday. */
static cc_status
parse_weekdays(parser *p, bool days[7])
{
	do
	{
		int first;
		int last;

		cc_scan_spaces(&p->scanner);
		first = scan_weekday(p);
		if (first < 0)
			return bad_text(
				p, "Expected a weekday: Mo, Tu, We, Th, Fr, Sa or Su.");
		last = first;
		if (cc_scan_literal(&p->scanner, "-") && (last = scan_weekday(p)) < 0)
			return bad_text(
				p, "Expected a weekday: Mo, Tu, We, Th, Fr, Sa or Su.");
		for (int i = first;; i = (i + 1) % 7)
		{
			days[i] = true;
			if (i == last)
				break;
		}
		cc_scan_spaces(&p->scanner);
	} while (cc_scan_literal(&p->scanner, ","));
	return CC_OK;
}

static cc_status
parse_date(parser *p, int32_t *day)
{
	const char *start = p->scanner.at;
	int year;
	cc_date date;

	if (!scan_digits(p, 4, 4, &year) || !cc_scan_literal(&p->scanner, "-") ||
		!scan_digits(p, 2, 2, &date.month) ||
		!cc_scan_literal(&p->scanner, "-") || !scan_digits(p, 2, 2, &date.day))
		return bad_text_at(p, start, "Expected a date such as 2026-12-25.");
	date.year = year;
	if (year == 0 || !cc_date_exists(date))
		return bad_text_at(p, start, "There is no such date.");
	*day = (int32_t) cc_days_of_date(date);
	return CC_OK;
}

/*
 * Put one more run of dates among the n that are in order: it takes its days
 * from those before.  There is room for two more.
 */
static size_t
insert_exception(cc_exception *exceptions, size_t n, cc_exception added)
{
	cc_exception kept[2];
	size_t n_kept = 0;
	size_t from = 0;
	size_t to;
	size_t tail;

	/* mostly they come in order */
	if (n == 0 || exceptions[n - 1].last < added.first)
		from = n;
	while (from < n && exceptions[from].last < added.first)
		from++;
	to = from;
	while (to < n && exceptions[to].first <= added.last)
		to++;
	if (to > from && exceptions[from].first < added.first)
	{
		kept[n_kept] = exceptions[from];
		kept[n_kept++].last = added.first - 1;
	}
	tail = n_kept;
	if (to > from && exceptions[to - 1].last > added.last)
	{
		kept[n_kept] = exceptions[to - 1];
		kept[n_kept++].first = added.last + 1;
	}
	memmove(exceptions + from + n_kept + 1, exceptions + to,
			(n - to) * sizeof(cc_exception));
	for (size_t i = 0; i < tail; i++)
		exceptions[from++] = kept[i];
	exceptions[from++] = added;
	for (size_t i = tail; i < n_kept; i++)
		exceptions[from++] = kept[i];
	return from + (n - to);
}

/*
 * Dates, as in 2026-12-24/2026-12-26,2027-01-01: with these hours into the
 * exceptions, or only checked (hours NULL).
 */
static cc_status
parse_dates(parser *p, const cc_hours *hours)
{
	do
	{
		const char *start;
		cc_exception exception;
		cc_status status;

		cc_scan_spaces(&p->scanner);
		start = p->scanner.at;
		status = parse_date(p, &exception.first);
		if (status != CC_OK)
			return status;
		exception.last = exception.first;
		if (cc_scan_literal(&p->scanner, "/"))
		{
			status = parse_date(p, &exception.last);
			if (status != CC_OK)
				return status;
		}
		if (exception.last < exception.first)
			return bad_text_at(p, start, "The last date is before the first.");
		if (hours != NULL)
		{
			exception.hours = *hours;
			p->n_exceptions = insert_exception(p->room->exceptions,
											   p->n_exceptions, exception);
			if (p->n_exceptions > CC_MAX_EXCEPTIONS)
				return too_large(p, "dates", CC_MAX_EXCEPTIONS);
		}
		cc_scan_spaces(&p->scanner);
	} while (cc_scan_literal(&p->scanner, ","));
	return CC_OK;
}

/* Adjoining runs with the same hours are one. */
static size_t
join_exceptions(cc_exception *exceptions, size_t n)
{
	size_t joined = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (joined > 0 &&
			exceptions[joined - 1].last + 1 == exceptions[i].first &&
			same_hours(exceptions[joined - 1].hours, exceptions[i].hours))
			exceptions[joined - 1].last = exceptions[i].last;
		else
			exceptions[joined++] = exceptions[i];
	}
	return joined;
}

/* Printable ASCII without semicolons, so that the text form reads back. */
static bool
is_zone_byte(char c)
{
	return c > ' ' && c <= '~' && c != ';';
}

static cc_status
parse_zone(parser *p, cc_calendar *calendar)
{
	const char *start;

	cc_scan_spaces(&p->scanner);
	start = p->scanner.at;
	if (calendar->zone != NULL)
		return bad_text(p, "The zone is given twice.");
	while (!cc_scan_end(&p->scanner) && is_zone_byte(*p->scanner.at))
		p->scanner.at++;
	calendar->zone = start;
	calendar->zone_length = (size_t) (p->scanner.at - start);
	if (calendar->zone_length == 0 ||
		calendar->zone_length > CC_MAX_CALENDAR_ZONE)
		return bad_text_at(p, start,
						   "Expected a time zone such as America/New_York.");
	return CC_OK;
}

static cc_status
parse_entry(parser *p, cc_calendar *calendar)
{
	const char *start = p->scanner.at;
	bool dated = next_is_digit(p);
	bool days[7] = {false};
	cc_hours hours;
	cc_status status;

	if (scan_word(p, "zone"))
		return parse_zone(p, calendar);

	if (dated)
		status = parse_dates(p, NULL);
	else if (scan_weekday(p) >= 0)
	{
		p->scanner.at = start;
		status = parse_weekdays(p, days);
	}
	else
		return bad_text(p, "Expected weekdays such as Mo-Fr, a date such as "
						   "2026-12-25, or zone and its name.");
	if (status == CC_OK)
		status = parse_hours(p, &hours);
	if (status != CC_OK)
		return status;

	for (int i = 0; i < 7; i++)
	{
		if (days[i])
			calendar->week[i] = hours;
	}
	if (dated)
	{
		const char *end = p->scanner.at;

		p->scanner.at = start;
		status = parse_dates(p, &hours);
		p->scanner.at = end;
	}
	return status;
}

cc_status
cc_calendar_text_room(size_t length, cc_calendar_room *room, cc_error *error)
{
	size_t most_dates;

	if (length > CC_MAX_CALENDAR_TEXT)
	{
		cc_fail(error, CC_TOO_LARGE, "business_hours text is too long");
		cc_error_detail(error, "At most %d bytes are allowed.",
						CC_MAX_CALENDAR_TEXT);
		return CC_TOO_LARGE;
	}
	/*
	 * the shortest opening is 9 bytes and a comma, the shortest date 11, and
	 * each may cut another in two
	 */
	room->n_openings = length / 10 + 1;
	most_dates = 2 * (length / 11 + 1);
	if (most_dates > CC_MAX_EXCEPTIONS)
		most_dates = CC_MAX_EXCEPTIONS;
	room->n_exceptions = most_dates + 2;
	return CC_OK;
}

cc_status
cc_calendar_parse(const char *text, size_t length, cc_calendar_room *room,
				  cc_calendar *calendar, cc_error *error)
{
	parser p = {.room = room, .error = error};
	bool more = false;

	cc_scanner_init(&p.scanner, text, length);
	memset(calendar, 0, sizeof(*calendar));
	do
	{
		cc_status status;

		cc_scan_spaces(&p.scanner);
		/* the last semicolon may end the text */
		if (more && cc_scan_end(&p.scanner))
			break;
		status = parse_entry(&p, calendar);
		if (status != CC_OK)
			return status;
		cc_scan_spaces(&p.scanner);
		more = true;
	} while (cc_scan_literal(&p.scanner, ";"));
	if (!cc_scan_end(&p.scanner))
		return bad_text(&p, "Expected \",\", \";\" or the end.");
	if (calendar->zone == NULL)
	{
		calendar->zone = "UTC";
		calendar->zone_length = 3;
	}
	calendar->exceptions = room->exceptions;
	calendar->n_exceptions = join_exceptions(room->exceptions, p.n_exceptions);
	return CC_OK;
}

/* ---- wire: zone, seven days' hours, exceptions ---- */

static void
encode_hours(cc_writer *writer, cc_hours hours)
{
	cc_write_u8(writer, (uint8_t) hours.n);
	for (size_t i = 0; i < hours.n; i++)
	{
		cc_write_u32(writer, (uint32_t) hours.openings[i].open);
		cc_write_u32(writer, (uint32_t) hours.openings[i].close);
	}
}

void
cc_calendar_encode(cc_writer *writer, const cc_calendar *calendar)
{
	cc_write_u8(writer, (uint8_t) calendar->zone_length);
	cc_write_bytes(writer, calendar->zone, calendar->zone_length);
	for (int i = 0; i < 7; i++)
		encode_hours(writer, calendar->week[i]);
	cc_write_u16(writer, (uint16_t) calendar->n_exceptions);
	for (size_t i = 0; i < calendar->n_exceptions; i++)
	{
		cc_write_u32(writer, (uint32_t) calendar->exceptions[i].first);
		cc_write_u32(writer, (uint32_t) calendar->exceptions[i].last);
		encode_hours(writer, calendar->exceptions[i].hours);
	}
}

static int32_t
read_i32(cc_reader *reader)
{
	uint32_t bits = cc_read_u32(reader);
	int32_t value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static bool
decode_hours(cc_reader *reader, cc_calendar_room *room, cc_hours *hours)
{
	int32_t previous = 0;

	hours->n = cc_read_u8(reader);
	hours->openings =
		room->openings != NULL ? room->openings + room->n_openings : NULL;
	if (reader->failed || hours->n > CC_MAX_OPENINGS)
		return false;
	for (size_t i = 0; i < hours->n; i++)
	{
		cc_opening opening = {read_i32(reader), 0};

		opening.close = read_i32(reader);
		if (reader->failed || opening.open < previous ||
			opening.open >= CC_DAY || opening.close <= opening.open ||
			(opening.close > CC_DAY && opening.close - CC_DAY >= opening.open))
			return false;
		previous = opening.close;
		if (room->openings != NULL)
			room->openings[room->n_openings] = opening;
		room->n_openings++;
	}
	return true;
}

cc_status
cc_calendar_decode(cc_reader *reader, cc_calendar_room *room,
				   cc_calendar *calendar, cc_error *error)
{
	const unsigned char *last_hours = NULL;
	size_t last_length = 0;
	int32_t last_day = FIRST_DAY - 2;
	bool good = true;

	room->n_openings = 0;
	room->n_exceptions = 0;
	calendar->zone_length = cc_read_u8(reader);
	calendar->zone = cc_read_bytes(reader, calendar->zone_length);
	good = !reader->failed && calendar->zone_length > 0;
	for (size_t i = 0; good && i < calendar->zone_length; i++)
		good = is_zone_byte(calendar->zone[i]);
	for (int i = 0; good && i < 7; i++)
		good = decode_hours(reader, room, &calendar->week[i]);
	calendar->exceptions = room->exceptions;
	calendar->n_exceptions = cc_read_u16(reader);
	good =
		good && !reader->failed && calendar->n_exceptions <= CC_MAX_EXCEPTIONS;
	for (size_t i = 0; good && i < calendar->n_exceptions; i++)
	{
		cc_exception exception;
		const unsigned char *hours;
		size_t length;

		exception.first = read_i32(reader);
		exception.last = read_i32(reader);
		hours = reader->at;
		good = !reader->failed && exception.first > last_day &&
			   exception.first >= FIRST_DAY &&
			   exception.last >= exception.first &&
			   exception.last <= LAST_DAY &&
			   decode_hours(reader, room, &exception.hours);
		length = (size_t) (reader->at - hours);
		/* neighbours with the same hours would be one */
		if (good && exception.first == last_day + 1 && length == last_length &&
			memcmp(hours, last_hours, length) == 0)
			good = false;
		last_day = exception.last;
		last_hours = hours;
		last_length = length;
		if (room->exceptions != NULL)
			room->exceptions[room->n_exceptions] = exception;
		room->n_exceptions++;
	}
	if (!good || !cc_reader_finished(reader))
		return cc_fail(error, CC_BAD_BINARY,
					   "invalid binary format of type business_hours");
	return CC_OK;
}
