/*
 * agent_time.c
 *		How many ranges of time hold at once, and what follows from it.
 */
#include "core/agent_time.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/civil.h"

#define MICROSECONDS INT64_C(1000000)
#define DAY_MICROSECONDS (86400 * MICROSECONDS)

__extension__ typedef __int128 int128;

cc_status
cc_point(int64_t instant, bool after, int64_t *point, cc_error *error)
{
	if (instant > CC_LAST_INSTANT || instant < -CC_LAST_INSTANT)
	{
		cc_fail(error, CC_BAD_DATETIME, "timestamp out of range");
		cc_error_detail(error, "Concurrency is counted up to the year 148000.");
		return CC_BAD_DATETIME;
	}
	*point = instant * 2 + after;
	return CC_OK;
}

/* ---- radix sort ---- */

/*
 * Records are one word or two, the first is the key.  Only the bits in which
 * keys differ are looked at, in digits of at most 11 bits.
 */
#define DIGIT_BITS 11
#define SMALL 32

/* Keys as unsigned words in the same order. */
static inline uint64_t
sortable(int64_t key)
{
	return (uint64_t) key ^ UINT64_C(1) << 63;
}

__attribute__((always_inline)) static inline void
insertion_sort(int64_t *records, size_t n, size_t width)
{
	for (size_t i = 1; i < n; i++)
	{
		int64_t record[2];
		size_t j = i;

		memcpy(record, records + i * width, width * sizeof(int64_t));
		for (; j > 0 && records[(j - 1) * width] > record[0]; j--)
			memcpy(records + j * width, records + (j - 1) * width,
				   width * sizeof(int64_t));
		memcpy(records + j * width, record, width * sizeof(int64_t));
	}
}

/* Always inline: a width that is known makes the copies plain moves. */
__attribute__((always_inline)) static inline void
sort_records(int64_t *records, size_t n, int64_t *scratch, size_t width,
			 cc_poll poll)
{
	uint64_t differing = 0;
	bool sorted = true;
	int low = 0;
	int high = 64;
	int passes;
	int digit_bits;
	int64_t *from = records;
	int64_t *to = scratch;

	if (n <= SMALL)
	{
		insertion_sort(records, n, width);
		return;
	}
	for (size_t i = 1; i < n; i++)
	{
		differing |= (uint64_t) records[i * width] ^ (uint64_t) records[0];
		sorted &= records[(i - 1) * width] <= records[i * width];
	}
	if (sorted)
		return;
	while (!(differing >> low & 1))
		low++;
	while (!(differing >> (high - 1) & 1))
		high--;
	passes = (high - low + DIGIT_BITS - 1) / DIGIT_BITS;
	digit_bits = (high - low + passes - 1) / passes;

	for (int shift = low; shift < high; shift += digit_bits)
	{
		size_t places[1 << DIGIT_BITS] = {0};
		uint64_t mask = (UINT64_C(1) << digit_bits) - 1;
		size_t place = 0;
		int64_t *swap = from;

		if (poll != NULL)
			poll();
		for (size_t i = 0; i < n; i++)
			places[sortable(from[i * width]) >> shift & mask]++;
		for (size_t digit = 0; digit <= mask; digit++)
		{
			size_t count = places[digit];

			places[digit] = place;
			place += count;
		}
		for (size_t i = 0; i < n; i++)
			memcpy(to + places[sortable(from[i * width]) >> shift & mask]++ *
							width,
				   from + i * width, width * sizeof(int64_t));
		from = to;
		to = swap;
	}
	if (from != records)
		memcpy(records, from, n * width * sizeof(int64_t));
}

void
cc_sort_points(int64_t *points, size_t n, int64_t *scratch, cc_poll poll)
{
	sort_records(points, n, scratch, 1, poll);
}

_Static_assert(sizeof(cc_change) == 2 * sizeof(int64_t),
			   "a change is sorted as two words");

void
cc_sort_changes(cc_change *changes, size_t n, cc_change *scratch, cc_poll poll)
{
	sort_records(&changes->point, n, &scratch->point, 2, poll);
}

/* Changes within which to poll. */
#define POLL_EVERY 65536

