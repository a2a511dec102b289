/*
 * interval.c
 *		Reporting intervals: buckets of time aligned in a named zone.
 */
#include "core/interval.h"

#include "core/civil.h"
#include "core/text.h"

#define HOUR INT64_C(3600)
#define MINUTE INT64_C(60)
#define SECOND INT64_C(1000000) /* in microseconds */

/* Monday, 2001-01-01, in days since 2000-01-01 */
#define GRID_DAY 366
#define GRID_YEAR 2001

#define MAX_WIDTH_DAYS 388
#define MAX_WIDTH_MONTHS 12

cc_status
cc_interval_out_of_range(cc_error *error)
{
	cc_fail(error, CC_BAD_DATETIME, "reporting interval out of range");
	cc_error_detail(error, "Reporting intervals are 1 second to 388 days long "
						   "and start in the years 4714 BC to 10710.");
	return CC_BAD_DATETIME;
}

cc_status
cc_interval_shift(cc_interval interval, int64_t count, cc_interval *shifted,
				  cc_error *error)
{
	int64_t length = cc_interval_length(interval);
	int64_t start = cc_interval_start(interval);

	/* no farther than from one end of the range to the other */
	if (count > 2 * CC_INTERVAL_MAX_START / length ||
		count < 2 * CC_INTERVAL_MIN_START / length)
		return cc_interval_out_of_range(error);
	start += count * length;
	return cc_interval_make(start, start + length, shifted, error);
}

static cc_status
bad_width(cc_error *error, const char *detail)
{
	cc_fail(error, CC_BAD_ARGUMENT, "invalid value for argument \"width\"");
	cc_error_detail(error, "%s", detail);
	return CC_BAD_ARGUMENT;
}

cc_status
cc_width_make(int64_t months, int64_t days, int64_t microseconds,
			  cc_width *width, cc_error *error)
{
	width->day_start = 0;
	if (months < 0 || days < 0 || microseconds < 0 ||
		(months == 0 && days == 0 && microseconds == 0))
		return bad_width(error, "It must be positive.");
	if (months > 0)
	{
		if (days > 0 || microseconds > 0)
			return bad_width(error,
							 "Months do not mix with days, hours or less.");
		if (months > MAX_WIDTH_MONTHS)
			return bad_width(error, "It must be at most 12 months.");
		width->unit = CC_WIDTH_MONTHS;
		width->count = months;
		return CC_OK;
	}

	days += microseconds / (CC_DAY * SECOND);
	microseconds %= CC_DAY * SECOND;
	if (days > 0)
	{
		if (microseconds > 0)
			return bad_width(
				error, "From one day upwards it must be whole days or months.");
		if (days > MAX_WIDTH_DAYS)
			return bad_width(error, "It must be at most 388 days.");
		width->unit = CC_WIDTH_DAYS;
		width->count = days;
		return CC_OK;
	}
	if (microseconds % SECOND != 0)
		return bad_width(error, "It must be whole seconds.");
	width->unit = CC_WIDTH_SECONDS;
	width->count = microseconds / SECOND;
	return CC_OK;
}

cc_status
cc_width_set_day_start(cc_width *width, int64_t microseconds, cc_error *error)
{
	if (microseconds < 0 || microseconds >= CC_DAY * SECOND ||
		microseconds % SECOND != 0)
	{
		cc_fail(error, CC_BAD_ARGUMENT,
				"invalid value for argument \"day_start\"");
		cc_error_detail(error, "It must be a whole second from 00:00:00 to "
							   "23:59:59.");
		return CC_BAD_ARGUMENT;
	}
	width->day_start = microseconds / SECOND;
	return CC_OK;
}

double
cc_width_seconds(const cc_width *width)
{
	switch (width->unit)
	{
		case CC_WIDTH_SECONDS:
			break;
		case CC_WIDTH_DAYS:
			return (double) (width->count * CC_DAY);
		case CC_WIDTH_MONTHS:
			/* the Gregorian year's 365.2425 days over 12 */
			return (double) width->count * 30.436875 * (double) CC_DAY;
	}
	return (double) width->count;
}

