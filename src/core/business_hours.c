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

#define MICROS INT64_C(1000000)

/* Runs of dates without a first or last one. */
#define NO_FIRST INT32_MIN
#define NO_LAST INT32_MAX

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

	return close > CC_DAY_MICROS ? close - CC_DAY_MICROS : 0;
}

/*
 * What is open of [from, until) of a day: of the i-th piece, of which there is
 * one more than openings, as what the day before left comes first.
 */
static cc_opening
open_piece(cc_hours before, cc_hours hours, size_t i, int64_t from,
		   int64_t until)
{
	int64_t spilt = spill(before);
	cc_opening piece = {0, spilt};

	if (i > 0)
	{
		piece = hours.openings[i - 1];
		if (from < spilt)
			from = spilt;
	}
	if (piece.open < from)
		piece.open = from;
	if (piece.close > until)
		piece.close = until;
	if (piece.close < piece.open)
		piece.close = piece.open;
	return piece;
}

/* Open time in [from, until) of a day, by its hours and those before. */
static int64_t
open_of_day(cc_hours before, cc_hours hours, int64_t from, int64_t until)
{
	int64_t total = 0;

	for (size_t i = 0; i <= hours.n; i++)
	{
		cc_opening piece = open_piece(before, hours, i, from, until);

		total += piece.close - piece.open;
	}
	return total;
}