cc_status
cc_concurrency_add_up(const int64_t *rises, size_t n_rises,
					  const int64_t *falls, size_t n_falls,
					  const cc_change *changes, size_t n_changes,
					  cc_change *out, cc_concurrency *sum, cc_poll poll,
					  cc_error *error)
{
	const int64_t *rises_end = rises + n_rises;
	const int64_t *falls_end = falls + n_falls;
	const cc_change *changes_end = changes + n_changes;
	int64_t level = 0;
	int64_t since = CC_ALWAYS;
	int64_t covered = 0;
	int128 total = 0;
	bool endless = false;

	sum->changes = 0;
	sum->peak = 0;
	sum->peak_from = CC_ALWAYS;
	while (rises < rises_end || falls < falls_end || changes < changes_end)
	{
		int64_t point = INT64_MAX;
		int64_t by = 0;
		bool overflow = false;

		if (rises < rises_end)
			point = *rises;
		if (falls < falls_end && *falls < point)
			point = *falls;
		if (changes < changes_end && changes->point < point)
			point = changes->point;
		for (; rises < rises_end && *rises == point; rises++)
			by++;
		for (; falls < falls_end && *falls == point; falls++)
			by--;
		for (; changes < changes_end && changes->point == point; changes++)
			overflow |= __builtin_add_overflow(by, changes->by, &by);
		if (by == 0 && !overflow)
			continue;

		if (level > 0 && since == CC_ALWAYS)
			endless = true;
		else if (level > 0)
		{
			/* whole microseconds: the half step after one takes no time */
			int64_t length = cc_instant_of(point) - cc_instant_of(since);

			covered += length;
			total += (int128) level * length;
		}
		overflow |= __builtin_add_overflow(level, by, &level);
		if (overflow)
			return cc_fail(error, CC_OUT_OF_RANGE, "concurrency out of range");
		if (level < 0)
			return cc_fail(error, CC_BAD_ARGUMENT,
						   "concurrency falls below zero");
		if (level > sum->peak)
		{
			sum->peak = level;
			sum->peak_from = point;
		}
		since = point;
		if (out != NULL)
		{
			out[sum->changes].point = point;
			out[sum->changes].by = by;
		}
		if (sum->changes++ % POLL_EVERY == 0 && poll != NULL)
			poll();
	}
	if (level > 0)
		endless = true;
	sum->covered =
		endless ? (double) INFINITY : (double) covered / (double) MICROSECONDS;
	sum->total =
		endless ? (double) INFINITY : (double) total / (double) MICROSECONDS;
	return CC_OK;
}

bool
cc_changes_are_valid(const cc_change *changes, size_t n)
{
	int64_t level = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (changes[i].by == 0 || changes[i].point == INT64_MAX ||
			(i > 0 && changes[i].point <= changes[i - 1].point) ||
			(changes[i].point != CC_ALWAYS &&
			 changes[i].point < -2 * CC_LAST_INSTANT) ||
			__builtin_add_overflow(level, changes[i].by, &level) || level < 0)
			return false;
	}
	return true;
}

/* ---- text ---- */

static void
print_point(cc_printer *printer, int64_t point)
{
	int64_t instant = cc_instant_of(point);
	int64_t days = instant / DAY_MICROSECONDS;
	int64_t rest = instant % DAY_MICROSECONDS;
	cc_date date;
	int fraction_digits = 6;
	int64_t fraction;

	if (point == CC_ALWAYS)
	{
		cc_print(printer, "-infinity");
		return;
	}
	if (rest < 0)
	{
		rest += DAY_MICROSECONDS;
		days--;
	}
	date = cc_date_of_days(days);
	cc_print(printer, "%s%04" PRId64 "-%02d-%02dT%02d:%02d:%02d",
			 point % 2 != 0 ? "after " : "", date.year, date.month, date.day,
			 (int) (rest / (3600 * MICROSECONDS)),
			 (int) (rest / (60 * MICROSECONDS) % 60),
			 (int) (rest / MICROSECONDS % 60));
	fraction = rest % MICROSECONDS;
	if (fraction > 0)
	{
		for (; fraction % 10 == 0; fraction /= 10)
			fraction_digits--;
		cc_print(printer, ".%0*" PRId64, fraction_digits, fraction);
	}
	cc_print(printer, "Z");
}