cc_status
cc_too_many_intervals(double count, int64_t most, cc_error *error)
{
	cc_fail(error, CC_TOO_LARGE, "too many reporting intervals: about %.0f",
			count);
	cc_error_detail(error, "At most %lld are made at once.", (long long) most);
	cc_error_hint(error, "Choose wider intervals or a shorter time.");
	return CC_TOO_LARGE;
}

/* Months since GRID_YEAR of a day, and the first day of a month so counted. */
static int64_t
month_of(int64_t day)
{
	cc_date date = cc_date_of_days(day);

	return (date.year - GRID_YEAR) * 12 + date.month - 1;
}

static int64_t
first_day(int64_t month)
{
	int64_t years = cc_floor_div(month, 12);

	return cc_days_of_date(
		(cc_date){GRID_YEAR + years, (int) (month - 12 * years) + 1, 1});
}

/* The grid on the wall clock: number of the last line at or before local. */
static int64_t
line_before(const cc_width *width, int64_t local)
{
	int64_t day = cc_floor_div(local - width->day_start, CC_DAY);

	switch (width->unit)
	{
		case CC_WIDTH_SECONDS:
			break;
		case CC_WIDTH_DAYS:
			return cc_floor_div(day - GRID_DAY, width->count);
		case CC_WIDTH_MONTHS:
			return cc_floor_div(month_of(day), width->count);
	}
	return day;
}

static int64_t
line_local(const cc_width *width, int64_t line)
{
	int64_t day = line;

	switch (width->unit)
	{
		case CC_WIDTH_SECONDS:
			break;
		case CC_WIDTH_DAYS:
			day = GRID_DAY + line * width->count;
			break;
		case CC_WIDTH_MONTHS:
			day = first_day(line * width->count);
			break;
	}
	return day * CC_DAY + width->day_start;
}

/* Whether lines of the grid in the stretch are where its offset puts them. */
static inline bool
far_from_changes(const cc_stretch *stretch, int64_t from, int64_t until)
{
	return from >= stretch->from + CC_ZONE_SLACK && until < stretch->until;
}

/* The lines around the instant, as instants. */
static cc_status
lines_around(cc_zone *zone, const cc_width *width, int64_t instant,
			 int64_t *from, int64_t *until, cc_error *error)
{
	const cc_stretch *stretch = cc_zone_at(zone, instant);
	int64_t line = line_before(width, instant + stretch->offset);

	*from = line_local(width, line) - stretch->offset;
	*until = line_local(width, line + 1) - stretch->offset;
	if (far_from_changes(stretch, *from, *until))
		return CC_OK;
	*from = cc_zone_earliest(zone, line_local(width, line));
	*until = cc_zone_earliest(zone, line_local(width, line + 1));

	/* When clocks go back over a line, the bucket behind it has begun. */
	for (int i = 0; *until <= instant && i < 3; i++)
	{
		line++;
		*from = *until;
		*until = cc_zone_earliest(zone, line_local(width, line + 1));
	}
	if (*from > instant || *until <= instant)
		return cc_fail(error, CC_UNSUPPORTED,
					   "time zone changes by more than two days at once");
	return CC_OK;
}

cc_status
cc_bucket(cc_zone *zone, const cc_width *width, int64_t instant,
		  cc_interval *bucket, cc_error *error)
{
	const cc_stretch *stretch;
	int64_t local, from, until, start;

	if (width->unit != CC_WIDTH_SECONDS)
	{
		cc_status status =
			lines_around(zone, width, instant, &from, &until, error);

		return status != CC_OK ? status
							   : cc_interval_make(from, until, bucket, error);
	}

	stretch = cc_zone_at(zone, instant);
	local = instant + stretch->offset - width->day_start;
	/* unsigned division is cheaper; the bias keeps it positive */
	from =
		instant - (int64_t) ((uint64_t) (local + CC_DAY * (1 << 30)) % CC_DAY);
	until = from + CC_DAY;
	if (!far_from_changes(stretch, from, until))
	{
		cc_status status =
			lines_around(zone, width, instant, &from, &until, error);

		if (status != CC_OK)
			return status;
	}
	start = instant -
			(int64_t) ((uint32_t) (instant - from) % (uint32_t) width->count);
	if (until > start + width->count)
		until = start + width->count;
	return cc_interval_make(start, until, bucket, error);
}

