/* Agent time: concurrency of ranges, its text and wire forms, schedules. */
#include "core/agent_time.h"
#include "core/civil.h"
#include "unit/unit.h"

static uint64_t seed = 1;

static int64_t
random_below(int64_t limit)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t) (seed >> 33) % limit;
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *) a;
	int64_t y = *(const int64_t *) b;

	return (x > y) - (x < y);
}

/* Against qsort, over spans of keys that take one digit to all of them. */
static void
sorting(void)
{
	static int64_t got[5000];
	static int64_t want[5000];
	static int64_t scratch[5000];
	static cc_change changes[5000];
	static cc_change change_scratch[5000];
	static const int sizes[] = {0, 1, 2, 32, 33, 1000, 5000};

	for (int shift = 0; shift < 33; shift += 4)
	{
		for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
		{
			size_t n = (size_t) sizes[s];
			bool same = true;

			for (size_t i = 0; i < n; i++)
			{
				got[i] = (random_below(INT64_C(1) << 31) - (1 << 30)) *
						 (INT64_C(1) << shift);
				if (random_below(50) == 0)
					got[i] = INT64_MIN;
				want[i] = got[i];
				changes[i].point = got[i];
				changes[i].by = ~got[i];
			}
			qsort(want, n, sizeof(int64_t), compare);
			cc_sort_points(got, n, scratch, NULL);
			cc_sort_changes(changes, n, change_scratch, NULL);
			for (size_t i = 0; i < n; i++)
				same &= got[i] == want[i] && changes[i].point == want[i] &&
						changes[i].by == ~want[i];
			ok(same, "%zu points with %d zero bits in order", n, shift);
		}
	}
}

/* Small points, where every point can be visited one by one. */
static void
counting(void)
{
	enum
	{
		RANGES = 60,
		LAST = 40
	};
	bool same = true;
	bool valid = true;
	bool agrees = true;

	for (int round = 0; round < 500; round++)
	{
		int64_t rises[RANGES];
		int64_t falls[RANGES];
		int64_t scratch[RANGES];
		int64_t levels[LAST + 1] = {0};
		int64_t peak = 0;
		int64_t covered = 0;
		int64_t total = 0;
		cc_change out[2 * RANGES];
		cc_concurrency sum;
		cc_concurrency again;
		cc_error error;
		size_t n = (size_t) random_below(RANGES + 1);

		for (size_t i = 0; i < n; i++)
		{
			rises[i] = random_below(LAST);
			falls[i] = rises[i] + 1 + random_below(LAST - rises[i]);
			for (int64_t p = rises[i]; p < falls[i]; p++)
				levels[p]++;
			/* half steps take no time: only whole microseconds do */
			total += falls[i] / 2 - rises[i] / 2;
		}
		/* the level of a microsecond is the one after its first half step */
		for (int64_t p = 0; p <= LAST; p++)
		{
			if (levels[p] > peak)
				peak = levels[p];
			covered += p % 2 == 1 && levels[p] > 0;
		}
		cc_sort_points(rises, n, scratch, NULL);
		cc_sort_points(falls, n, scratch, NULL);
		if (cc_concurrency_add_up(rises, n, falls, n, NULL, 0, out, &sum, NULL,
								  &error) != CC_OK)
			same = false;
		same &= sum.peak == peak &&
				fabs(sum.covered * 1e6 - (double) covered) < 1e-3 &&
				fabs(sum.total * 1e6 - (double) total) < 1e-3;
		valid &= cc_changes_are_valid(out, sum.changes);
		agrees &= cc_concurrency_add_up(NULL, 0, NULL, 0, out, sum.changes,
										NULL, &again, NULL, &error) == CC_OK &&
				  again.peak == sum.peak && again.peak_from == sum.peak_from &&
				  again.changes == sum.changes &&
				  again.covered == sum.covered && again.total == sum.total;
	}
	ok(same, "peak, union and sum as counted point by point");
	ok(valid, "the changes are in stored order");
	ok(agrees, "the changes amount to the same as the ranges");
}

