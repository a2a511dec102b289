/* Reporting intervals and profiles: their arithmetic, text and wire forms. */
#include "core/interval_profile.h"
#include "unit/unit.h"

static void
utc(const void *source, int64_t instant, cc_stretch *stretch)
{
	(void) source;
	stretch->from = instant - (INT64_C(1) << 40);
	stretch->until = instant + (INT64_C(1) << 40);
	stretch->offset = 0;
}

static uint64_t seed = 1;

static uint64_t
next_random(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return seed >> 11;
}

static bool
scans_as(const char *text, cc_status want)
{
	cc_scanner scanner;
	cc_interval interval;
	cc_error error;

	cc_scanner_init(&scanner, text, strlen(text));
	return cc_interval_scan(&scanner, &interval, &error) == want;
}

/* Random intervals through text; and words compare as (start, length) does. */
static bool
text_round_trips(void)
{
	int64_t last_start = 0, last_length = 1;
	cc_interval last = 0;

	for (int i = 0; i < 100000; i++)
	{
		int64_t range = CC_INTERVAL_MAX_START - CC_INTERVAL_MIN_START;
		int64_t start = CC_INTERVAL_MIN_START +
						(int64_t) (next_random() % (uint64_t) range);
		int64_t length = 1 + (int64_t) (next_random() % CC_INTERVAL_MAX_LENGTH);
		cc_interval interval, again;
		char text[80];
		cc_printer printer;
		cc_scanner scanner;
		cc_error error;

		if (i % 3 == 0)
			start = last_start;
		if (cc_interval_make(start, start + length, &interval, &error) !=
				CC_OK ||
			cc_interval_start(interval) != start ||
			cc_interval_length(interval) != length ||
			cc_interval_end(interval) != start + length)
			return false;
		if (i > 0 && (interval < last) !=
						 (start < last_start ||
						  (start == last_start && length < last_length)))
			return false;
		cc_printer_init(&printer, text, sizeof(text));
		cc_interval_print(&printer, interval);
		cc_scanner_init(&scanner, text, printer.length);
		if (cc_interval_scan(&scanner, &again, &error) != CC_OK ||
			again != interval || !cc_scan_end(&scanner))
		{
			printf("# %s\n", text);
			return false;
		}
		last = interval;
		last_start = start;
		last_length = length;
	}
	return true;
}

/* Whatever is read from mangled bytes is valid; whatever is refused is not. */
static bool
mangled_bytes_are_harmless(void)
{
	static const char text[] =
		"{-0044-01-01T00:00:00Z/PT1S 0.000001 0, 2026-11-21T09:30:00Z/PT30M "
		"5400.25 3, +10026-01-01T00:00:00Z/P388D 2 3}";
	cc_profile_entry entries[8];
	unsigned char wire[256];
	cc_writer writer;
	cc_error error;
	size_t count;

	if (cc_profile_parse(text, strlen(text), entries, 8, &count, NULL,
						 &error) != CC_OK ||
		count != 3)
		return false;
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_profile_write(&writer, entries, count);
	for (int i = 0; i < 200000; i++)
	{
		unsigned char bytes[256];
		char mangled[sizeof(text)];
		cc_reader reader;

		memcpy(bytes, wire, writer.length);
		memcpy(mangled, text, sizeof(text));
		for (int n = (int) (next_random() % 3); n >= 0; n--)
		{
			bytes[next_random() % writer.length] =
				(unsigned char) next_random();
			mangled[next_random() % (sizeof(text) - 1)] =
				"0123456789-+.:/{} ,TZPDHMS"[next_random() % 26];
		}
		cc_reader_init(&reader, bytes, next_random() % (writer.length + 1));
		if (cc_profile_read_count(&reader, &count, &error) == CC_OK &&
			count <= 8 &&
			cc_profile_read(&reader, entries, count, &error) == CC_OK &&
			!cc_profile_is_valid(entries, count))
			return false;
		if (cc_profile_parse(mangled, strlen(mangled), entries, 8, &count, NULL,
							 &error) == CC_OK &&
			(count > 8 || !cc_profile_is_valid(entries, count)))
			return false;
	}
	return true;
}

static bool
width_is(int64_t months, int64_t days, int64_t microseconds, cc_width_unit unit,
		 int64_t count)
{
	cc_width width;
	cc_error error;

	return cc_width_make(months, days, microseconds, &width, &error) == CC_OK &&
		   width.unit == unit && width.count == count && width.day_start == 0;
}

static bool
width_is_bad(int64_t months, int64_t days, int64_t microseconds)
{
	cc_width width;
	cc_error error;

	return cc_width_make(months, days, microseconds, &width, &error) ==
			   CC_BAD_ARGUMENT &&
		   error.detail[0] != '\0';
}