void
cc_pieces_init(cc_pieces *pieces, int64_t from, int64_t until)
{
	pieces->next = from;
	pieces->until = until;
	pieces->done = until < from;
}

cc_status
cc_pieces_next(cc_pieces *pieces, cc_zone *zone, const cc_width *width,
			   cc_interval *bucket, int64_t *microseconds, cc_error *error)
{
	cc_status status;
	int64_t end;

	*bucket = 0;
	*microseconds = 0;
	if (pieces->done)
		return CC_OK;
	status = cc_bucket(zone, width, cc_floor_div(pieces->next, SECOND), bucket,
					   error);
	if (status != CC_OK)
		return status;
	end = cc_interval_end(*bucket) * SECOND;
	if (end >= pieces->until)
	{
		end = pieces->until;
		pieces->done = true;
	}
	*microseconds = end - pieces->next;
	pieces->next = end;
	return CC_OK;
}

/* cycle and phase: what the slots count through, and where it starts */
static int64_t
slot(cc_zone *zone, cc_interval interval, int64_t width, int64_t cycle,
	 int64_t phase)
{
	int64_t start = cc_zone_local(zone, cc_interval_start(interval));
	int64_t position = start - phase;

	if (width == 0)
	{
		int64_t end = cc_zone_local(zone, cc_interval_end(interval));

		width = cc_interval_length(interval);
		/* a local day is 24 hours on the wall, however long it was */
		if (width > CC_DAY / 2 && start % CC_DAY == 0 && end % CC_DAY == 0 &&
			end > start)
			width = end - start;
	}
	return (position - cc_floor_div(position, cycle) * cycle) / width;
}

int64_t
cc_slot_of_day(cc_zone *zone, cc_interval interval, int64_t width)
{
	return slot(zone, interval, width, CC_DAY, 0);
}

int64_t
cc_slot_of_week(cc_zone *zone, cc_interval interval, int64_t width)
{
	return slot(zone, interval, width, 7 * CC_DAY, GRID_DAY % 7 * CC_DAY);
}

void
cc_duration_print(int64_t seconds, char text[CC_DURATION_TEXT])
{
	cc_printer printer;
	int64_t days = 0;

	cc_printer_init(&printer, text, CC_DURATION_TEXT);
	cc_print(&printer, "P");
	/* local days of 23 to 25 hours are told apart best in hours */
	if (seconds >= 2 * CC_DAY)
	{
		days = seconds / CC_DAY;
		seconds %= CC_DAY;
		cc_print(&printer, "%dD", (int) days);
	}
	if (seconds > 0 || days == 0)
		cc_print(&printer, "T");
	if (seconds >= HOUR)
		cc_print(&printer, "%dH", (int) (seconds / HOUR));
	if (seconds % HOUR >= MINUTE)
		cc_print(&printer, "%dM", (int) (seconds % HOUR / MINUTE));
	if (seconds % MINUTE > 0 || (seconds == 0 && days == 0))
		cc_print(&printer, "%dS", (int) (seconds % MINUTE));
}