static void
edges(void)
{
	static const cc_change huge[] = {{0, INT64_MAX}, {2, 1}};
	static const cc_change negative[] = {{0, -1}};
	static const cc_change twice[] = {{4, 1}, {4, 1}};
	static const cc_change none[] = {{4, 0}};
	int64_t always[] = {CC_ALWAYS};
	int64_t ten[] = {10};
	int64_t point;
	cc_concurrency sum;
	cc_error error;

	ok(cc_concurrency_add_up(always, 1, ten, 1, NULL, 0, NULL, &sum, NULL,
							 &error) == CC_OK &&
		   isinf(sum.covered) && isinf(sum.total) && sum.peak == 1,
	   "no beginning: no finite length");
	ok(cc_concurrency_add_up(ten, 1, NULL, 0, NULL, 0, NULL, &sum, NULL,
							 &error) == CC_OK &&
		   isinf(sum.covered) && sum.peak == 1 && sum.changes == 1,
	   "no end: no finite length");
	ok(cc_concurrency_add_up(NULL, 0, NULL, 0, NULL, 0, NULL, &sum, NULL,
							 &error) == CC_OK &&
		   sum.covered == 0 && sum.peak == 0,
	   "nothing: nothing");
	ok(cc_concurrency_add_up(NULL, 0, NULL, 0, huge, 2, NULL, &sum, NULL,
							 &error) == CC_OUT_OF_RANGE,
	   "a level beyond 2^63 - 1 is refused");
	ok(cc_concurrency_add_up(NULL, 0, NULL, 0, negative, 1, NULL, &sum, NULL,
							 &error) == CC_BAD_ARGUMENT,
	   "a level below zero is refused");
	ok(!cc_changes_are_valid(huge, 2) && !cc_changes_are_valid(negative, 1) &&
		   !cc_changes_are_valid(twice, 2) && !cc_changes_are_valid(none, 1),
	   "and none of these is a stored form");
	ok(cc_point(CC_LAST_INSTANT, true, &point, &error) == CC_OK &&
		   cc_instant_of(point) == CC_LAST_INSTANT &&
		   cc_point(-CC_LAST_INSTANT, true, &point, &error) == CC_OK &&
		   cc_instant_of(point) == -CC_LAST_INSTANT &&
		   cc_point(-CC_LAST_INSTANT, false, &point, &error) == CC_OK &&
		   cc_instant_of(point) == -CC_LAST_INSTANT,
	   "points know their instant at both ends");
	ok(cc_point(CC_LAST_INSTANT + 1, false, &point, &error) == CC_BAD_DATETIME,
	   "an instant beyond is refused");
}

static void
text_and_wire(void)
{
	static const char *const same[] = {
		"{}", "{2026-11-21T08:00:00Z 1, after 2026-11-21T09:00:00.25Z 0}",
		"{-infinity 3, -4712-01-01T00:00:00.000001Z 9223372036854775807}",
		"{1999-12-31T23:59:59.999999Z 1, 2000-01-01T00:00:00Z 2, "
		"148000-02-29T00:00:00Z 0}"};
	static const struct
	{
		const char *text;
		int column;
	} bad[] = {{"", 1},
			   {"{", 2},
			   {"{}x", 3},
			   {"{2026-11-21T08:00:00Z 0}", 23},
			   {"{2026-11-21T08:00:00Z -1}", 23},
			   {"{2026-02-29T08:00:00Z 1}", 2},
			   {"{2026-11-21 08:00:00Z 1}", 2},
			   {"{2026-11-21T24:00:00Z 1}", 2},
			   {"{2026-11-21T08:00:00.Z 1}", 2},
			   {"{148200-01-01T08:00:00Z 1}", 2},
			   {"{2026-11-21T08:00:00Z 1, 2026-11-21T08:00:00Z 2}", 26},
			   {"{2026-11-21T08:00:00Z 1, 2026-11-21T08:00:01Z 1}", 47},
			   {"{2026-11-21T08:00:00Z 1 2026-11-21T08:00:01Z 2}", 25}};
	cc_change changes[4];
	cc_error error;
	size_t n;

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
	{
		char text[200];
		unsigned char wire[100];
		cc_change back[4];
		cc_printer printer;
		cc_writer writer;
		cc_reader reader;
		size_t n_back;

		ok(cc_concurrency_parse(same[i], strlen(same[i]), changes, 4, &n, NULL,
								&error) == CC_OK,
		   "%s is read", same[i]);
		cc_printer_init(&printer, text, sizeof(text));
		cc_concurrency_print(&printer, changes, n, NULL);
		ok(strcmp(text, same[i]) == 0, "and printed as it was: %s", text);
		cc_writer_init(&writer, wire, sizeof(wire));
		cc_concurrency_write(&writer, changes, n);
		cc_reader_init(&reader, wire, writer.length);
		ok(cc_writer_fits(&writer) &&
			   cc_concurrency_read_count(&reader, &n_back, &error) == CC_OK &&
			   n_back == n &&
			   cc_concurrency_read(&reader, back, n, &error) == CC_OK &&
			   (n == 0 || memcmp(back, changes, n * sizeof(cc_change)) == 0),
		   "and comes back from the wire");
		for (size_t cut = 0; cut < writer.length; cut++)
		{
			cc_reader_init(&reader, wire, cut);
			if (cc_concurrency_read_count(&reader, &n_back, &error) == CC_OK)
				break;
			if (cut + 1 == writer.length)
				ok(true, "no beginning of it does");
		}
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		char want[100];

		snprintf(want, sizeof(want),
				 "invalid input syntax for type concurrency at column %d",
				 bad[i].column);
		ok(cc_concurrency_parse(bad[i].text, strlen(bad[i].text), changes, 4,
								&n, NULL, &error) == CC_BAD_TEXT &&
			   strcmp(error.message, want) == 0,
		   "%s: %s", bad[i].text, error.message);
	}
}