int
main(void)
{
	const int64_t second = 1000000;
	cc_interval interval, shifted;
	cc_profile_entry slots[8] = {{0, 0, 0}};
	cc_profile_entry entry = {0, 5, 1};
	cc_profile profile;
	cc_zone zone;
	cc_width width;
	cc_error error;
	int64_t total = 0, microseconds;
	cc_pieces pieces;
	int n = 0;

	ok(text_round_trips(), "intervals round-trip and order by start, length");
	ok(mangled_bytes_are_harmless(), "mangled profiles are refused or valid");

	ok(scans_as("2000-02-29T00:00:00Z/P1D", CC_OK), "a leap day");
	ok(scans_as("2001-02-29T00:00:00Z/P1D", CC_BAD_TEXT), "is not every year");
	ok(scans_as("2001-01-01T24:00:00Z/P1D", CC_BAD_TEXT), "no hour 24");
	ok(scans_as("2001-01-01T00:00:00Z/", CC_BAD_TEXT), "no length");
	ok(scans_as("2001-01-01T00:00:00Z/PT", CC_BAD_TEXT), "an empty length");
	ok(scans_as("2001-01-01T00:00:00Z/PT1M1H", CC_BAD_TEXT), "no order");
	ok(scans_as("2001-01-01T00:00:00Z/PT1M1M", CC_BAD_TEXT), "a unit twice");
	ok(scans_as("2001-01-01T00:00:00Z/PT0S", CC_BAD_DATETIME), "length zero");
	ok(scans_as("-4714-01-01T00:00:00Z/P1D", CC_BAD_DATETIME),
	   "before the calendar");

	for (int i = 0; i < 3; i++)
	{
		/* a second, a day, a month, and half a million of them */
		const int64_t months[] = {0, 0, 1};
		const int64_t days[] = {0, 1, 0};
		const int64_t most = 500000;
		int64_t length;

		ok(cc_width_make(months[i], days[i], i == 0 ? second : 0, &width,
						 &error) == CC_OK,
		   "width %d", i);
		length = (int64_t) (cc_width_seconds(&width) * (double) most * 1e6);
		ok(cc_width_limit(&width, -5, length - 10 * second, most, &error) ==
				   CC_OK &&
			   cc_width_limit(&width, -5, length + 10 * second, most, &error) ==
				   CC_TOO_LARGE &&
			   cc_width_limit(&width, 5, -5, most, &error) == CC_OK &&
			   cc_width_limit(&width, INT64_MIN, INT64_MAX, 20 * most,
							  &error) == (i == 2 ? CC_OK : CC_TOO_LARGE),
		   "so many and no more");
	}

	ok(cc_interval_make(0, 0, &interval, &error) == CC_BAD_DATETIME,
	   "an interval is not empty");
	ok(cc_interval_make(0, CC_INTERVAL_MAX_LENGTH + 1, &interval, &error) ==
		   CC_BAD_DATETIME,
	   "nor longer than fits");
	ok(cc_interval_make(-1800, 0, &interval, &error) == CC_OK &&
		   cc_interval_shift(interval, 3, &shifted, &error) == CC_OK &&
		   cc_interval_start(shifted) == 3600 &&
		   cc_interval_length(shifted) == 1800,
	   "a shift by its own lengths");
	ok(cc_interval_shift(interval, INT64_MAX, &shifted, &error) ==
			   CC_BAD_DATETIME &&
		   cc_interval_shift(interval, INT64_MIN, &shifted, &error) ==
			   CC_BAD_DATETIME,
	   "but not out of the calendar");

	ok(width_is(0, 0, 1800 * second, CC_WIDTH_SECONDS, 1800), "half an hour");
	ok(width_is(0, 0, 86400 * second, CC_WIDTH_DAYS, 1), "24 hours are a day");
	ok(width_is(0, 6, 86400 * second, CC_WIDTH_DAYS, 7), "and add to days");
	ok(width_is(12, 0, 0, CC_WIDTH_MONTHS, 12), "a year");
	ok(width_is_bad(0, 0, 0) && width_is_bad(0, 0, -1) &&
		   width_is_bad(0, -1, 0) && width_is_bad(-1, 0, 0) &&
		   width_is_bad(1, 1, 0) && width_is_bad(0, 1, second) &&
		   width_is_bad(13, 0, 0) && width_is_bad(0, 389, 0) &&
		   width_is_bad(0, 0, second / 2) && width_is_bad(1, -1, 0) &&
		   width_is_bad(0, INT32_MAX, INT64_MAX),
	   "what is no width");
	ok(width_is(0, 1, 0, CC_WIDTH_DAYS, 1) &&
		   cc_width_make(0, 1, 0, &width, &error) == CC_OK &&
		   cc_width_set_day_start(&width, 86400 * second, &error) ==
			   CC_BAD_ARGUMENT &&
		   cc_width_set_day_start(&width, 1, &error) == CC_BAD_ARGUMENT &&
		   cc_width_set_day_start(&width, 4 * 3600 * second, &error) == CC_OK,
	   "a day starts at a whole second of it");

	cc_zone_init(&zone, utc, NULL);
	ok(cc_bucket(&zone, &width, 3 * 3600, &interval, &error) == CC_OK &&
		   cc_interval_start(interval) == -20 * 3600 &&
		   cc_interval_length(interval) == 86400,
	   "three o'clock belongs to the day that started at four");
	ok(cc_bucket(&zone, &width, INT64_C(9000000000000), &interval, &error) ==
		   CC_BAD_DATETIME,
	   "the year 287000 is out of range");

	cc_width_make(0, 0, 1800 * second, &width, &error);
	cc_pieces_init(&pieces, -2 * second + 1, 2000 * second);
	while (cc_pieces_next(&pieces, &zone, &width, &interval, &microseconds,
						  &error) == CC_OK &&
		   interval != 0)
	{
		total += microseconds;
		n++;
	}
	ok(n == 3 && total == 2002 * second - 1, "pieces add up to the whole");

	profile = (cc_profile){slots, 8, 0};
	for (int round = 0; round < 2; round++)
		for (int i = 1; i <= 6; i++)
		{
			cc_interval_make(i * 1800, i * 1800 + 1800, &entry.bucket, &error);
			cc_profile_add(&profile, &entry, &error);
		}
	ok(profile.count == 6 && cc_profile_is_full(&profile),
	   "a profile counts buckets and is full at three quarters");
	entry.microseconds = INT64_MAX;
	ok(cc_profile_add(&profile, &entry, &error) == CC_OUT_OF_RANGE,
	   "sums that do not fit are refused");
	return unit_done();
}