void
cc_concurrency_print(cc_printer *printer, const cc_change *changes, size_t n,
					 cc_poll poll)
{
	int64_t level = 0;

	cc_print(printer, "{");
	for (size_t i = 0; i < n; i++)
	{
		if (poll != NULL && i % POLL_EVERY == 0)
			poll();
		level += changes[i].by;
		if (i > 0)
			cc_print(printer, ", ");
		print_point(printer, changes[i].point);
		cc_print(printer, " %" PRId64, level);
	}
	cc_print(printer, "}");
}

/* Two digits after a literal of one byte. */
static bool
scan_two_digits(cc_scanner *scanner, const char *before, int limit, int *value)
{
	int64_t number;
	const char *start;

	if (!cc_scan_literal(scanner, before))
		return false;
	start = scanner->at;
	if (cc_scan_peek(scanner) < '0' || cc_scan_peek(scanner) > '9' ||
		!cc_scan_int64(scanner, &number) || scanner->at - start != 2 ||
		number > limit)
		return false;
	*value = (int) number;
	return true;
}

static bool
scan_instant(cc_scanner *scanner, int64_t *instant)
{
	cc_date date;
	int hour;
	int minute;
	int second;
	int64_t fraction = 0;

	if (!cc_scan_int64(scanner, &date.year) || date.year < -10000 ||
		date.year > 200000 || !scan_two_digits(scanner, "-", 12, &date.month) ||
		!scan_two_digits(scanner, "-", 31, &date.day) ||
		!cc_date_exists(date) || !scan_two_digits(scanner, "T", 23, &hour) ||
		!scan_two_digits(scanner, ":", 59, &minute) ||
		!scan_two_digits(scanner, ":", 59, &second))
		return false;
	if (cc_scan_literal(scanner, "."))
	{
		int64_t unit = MICROSECONDS;

		while (unit > 1 && cc_scan_peek(scanner) >= '0' &&
			   cc_scan_peek(scanner) <= '9')
		{
			unit /= 10;
			fraction += unit * (*scanner->at++ - '0');
		}
		if (unit == MICROSECONDS)
			return false;
	}
	if (!cc_scan_literal(scanner, "Z"))
		return false;
	*instant = cc_days_of_date(date) * DAY_MICROSECONDS +
			   ((hour * 60 + minute) * INT64_C(60) + second) * MICROSECONDS +
			   fraction;
	return true;
}

static bool
scan_point(cc_scanner *scanner, int64_t *point)
{
	cc_error ignored;
	int64_t instant;
	bool after;

	if (cc_scan_literal(scanner, "-infinity"))
	{
		*point = CC_ALWAYS;
		return true;
	}
	after = cc_scan_literal(scanner, "after");
	cc_scan_spaces(scanner);
	return scan_instant(scanner, &instant) &&
		   cc_point(instant, after, point, &ignored) == CC_OK;
}

static cc_status
bad_text(cc_error *error, const cc_scanner *scanner, const char *wanted)
{
	cc_fail(error, CC_BAD_TEXT,
			"invalid input syntax for type concurrency at column %d",
			cc_scan_column(scanner));
	cc_error_detail(error, "Expected %s.", wanted);
	return CC_BAD_TEXT;
}

cc_status
cc_concurrency_parse(const char *text, size_t length, cc_change *changes,
					 size_t room, size_t *n, cc_poll poll, cc_error *error)
{
	cc_scanner scanner;
	int64_t level = 0;
	int64_t previous = CC_ALWAYS;

	*n = 0;
	cc_scanner_init(&scanner, text, length);
	cc_scan_spaces(&scanner);
	if (!cc_scan_literal(&scanner, "{"))
		return bad_text(error, &scanner, "\"{\"");
	cc_scan_spaces(&scanner);
	if (!cc_scan_literal(&scanner, "}"))
	{
		do
		{
			cc_scanner start;
			int64_t point = CC_ALWAYS;
			int64_t next;

			if (poll != NULL && *n % POLL_EVERY == 0)
				poll();
			cc_scan_spaces(&scanner);
			start = scanner;
			if (!scan_point(&scanner, &point))
				return bad_text(error, &start,
								"an instant such as 2026-11-21T08:00:00Z");
			if (*n > 0 && point <= previous)
				return bad_text(error, &start, "a later instant");
			cc_scan_spaces(&scanner);
			start = scanner;
			if (!cc_scan_int64(&scanner, &next) || next < 0)
				return bad_text(error, &start, "a level, zero or more");
			if (next == level)
				return bad_text(error, &start, "a level other than before");
			if (changes != NULL && *n < room)
			{
				changes[*n].point = point;
				changes[*n].by = next - level;
			}
			++*n;
			level = next;
			previous = point;
			cc_scan_spaces(&scanner);
		} while (cc_scan_literal(&scanner, ","));
		if (!cc_scan_literal(&scanner, "}"))
			return bad_text(error, &scanner, "\",\" or \"}\"");
	}
	cc_scan_spaces(&scanner);
	if (!cc_scan_end(&scanner))
		return bad_text(error, &scanner, "the end");
	return CC_OK;
}