static void
schedules(void)
{
	static const cc_span shift[] = {{0, 60}};
	static const cc_span late[] = {{10, 70}};
	static const cc_span parts[] = {{-20, -10}, {5, 10}, {20, 30}, {55, 90}};
	static const cc_span endless[] = {{30, INT64_MAX}};
	double x;

	ok(cc_adherence(shift, 1, late, 1, false, &x) && x == 50.0 / 60,
	   "10 of 60 late: adherence .833");
	ok(cc_adherence(shift, 1, late, 1, true, &x) && x == 50.0 / 70 &&
		   unit_close(x, 1 - 20.0 / 70, 1e-15),
	   "with the 10 outside: .714");
	ok(cc_conformance(shift, 1, late, 1, &x) && x == 1, "conformance 1.00");
	ok(cc_adherence(shift, 1, parts, 4, false, &x) && x == 20.0 / 60 &&
		   cc_adherence(shift, 1, parts, 4, true, &x) && x == 20.0 / 100 &&
		   cc_adherence(parts, 4, shift, 1, false, &x) && x == 20.0 / 60,
	   "several spans");
	ok(cc_adherence(shift, 1, endless, 1, false, &x) && x == 0.5,
	   "the open state of now");
	ok(!cc_adherence(NULL, 0, late, 1, true, &x) &&
		   !cc_conformance(NULL, 0, late, 1, &x),
	   "nothing scheduled: nothing to say");
	ok(isinf(cc_spans_seconds(endless, 1)) &&
		   cc_spans_seconds(parts, 4) == 60e-6 &&
		   cc_spans_seconds(NULL, 0) == 0,
	   "seconds of spans");
	ok(cc_occupancy(30, 10, &x) && x == 0.75 && cc_occupancy(0, 10, &x) &&
		   x == 0 && !cc_occupancy(0, 0, &x) &&
		   cc_occupancy(1.7e308, 1.7e308, &x) && x == 0.5 &&
		   cc_occupancy(5e-324, 0, &x) && x == 1,
	   "occupancy");
}

static void
civil(void)
{
	cc_date previous = {1599, 12, 31};
	bool consecutive = true;

	for (int64_t days = cc_days_of_date((cc_date){1600, 1, 1});
		 days < cc_days_of_date((cc_date){2400, 1, 1}); days++)
	{
		cc_date date = cc_date_of_days(days);

		consecutive &=
			cc_date_exists(date) && cc_days_of_date(date) == days &&
			(date.day == 1 ? previous.day == cc_days_in_month(previous.year,
															  previous.month) &&
								 date.month == previous.month % 12 + 1 &&
								 date.year == previous.year + (date.month == 1)
						   : date.day == previous.day + 1 &&
								 date.month == previous.month &&
								 date.year == previous.year);
		previous = date;
	}
	ok(consecutive, "each day follows the one before");
	ok(cc_days_of_date((cc_date){2000, 1, 1}) == 0 &&
		   cc_days_of_date((cc_date){1970, 1, 1}) == -10957 &&
		   cc_days_of_date((cc_date){-4713, 11, 24}) == -2451545,
	   "the epochs of PostgreSQL, Unix and the Julian day");
}

int
main(void)
{
	sorting();
	counting();
	edges();
	text_and_wire();
	schedules();
	civil();
	return unit_done();
}