/* Where the count-th microsecond is that is open (or that is not). */
static int64_t
nth_of_day(cc_hours before, cc_hours hours, int64_t from, int64_t until,
		   int64_t count, bool open)
{
	for (size_t i = 0; i <= hours.n; i++)
	{
		cc_opening piece = open_piece(before, hours, i, from, until);
		int64_t length = piece.close - piece.open;

		if (length == 0)
			continue;
		if (!open)
			length = piece.open - from;
		if (count <= length)
			return (open ? piece.open : from) + count - 1;
		count -= length;
		from = piece.close;
	}
	return from + count - 1;
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

/* The season of a day; the first of them has no beginning. */
static size_t
season_of(const cc_season *seasons, size_t n, int64_t day)
{
	size_t low = 0;
	size_t high = n - 1;

	while (low < high)
	{
		size_t middle = low + (high - low + 1) / 2;

		if (seasons[middle].first > day)
			high = middle - 1;
		else
			low = middle;
	}
	return low;
}

/* What holds on a day, and until which: a week, or hours for every day. */
typedef struct rule
{
	const cc_hours *hours;
	bool weekly;
	int64_t end;
} rule;

static rule
rule_of_day(const cc_calendar *calendar, int64_t day)
{
	size_t i = exception_from(calendar, day);
	const cc_exception *exception =
		i < calendar->n_exceptions ? calendar->exceptions + i : NULL;
	size_t season;
	rule found = {.weekly = true, .end = INT64_MAX};

	if (exception != NULL && exception->first <= day)
		return (rule){&exception->hours, false, (int64_t) exception->last + 1};
	season = season_of(calendar->seasons, calendar->n_seasons, day);
	found.hours = calendar->seasons[season].week;
	if (season + 1 < calendar->n_seasons)
		found.end = calendar->seasons[season + 1].first;
	if (exception != NULL && exception->first < found.end)
		found.end = exception->first;
	return found;
}

static inline cc_hours
hours_by(rule holds, int64_t day)
{
	return holds.weekly ? holds.hours[weekday(day)] : *holds.hours;
}

static inline cc_hours
hours_of_day(const cc_calendar *calendar, int64_t day)
{
	return hours_by(rule_of_day(calendar, day), day);
}

static int64_t
open_of_date(const cc_calendar *calendar, int64_t day, int64_t from,
			 int64_t until)
{
	return open_of_day(hours_of_day(calendar, day - 1),
					   hours_of_day(calendar, day), from, until);
}

/* Whole days [from, until) for which, and for the one before, a rule holds. */
static int64_t
open_of_days_by(rule holds, int64_t from, int64_t until)
{
	int64_t weeks = (until - from) / 7;
	int64_t rest = (until - from) % 7;
	int64_t total = 0;

	for (int64_t i = 0; i < (weeks > 0 ? 7 : rest); i++)
	{
		int64_t times = weeks + (i < rest);

		total +=
			times * open_of_day(hours_by(holds, from + i - 1),
								hours_by(holds, from + i), 0, CC_DAY_MICROS);
	}
	return total;
}

static int64_t
open_of_days(const cc_calendar *calendar, int64_t from, int64_t until,
			 cc_poll poll)
{
	int64_t total = 0;

	while (from < until)
	{
		rule holds = rule_of_day(calendar, from);
		int64_t end = holds.end < until ? holds.end : until;

		/* another rule may hold for the day before the first */
		total += open_of_date(calendar, from, 0, CC_DAY_MICROS);
		total += open_of_days_by(holds, from + 1, end);
		from = end;
		if (poll != NULL)
			poll();
	}
	return total;
}

static int64_t
open_of_local(const cc_calendar *calendar, int64_t from, int64_t until,
			  cc_poll poll)
{
	int64_t first = cc_floor_div(from, CC_DAY_MICROS);
	int64_t last = cc_floor_div(until, CC_DAY_MICROS);

	from -= first * CC_DAY_MICROS;
	until -= last * CC_DAY_MICROS;
	if (first == last)
		return open_of_date(calendar, first, from, until);
	return open_of_date(calendar, first, from, CC_DAY_MICROS) +
		   open_of_days(calendar, first + 1, last, poll) +
		   (until > 0 ? open_of_date(calendar, last, 0, until) : 0);
}

static inline const cc_stretch *
stretch_at(cc_zone *zone, int64_t instant)
{
	return cc_zone_at(zone, cc_floor_div(instant, MICROS));
}

/* Where a stretch ends, or until where that comes first. */
static inline int64_t
stretch_end(const cc_stretch *stretch, int64_t until)
{
	return stretch->until > cc_floor_div(until, MICROS)
			   ? until
			   : stretch->until * MICROS;
}

bool
cc_calendar_is_open(const cc_calendar *calendar, cc_zone *zone, int64_t instant)
{
	int64_t local = instant + stretch_at(zone, instant)->offset * MICROS;
	int64_t day = cc_floor_div(local, CC_DAY_MICROS);

	local -= day * CC_DAY_MICROS;
	return open_of_date(calendar, day, local, local + 1) > 0;
}

int64_t
cc_calendar_open_time(const cc_calendar *calendar, cc_zone *zone, int64_t from,
					  int64_t until, cc_poll poll)
{
	int64_t total = 0;

	while (from < until)
	{
		const cc_stretch *stretch = stretch_at(zone, from);
		int64_t offset = stretch->offset * MICROS;
		int64_t end = stretch_end(stretch, until);

		total += open_of_local(calendar, from + offset, end + offset, poll);
		from = end;
		if (poll != NULL)
			poll();
	}
	return total;
}

static bool
opens_weekly(const cc_season *season)
{
	for (int i = 0; i < 7; i++)
	{
		if (season->week[i].n > 0)
			return true;
	}
	return false;
}

double
cc_calendar_open_share(const cc_calendar *calendar)
{
	rule week = {calendar->seasons[calendar->n_seasons - 1].week, true, 0};

	return (double) open_of_days_by(week, 0, 7) / (double) (7 * CC_DAY_MICROS);
}

/*
 * Both searches step out by doubling until enough is counted, then halve what
 * they have down to a day or two, whose pieces they go through: nothing but
 * counting decides, so they are its inverse.
 */
#define LONGEST_STEP (INT64_C(1) << 60)

static int64_t
count_time(const cc_calendar *calendar, cc_zone *zone, int64_t from,
		   int64_t until, bool open, cc_poll poll)
{
	int64_t total = cc_calendar_open_time(calendar, zone, from, until, poll);

	return open ? total : until - from - total;
}

/* A part of one local day without a change of the clock. */
typedef struct part
{
	int64_t from;
	int64_t until;
	int64_t midnight; /* as an instant */
	cc_hours before;
	cc_hours hours;
} part;

/* The part that holds an instant, within [from, until). */
static part
part_at(const cc_calendar *calendar, cc_zone *zone, int64_t instant,
		int64_t from, int64_t until)
{
	const cc_stretch *stretch = stretch_at(zone, instant);
	int64_t offset = stretch->offset * MICROS;
	int64_t day = cc_floor_div(instant + offset, CC_DAY_MICROS);
	part found = {.from = from, .until = stretch_end(stretch, until)};

	found.midnight = day * CC_DAY_MICROS - offset;
	if (stretch->from > cc_floor_div(from, MICROS))
		found.from = stretch->from * MICROS;
	if (found.midnight > found.from)
		found.from = found.midnight;
	if (found.midnight + CC_DAY_MICROS < found.until)
		found.until = found.midnight + CC_DAY_MICROS;
	found.before = hours_of_day(calendar, day - 1);
	found.hours = hours_of_day(calendar, day);
	return found;
}

static int64_t
open_of_part(const part *p)
{
	return open_of_day(p->before, p->hours, p->from - p->midnight,
					   p->until - p->midnight);
}

static int64_t
nth_of_part(const part *p, int64_t count, bool open)
{
	return p->midnight + nth_of_day(p->before, p->hours, p->from - p->midnight,
									p->until - p->midnight, count, open);
}

bool
cc_calendar_find(const cc_calendar *calendar, cc_zone *zone, int64_t from,
				 int64_t limit, int64_t count, bool open, int64_t *instant,
				 cc_poll poll)
{
	int64_t step = CC_DAY_MICROS;
	int64_t until;

	for (;;)
	{
		int64_t total;

		if (from >= limit)
			return false;
		until = from > limit - step ? limit : from + step;
		total = count_time(calendar, zone, from, until, open, poll);
		if (total >= count)
			break;
		count -= total;
		from = until;
		if (step < LONGEST_STEP)
			step *= 2;
	}
	while (until - from > CC_DAY_MICROS)
	{
		int64_t middle = from + (until - from) / 2;
		int64_t total = count_time(calendar, zone, from, middle, open, poll);

		if (total >= count)
			until = middle;
		else
		{
			count -= total;
			from = middle;
		}
	}
	for (;;)
	{
		part next = part_at(calendar, zone, from, from, until);
		int64_t total = open_of_part(&next);

		if (!open)
			total = next.until - next.from - total;
		if (total >= count || next.until == until)
		{
			*instant = nth_of_part(&next, count, open);
			return true;
		}
		count -= total;
		from = next.until;
	}
}

bool
cc_calendar_find_back(const cc_calendar *calendar, cc_zone *zone, int64_t from,
					  int64_t limit, int64_t count, int64_t *instant,
					  cc_poll poll)
{
	int64_t step = CC_DAY_MICROS;
	int64_t back;

	for (;;)
	{
		int64_t total;

		if (from <= limit)
			return false;
		back = from < limit + step ? limit : from - step;
		total = cc_calendar_open_time(calendar, zone, back, from, poll);
		if (total >= count)
			break;
		count -= total;
		from = back;
		if (step < LONGEST_STEP)
			step *= 2;
	}
	while (from - back > CC_DAY_MICROS)
	{
		int64_t middle = back + (from - back) / 2;
		int64_t total =
			cc_calendar_open_time(calendar, zone, middle, from, poll);

		if (total >= count)
			back = middle;
		else
		{
			count -= total;
			from = middle;
		}
	}
	for (;;)
	{
		part next = part_at(calendar, zone, from - 1, back, from);
		int64_t total = open_of_part(&next);

		if (total >= count || next.from == back)
		{
			*instant = nth_of_part(&next, total - count + 1, true);
			return true;
		}
		count -= total;
		from = next.from;
	}
}

double
cc_calendar_elapsed(const cc_calendar *calendar, cc_zone *zone, int64_t from,
					int64_t until, cc_poll poll)
{
	int64_t middle = from < 0 && until > 0 ? 0 : from;
	uint64_t total;

	if (until < from)
		/* not -x, which has a zero of its own */
		return 0 - cc_calendar_elapsed(calendar, zone, until, from, poll);
	/* all of the server's calendar is more than an int64_t holds */
	total =
		(uint64_t) cc_calendar_open_time(calendar, zone, from, middle, poll) +
		(uint64_t) cc_calendar_open_time(calendar, zone, middle, until, poll);
	return (double) total / (double) MICROS;
}

/*
 * What opens on some dates only is searched no farther than those, and by as
 * much as a zone can be off and a day go on.
 */
#define BEYOND_DATES 9

static int64_t
last_to_search(const cc_calendar *calendar, int64_t from, int64_t end)
{
	const cc_season *last = calendar->seasons + calendar->n_seasons - 1;
	int64_t day = INT64_MIN;

	if (opens_weekly(last))
		return end;
	if (calendar->n_seasons > 1)
		day = last->first;
	if (calendar->n_exceptions > 0 &&
		calendar->exceptions[calendar->n_exceptions - 1].last > day)
		day = calendar->exceptions[calendar->n_exceptions - 1].last;
	if (day == INT64_MIN)
		return from;
	day = (day + BEYOND_DATES) * CC_DAY_MICROS;
	return day < end ? day : end;
}

static int64_t
first_to_search(const cc_calendar *calendar, int64_t from, int64_t first)
{
	int64_t day = INT64_MAX;

	if (opens_weekly(calendar->seasons))
		return first;
	if (calendar->n_seasons > 1)
		day = calendar->seasons[1].first;
	if (calendar->n_exceptions > 0 && calendar->exceptions[0].first < day)
		day = calendar->exceptions[0].first;
	if (day == INT64_MAX)
		return from;
	day = (day - BEYOND_DATES) * CC_DAY_MICROS;
	return day > first ? day : first;
}

cc_status
cc_calendar_add(const cc_calendar *calendar, cc_zone *zone, int64_t from,
				double seconds, int64_t first, int64_t end, bool *found,
				int64_t *result, cc_poll poll, cc_error *error)
{
	int64_t count;
	int64_t limit;
	bool to_the_end;

	*found = true;
	*result = from;
	if (fabs(seconds) > (double) (INT64_MAX / MICROS - 2))
	{
		/* never, where no week is open */
		*found = opens_weekly(seconds > 0
								  ? calendar->seasons + calendar->n_seasons - 1
								  : calendar->seasons);
		if (!*found)
			return CC_OK;
		return cc_fail(error, CC_BAD_DATETIME, "timestamp out of range");
	}
	count = (int64_t) llrint(seconds * (double) MICROS);
	if (count > 0)
	{
		limit = last_to_search(calendar, from, end);
		to_the_end = opens_weekly(calendar->seasons + calendar->n_seasons - 1);
		*found = cc_calendar_find(calendar, zone, from, limit, count, true,
								  result, poll);
		*result += *found;
		if (*result == end)
			*found = false;
	}
	else if (count < 0)
	{
		limit = first_to_search(calendar, from, first);
		to_the_end = opens_weekly(calendar->seasons);
		*found = cc_calendar_find_back(calendar, zone, from, limit, -count,
									   result, poll);
	}
	else
		return CC_OK;
	if (!*found && to_the_end)
		return cc_fail(error, CC_BAD_DATETIME, "timestamp out of range");
	return CC_OK;
}

/* ---- text ---- */

static void
print_time(cc_printer *printer, int64_t micros)
{
	int64_t second = micros / MICROS;
	int fraction = (int) (micros % MICROS);
	int digits = 6;

	cc_print(printer, "%02d:%02d", (int) (second / 3600),
			 (int) (second / 60 % 60));
	if (second % 60 != 0 || fraction != 0)
		cc_print(printer, ":%02d", (int) (second % 60));
	if (fraction == 0)
		return;
	for (; fraction % 10 == 0; fraction /= 10)
		digits--;
	cc_print(printer, ".%0*d", digits, fraction);
}

static void
print_hours(cc_printer *printer, cc_hours hours)
{
	if (hours.n == 0)
		cc_print(printer, "off");
	for (size_t i = 0; i < hours.n; i++)
	{
		int64_t close = hours.openings[i].close;

		if (i > 0)
			cc_print(printer, ",");
		print_time(printer, hours.openings[i].open);
		cc_print(printer, "-");
		print_time(printer,
				   close > CC_DAY_MICROS ? close - CC_DAY_MICROS : close);
	}
	cc_print(printer, "; ");
}

static void
print_day(cc_printer *printer, int64_t day)
{
	cc_date date = cc_date_of_days(day);

	cc_print(printer, "%04" PRId64 "-%02d-%02d", date.year, date.month,
			 date.day);
}

static void
print_dates(cc_printer *printer, int64_t first, int64_t last)
{
	if (first == NO_FIRST)
		cc_print(printer, "..");
	else
		print_day(printer, first);
	if (last > first)
	{
		cc_print(printer, "/");
		print_day(printer, last);
	}
	cc_print(printer, " ");
}

/*
 * The weekdays of a season whose hours differ from those of another, by equal
 * hours and in runs.
 */
static void
print_week(cc_printer *printer, const cc_season *season, int64_t last,
		   const cc_season *other)
{
	const cc_hours *week = season->week;
	bool shown[7];

	for (int i = 0; i < 7; i++)
		shown[i] = !same_hours(week[i], other->week[i]);
	for (int first = 0; first < 7; first++)
	{
		cc_hours hours = week[first];

		if (!shown[first])
			continue;
		if (last != NO_LAST)
			print_dates(printer, season->first, last);
		for (int from = first; from < 7; from++)
		{
			int to = from;

			if (!shown[from] || !same_hours(week[from], hours))
				continue;
			while (to < 6 && shown[to + 1] && same_hours(week[to + 1], hours))
				to++;
			cc_print(printer, "%s%s", from > first ? "," : "",
					 weekday_names[from]);
			if (to > from)
				cc_print(printer, "-%s", weekday_names[to]);
			for (; from < to; from++)
				shown[from] = false;
			shown[from] = false;
		}
		cc_print(printer, " ");
		print_hours(printer, hours);
	}
}

/* What holds in the end stands without dates, what differed before with them.
 */
void
cc_calendar_print(cc_printer *printer, const cc_calendar *calendar)
{
	static const cc_season closed;
	const cc_season *seasons = calendar->seasons;
	const cc_season *last = seasons + calendar->n_seasons - 1;

	if (opens_weekly(last))
		print_week(printer, last, NO_LAST, &closed);
	else
		cc_print(printer, "Mo-Su off; ");
	for (; seasons < last; seasons++)
		print_week(printer, seasons, (int64_t) seasons[1].first - 1, last);
	for (size_t i = 0; i < calendar->n_exceptions; i++)
	{
		const cc_exception *exception = calendar->exceptions + i;

		print_dates(printer, exception->first, exception->last);
		print_hours(printer, exception->hours);
	}
	cc_print(printer, "zone %.*s", (int) calendar->zone_length, calendar->zone);
}

/* What a parser holds. */
typedef struct parser
{
	cc_scanner scanner;
	cc_calendar_room *room;
	size_t n_openings;
	size_t n_seasons;
	size_t n_exceptions;
	cc_hours week[7]; /* without dates */
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

/* H:MM, HH:MM, HH:MM:SS or that with up to six decimals, up to 24:00 */
static cc_status
parse_time(parser *p, int64_t *micros)
{
	const char *start = p->scanner.at;
	int hours;
	int minutes;
	int seconds = 0;
	int fraction = 0;

	if (!scan_digits(p, 1, 2, &hours) || !cc_scan_literal(&p->scanner, ":") ||
		!scan_digits(p, 2, 2, &minutes))
		return bad_text_at(p, start, "Expected a time such as 08:00.");
	if (cc_scan_literal(&p->scanner, ":"))
	{
		const char *point;

		if (!scan_digits(p, 2, 2, &seconds))
			return bad_text_at(p, start, "Expected a time such as 08:00.");
		point = p->scanner.at;
		if (cc_scan_literal(&p->scanner, ".") &&
			!scan_digits(p, 1, 6, &fraction))
			return bad_text_at(p, start,
							   "Seconds have one to six decimals, or none.");
		for (const char *end = p->scanner.at; end < point + 7; end++)
			fraction *= 10;
	}
	*micros = ((hours * 60 + minutes) * 60 + seconds) * MICROS + fraction;
	if (minutes > 59 || seconds > 59 || *micros > CC_DAY_MICROS)
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
	if (opening->open == CC_DAY_MICROS)
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
		opening->close += CC_DAY_MICROS;
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

/* From this day on what is said may be another. */
static void
split_seasons(parser *p, int64_t day)
{
	cc_season *seasons = p->room->seasons;
	size_t i = season_of(seasons, p->n_seasons, day);

	if (seasons[i].first == day)
		return;
	memmove(seasons + i + 1, seasons + i,
			(p->n_seasons - i) * sizeof(cc_season));
	seasons[i + 1].first = (int32_t) day;
	p->n_seasons++;
}

static cc_status
insert_season(parser *p, int32_t first, int32_t last, const bool days[7],
			  cc_hours hours)
{
	cc_season *seasons = p->room->seasons;

	if (first != NO_FIRST)
		split_seasons(p, first);
	if (last != NO_LAST)
		split_seasons(p, (int64_t) last + 1);
	if (p->n_seasons > CC_MAX_SEASONS)
		return too_large(p, "changes of its weeks", CC_MAX_SEASONS);
	for (size_t i = season_of(seasons, p->n_seasons, first);
		 i < p->n_seasons && seasons[i].first <= last; i++)
	{
		for (int day = 0; day < 7; day++)
		{
			if (days[day])
				seasons[i].week[day] = hours;
		}
	}
	return CC_OK;
}

/* A date, or none where a run of dates has no end. */
static cc_status
parse_bound(parser *p, int32_t none, int32_t *day)
{
	if (cc_scan_literal(&p->scanner, ".."))
	{
		*day = none;
		return CC_OK;
	}
	return parse_date(p, day);
}

/*
 * Dates, as in 2026-12-24/2026-12-26,2027-01-01/..: with these hours into the
 * exceptions, or into the seasons for these weekdays, which are all where dates
 * have no end; or only checked (hours NULL).
 */
static cc_status
parse_dates(parser *p, const bool *days, const cc_hours *hours)
{
	static const bool all[7] = {true, true, true, true, true, true, true};

	do
	{
		const char *start;
		cc_exception run;
		cc_status status;

		cc_scan_spaces(&p->scanner);
		start = p->scanner.at;
		status = parse_bound(p, NO_FIRST, &run.first);
		if (status != CC_OK)
			return status;
		run.last = run.first;
		if (cc_scan_literal(&p->scanner, "/"))
		{
			status = parse_bound(p, NO_LAST, &run.last);
			if (status != CC_OK)
				return status;
		}
		else if (run.first == NO_FIRST)
			return bad_text(p, "Expected \"/\" and the last date.");
		if (run.last < run.first)
			return bad_text_at(p, start, "The last date is before the first.");
		if (hours != NULL &&
			(days != NULL || run.first == NO_FIRST || run.last == NO_LAST))
		{
			/* the first and last date there are have none beyond them */
			status =
				insert_season(p, run.first == FIRST_DAY ? NO_FIRST : run.first,
							  run.last == LAST_DAY ? NO_LAST : run.last,
							  days != NULL ? days : all, *hours);
			if (status != CC_OK)
				return status;
		}
		else if (hours != NULL)
		{
			run.hours = *hours;
			p->n_exceptions =
				insert_exception(p->room->exceptions, p->n_exceptions, run);
			if (p->n_exceptions > CC_MAX_EXCEPTIONS)
				return too_large(p, "dates", CC_MAX_EXCEPTIONS);
		}
		cc_scan_spaces(&p->scanner);
	} while (cc_scan_literal(&p->scanner, ","));
	return CC_OK;
}

static bool
same_week(const cc_season *a, const cc_season *b)
{
	for (int i = 0; i < 7; i++)
	{
		if (!same_hours(a->week[i], b->week[i]))
			return false;
	}
	return true;
}

/* What dates leave open holds without them; neighbours that agree are one. */
static size_t
join_seasons(cc_season *seasons, size_t n, const cc_hours week[7])
{
	size_t joined = 0;

	for (size_t i = 0; i < n; i++)
	{
		for (int day = 0; day < 7; day++)
		{
			if (seasons[i].week[day].openings == NULL)
				seasons[i].week[day] = week[day];
		}
		if (joined == 0 || !same_week(seasons + joined - 1, seasons + i))
			seasons[joined++] = seasons[i];
	}
	return joined;
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
	bool dated = next_is_digit(p) || cc_scan_peek(&p->scanner) == '.';
	bool weekly;
	bool days[7] = {false};
	cc_hours hours;
	cc_status status = CC_OK;

	if (scan_word(p, "zone"))
		return parse_zone(p, calendar);

	if (dated)
		status = parse_dates(p, NULL, NULL);
	if (status == CC_OK)
	{
		const char *at = p->scanner.at;

		weekly = scan_weekday(p) >= 0;
		p->scanner.at = at;
		if (weekly)
			status = parse_weekdays(p, days);
		else if (!dated)
			return bad_text(p, "Expected weekdays such as Mo-Fr, a date such "
							   "as 2026-12-25, or zone and its name.");
	}
	if (status == CC_OK)
		status = parse_hours(p, &hours);
	if (status != CC_OK)
		return status;

	if (dated)
	{
		const char *end = p->scanner.at;

		p->scanner.at = start;
		status = parse_dates(p, weekly ? days : NULL, &hours);
		p->scanner.at = end;
		return status;
	}
	for (int i = 0; i < 7; i++)
	{
		if (days[i])
			p->week[i] = hours;
	}
	return CC_OK;
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
	room->n_seasons =
		(most_dates < CC_MAX_SEASONS ? most_dates : CC_MAX_SEASONS) + 3;
	room->n_exceptions =
		(most_dates < CC_MAX_EXCEPTIONS ? most_dates : CC_MAX_EXCEPTIONS) + 2;
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
	room->seasons[0] = (cc_season){.first = NO_FIRST};
	p.n_seasons = 1;
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
	calendar->seasons = room->seasons;
	calendar->n_seasons = join_seasons(room->seasons, p.n_seasons, p.week);
	calendar->exceptions = room->exceptions;
	calendar->n_exceptions = join_exceptions(room->exceptions, p.n_exceptions);
	return CC_OK;
}

/* ---- wire: zone, seasons, exceptions ---- */

/*
 * Version 1 has one season and whole seconds, and is still what such a calendar
 * is written as: equal calendars are equal bytes, those of old included.
 * Version 2 has a count of seasons, the first day of each but the first, and
 * microseconds.
 */
static bool
whole_seconds(cc_hours hours)
{
	for (size_t i = 0; i < hours.n; i++)
	{
		if (hours.openings[i].open % MICROS != 0 ||
			hours.openings[i].close % MICROS != 0)
			return false;
	}
	return true;
}

int
cc_calendar_version(const cc_calendar *calendar)
{
	if (calendar->n_seasons > 1)
		return 2;
	for (int i = 0; i < 7; i++)
	{
		if (!whole_seconds(calendar->seasons[0].week[i]))
			return 2;
	}
	for (size_t i = 0; i < calendar->n_exceptions; i++)
	{
		if (!whole_seconds(calendar->exceptions[i].hours))
			return 2;
	}
	return 1;
}

static void
encode_time(cc_writer *writer, int version, int64_t micros)
{
	if (version == 1)
		cc_write_u32(writer, (uint32_t) (micros / MICROS));
	else
		cc_write_i64(writer, micros);
}

static void
encode_hours(cc_writer *writer, int version, cc_hours hours)
{
	cc_write_u8(writer, (uint8_t) hours.n);
	for (size_t i = 0; i < hours.n; i++)
	{
		encode_time(writer, version, hours.openings[i].open);
		encode_time(writer, version, hours.openings[i].close);
	}
}

void
cc_calendar_encode(cc_writer *writer, const cc_calendar *calendar)
{
	int version = cc_calendar_version(calendar);

	cc_write_u8(writer, (uint8_t) calendar->zone_length);
	cc_write_bytes(writer, calendar->zone, calendar->zone_length);
	if (version > 1)
		cc_write_u16(writer, (uint16_t) calendar->n_seasons);
	for (size_t i = 0; i < calendar->n_seasons; i++)
	{
		if (i > 0)
			cc_write_u32(writer, (uint32_t) calendar->seasons[i].first);
		for (int day = 0; day < 7; day++)
			encode_hours(writer, version, calendar->seasons[i].week[day]);
	}
	cc_write_u16(writer, (uint16_t) calendar->n_exceptions);
	for (size_t i = 0; i < calendar->n_exceptions; i++)
	{
		cc_write_u32(writer, (uint32_t) calendar->exceptions[i].first);
		cc_write_u32(writer, (uint32_t) calendar->exceptions[i].last);
		encode_hours(writer, version, calendar->exceptions[i].hours);
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

static int64_t
decode_time(cc_reader *reader, int version)
{
	return version == 1 ? read_i32(reader) * MICROS : cc_read_i64(reader);
}

/* Whether some time needs version 2 is added to finer. */
static bool
decode_hours(cc_reader *reader, int version, cc_calendar_room *room,
			 cc_hours *hours, bool *finer)
{
	int64_t previous = 0;

	hours->n = cc_read_u8(reader);
	hours->openings =
		room->openings != NULL ? room->openings + room->n_openings : NULL;
	if (reader->failed || hours->n > CC_MAX_OPENINGS)
		return false;
	for (size_t i = 0; i < hours->n; i++)
	{
		cc_opening opening = {decode_time(reader, version), 0};

		opening.close = decode_time(reader, version);
		if (reader->failed || opening.open < previous ||
			opening.open >= CC_DAY_MICROS || opening.close <= opening.open ||
			(opening.close > CC_DAY_MICROS &&
			 opening.close - CC_DAY_MICROS >= opening.open))
			return false;
		previous = opening.close;
		*finer |= opening.open % MICROS != 0 || opening.close % MICROS != 0;
		if (room->openings != NULL)
			room->openings[room->n_openings] = opening;
		room->n_openings++;
	}
	return true;
}

/* Bytes of what was decoded last, as neighbours that agree would be one. */
typedef struct span
{
	const unsigned char *at;
	size_t length;
} span;

static bool
same_bytes(span a, span b)
{
	return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

static bool
decode_seasons(cc_reader *reader, int version, cc_calendar_room *room,
			   bool *finer)
{
	size_t n = version == 1 ? 1 : cc_read_u16(reader);
	int32_t last_first = FIRST_DAY;
	span last = {0};

	if (reader->failed || n < 1 || n > CC_MAX_SEASONS)
		return false;
	*finer |= n > 1;
	for (size_t i = 0; i < n; i++)
	{
		cc_season season = {.first = i > 0 ? read_i32(reader) : NO_FIRST};
		span week = {reader->at, 0};

		if (reader->failed ||
			(i > 0 && (season.first <= last_first || season.first > LAST_DAY)))
			return false;
		for (int day = 0; day < 7; day++)
		{
			if (!decode_hours(reader, version, room, &season.week[day], finer))
				return false;
		}
		week.length = (size_t) (reader->at - week.at);
		if (i > 0 && same_bytes(week, last))
			return false;
		last = week;
		if (i > 0)
			last_first = season.first;
		if (room->seasons != NULL)
			room->seasons[room->n_seasons] = season;
		room->n_seasons++;
	}
	return true;
}

static bool
decode_exceptions(cc_reader *reader, int version, cc_calendar_room *room,
				  bool *finer)
{
	size_t n = cc_read_u16(reader);
	int32_t last_day = FIRST_DAY - 2;
	span last = {0};

	if (reader->failed || n > CC_MAX_EXCEPTIONS)
		return false;
	for (size_t i = 0; i < n; i++)
	{
		cc_exception exception;
		span hours;

		exception.first = read_i32(reader);
		exception.last = read_i32(reader);
		hours.at = reader->at;
		if (reader->failed || exception.first <= last_day ||
			exception.first < FIRST_DAY || exception.last < exception.first ||
			exception.last > LAST_DAY ||
			!decode_hours(reader, version, room, &exception.hours, finer))
			return false;
		hours.length = (size_t) (reader->at - hours.at);
		if (exception.first == last_day + 1 && same_bytes(hours, last))
			return false;
		last_day = exception.last;
		last = hours;
		if (room->exceptions != NULL)
			room->exceptions[room->n_exceptions] = exception;
		room->n_exceptions++;
	}
	return true;
}

cc_status
cc_calendar_decode(cc_reader *reader, int version, cc_calendar_room *room,
				   cc_calendar *calendar, cc_error *error)
{
	bool finer = false;
	bool good;

	room->n_openings = 0;
	room->n_seasons = 0;
	room->n_exceptions = 0;
	calendar->zone_length = cc_read_u8(reader);
	calendar->zone = cc_read_bytes(reader, calendar->zone_length);
	good = !reader->failed && calendar->zone_length > 0;
	for (size_t i = 0; good && i < calendar->zone_length; i++)
		good = is_zone_byte(calendar->zone[i]);
	good = good && decode_seasons(reader, version, room, &finer) &&
		   decode_exceptions(reader, version, room, &finer) &&
		   cc_reader_finished(reader) && finer == (version > 1);
	calendar->seasons = room->seasons;
	calendar->n_seasons = room->n_seasons;
	calendar->exceptions = room->exceptions;
	calendar->n_exceptions = room->n_exceptions;
	if (!good)
		return cc_fail(error, CC_BAD_BINARY,
					   "invalid binary format of type business_hours");
	return CC_OK;
}