cc_status
cc_duration_parse(const char *text, size_t length, int64_t *seconds,
				  cc_error *error)
{
	/* in the order in which they may come; those from T on need the T */
	static const struct
	{
		char letter;
		bool time;
		int64_t seconds;
	} units[] = {{'W', false, 7 * CC_DAY},
				 {'D', false, CC_DAY},
				 {'H', true, HOUR},
				 {'M', true, MINUTE},
				 {'S', true, 1}};
	const size_t n_units = sizeof(units) / sizeof(units[0]);
	cc_scanner scanner;
	size_t next = 0;
	bool time = false;
	bool any = false;

	cc_scanner_init(&scanner, text, length);
	*seconds = 0;
	if (!cc_scan_literal(&scanner, "P") && !cc_scan_literal(&scanner, "p"))
		goto bad;
	while (!cc_scan_end(&scanner))
	{
		int64_t count;
		char letter;
		size_t unit;

		if (!time &&
			(cc_scan_literal(&scanner, "T") || cc_scan_literal(&scanner, "t")))
		{
			time = true;
			any = false;
			continue;
		}
		if (cc_scan_peek(&scanner) < '0' || cc_scan_peek(&scanner) > '9' ||
			!cc_scan_int64(&scanner, &count) || cc_scan_end(&scanner))
			goto bad;
		letter = cc_scan_peek(&scanner);
		if (letter >= 'a')
			letter = (char) (letter - ('a' - 'A'));
		for (unit = next; unit < n_units; unit++)
			if (units[unit].letter == letter && units[unit].time == time)
				break;
		if (unit == n_units)
			goto bad;
		scanner.at++;
		next = unit + 1;
		any = true;
		if (count > CC_INTERVAL_MAX_LENGTH)
			return cc_interval_out_of_range(error);
		*seconds += count * units[unit].seconds;
	}
	if (!any)
		goto bad;
	return CC_OK;

bad:
	cc_fail(error, CC_BAD_TEXT, "invalid duration in reporting interval");
	cc_error_detail(error, "At column %d of the duration.",
					cc_scan_column(&scanner));
	cc_error_hint(error,
				  "Write a duration of fixed length, such as PT30M or P1D "
				  "(24 hours); for months give start and end.");
	return CC_BAD_TEXT;
}

void
cc_interval_print(cc_printer *printer, cc_interval interval)
{
	int64_t start = cc_interval_start(interval);
	int64_t day = cc_floor_div(start, CC_DAY);
	int64_t second = start - day * CC_DAY;
	cc_date date = cc_date_of_days(day);
	char length[CC_DURATION_TEXT];

	cc_duration_print(cc_interval_length(interval), length);
	cc_print(printer, "%s%04d-%02d-%02dT%02d:%02d:%02dZ/%s",
			 date.year < 0		? "-"
			 : date.year > 9999 ? "+"
								: "",
			 (int) (date.year < 0 ? -date.year : date.year), date.month,
			 date.day, (int) (second / HOUR), (int) (second % HOUR / MINUTE),
			 (int) (second % MINUTE), length);
}

static bool
scan_number(cc_scanner *scanner, const char *before, int64_t most,
			int64_t *number)
{
	char next;

	if (!cc_scan_literal(scanner, before))
		return false;
	next = cc_scan_peek(scanner);
	return next >= '0' && next <= '9' && cc_scan_int64(scanner, number) &&
		   *number <= most;
}

cc_status
cc_interval_scan(cc_scanner *scanner, cc_interval *interval, cc_error *error)
{
	int64_t year, month, day, hour, minute, second, length, start;
	const char *duration;
	cc_date date;
	cc_status status;

	if (!cc_scan_int64(scanner, &year) || year < -9999 || year > 99999 ||
		!scan_number(scanner, "-", 12, &month) ||
		!scan_number(scanner, "-", 31, &day) ||
		!scan_number(scanner, "T", 23, &hour) ||
		!scan_number(scanner, ":", 59, &minute) ||
		!scan_number(scanner, ":", 59, &second) ||
		!cc_scan_literal(scanner, "Z/"))
		return cc_fail(error, CC_BAD_TEXT, "invalid reporting interval");
	date = (cc_date){year, (int) month, (int) day};
	if (!cc_date_exists(date))
		return cc_fail(error, CC_BAD_TEXT, "invalid reporting interval");

	duration = scanner->at;
	while ((cc_scan_peek(scanner) >= '0' && cc_scan_peek(scanner) <= '9') ||
		   (cc_scan_peek(scanner) >= 'A' && cc_scan_peek(scanner) <= 'Z'))
		scanner->at++;
	status = cc_duration_parse(duration, (size_t) (scanner->at - duration),
							   &length, error);
	if (status != CC_OK)
		return status;
	start =
		cc_days_of_date(date) * CC_DAY + hour * HOUR + minute * MINUTE + second;
	return cc_interval_make(start, start + length, interval, error);
}