/* ---- wire ---- */

#define WIRE_VERSION 1

void
cc_concurrency_write(cc_writer *writer, const cc_change *changes, size_t n)
{
	cc_write_u8(writer, WIRE_VERSION);
	cc_write_u32(writer, (uint32_t) n);
	for (size_t i = 0; i < n; i++)
	{
		cc_write_i64(writer, changes[i].point);
		cc_write_i64(writer, changes[i].by);
	}
}

cc_status
cc_concurrency_read_count(cc_reader *reader, size_t *n, cc_error *error)
{
	uint8_t version = cc_read_u8(reader);

	*n = cc_read_u32(reader);
	if (reader->failed || version != WIRE_VERSION ||
		cc_reader_left(reader) != *n * sizeof(cc_change))
		return cc_fail(error, CC_BAD_BINARY,
					   "invalid binary format of type concurrency");
	return CC_OK;
}

cc_status
cc_concurrency_read(cc_reader *reader, cc_change *changes, size_t n,
					cc_error *error)
{
	for (size_t i = 0; i < n; i++)
	{
		changes[i].point = cc_read_i64(reader);
		changes[i].by = cc_read_i64(reader);
	}
	if (!cc_reader_finished(reader) || !cc_changes_are_valid(changes, n))
		return cc_fail(error, CC_BAD_BINARY,
					   "invalid binary format of type concurrency");
	return CC_OK;
}

/* ---- spans ---- */

/* Unsigned: from one end of PostgreSQL's time to the other passes 2^63. */
static inline uint64_t
span_length(int64_t from, int64_t until)
{
	return until > from ? (uint64_t) until - (uint64_t) from : 0;
}

static uint64_t
spans_length(const cc_span *spans, size_t n)
{
	uint64_t length = 0;

	for (size_t i = 0; i < n; i++)
		length += span_length(spans[i].from, spans[i].until);
	return length;
}

/* What both lists have in common. */
static uint64_t
spans_common(const cc_span *a, size_t n_a, const cc_span *b, size_t n_b)
{
	const cc_span *a_end = a + n_a;
	const cc_span *b_end = b + n_b;
	uint64_t length = 0;

	while (a < a_end && b < b_end)
	{
		length += span_length(a->from > b->from ? a->from : b->from,
							  a->until < b->until ? a->until : b->until);
		if (a->until < b->until)
			a++;
		else
			b++;
	}
	return length;
}

double
cc_spans_seconds(const cc_span *spans, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		if (spans[i].from == INT64_MIN || spans[i].until == INT64_MAX)
			return (double) INFINITY;
	}
	return (double) spans_length(spans, n) / (double) MICROSECONDS;
}

bool
cc_adherence(const cc_span *scheduled, size_t n_scheduled,
			 const cc_span *actual, size_t n_actual, bool count_outside,
			 double *adherence)
{
	uint64_t whole = spans_length(scheduled, n_scheduled);
	uint64_t adherent = spans_common(scheduled, n_scheduled, actual, n_actual);

	if (whole == 0)
		return false;
	if (count_outside)
		whole += spans_length(actual, n_actual) - adherent;
	*adherence = (double) adherent / (double) whole;
	return true;
}

bool
cc_conformance(const cc_span *scheduled, size_t n_scheduled,
			   const cc_span *actual, size_t n_actual, double *conformance)
{
	uint64_t whole = spans_length(scheduled, n_scheduled);

	if (whole == 0)
		return false;
	*conformance = (double) spans_length(actual, n_actual) / (double) whole;
	return true;
}

bool
cc_occupancy(double handling, double available, double *occupancy)
{
	double whole = handling + available;

	if (whole == 0)
		return false;
	/* the sum of two finite numbers need not be finite */
	*occupancy = isfinite(whole)
					 ? handling / whole
					 : handling / 2 / (handling / 2 + available / 2);
	return true;
}
