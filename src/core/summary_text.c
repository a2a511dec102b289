/*
 * summary_text.c
 *		Queue summaries as text: one JSON object, exact, in a fixed order.
 *
 *	{"version":1,
 *	 "answered":{"count":3,"seconds":24.5,"waits":{"0":1,"13":2}}, ...
 *	 "handle":{"count":3,"seconds":540,"squares":97250}, "talk":{...}, ...
 *	 "longest_wait":12.5}
 *
 * The members of waits are bins by their top in seconds.
 *
 * Tested in test/unit/test_summary.c.
 */
#include "core/summary.h"

#include <string.h>

__extension__ typedef unsigned __int128 cc_uint128;

static const char *const part_names[CC_PARTS] = {"handle", "talk", "hold",
												 "acw"};

/* ---- out ---- */

/* value / 10^places, no more decimals than it needs */
static void
print_decimal(cc_printer *printer, cc_uint128 value, int places)
{
	char digits[48];
	int at = (int) sizeof(digits);
	bool printing = false;

	digits[--at] = '\0';
	for (int i = 0; i < places; i++)
	{
		printing |= value % 10 != 0;
		if (printing)
			digits[--at] = (char) ('0' + (int) (value % 10));
		value /= 10;
	}
	if (printing)
		digits[--at] = '.';
	do
	{
		digits[--at] = (char) ('0' + (int) (value % 10));
		value /= 10;
	} while (value > 0);
	cc_print(printer, "%s", digits + at);
}

bool
cc_packed_print(const cc_packed *packed, cc_printer *printer)
{
	cc_reader reader = packed->histograms;
	double longest = cc_longest_wait(packed);

	cc_print(printer, "{\"version\":%d", CC_SUMMARY_VERSION);
	for (int i = 0; i < CC_OUTCOMES; i++)
	{
		uint32_t bin = 0;
		uint64_t count;
		const char *separator = "";

		if (packed->count[i] == 0)
			continue;
		cc_print(printer, ",\"%s\":{\"count\":%llu", cc_outcome_names[i],
				 (unsigned long long) packed->count[i]);
		if (i < CC_WAITING && packed->bins[i] > 0)
		{
			cc_print(printer, ",\"seconds\":");
			print_decimal(printer, (uint64_t) packed->waited[i], 6);
			cc_print(printer, ",\"waits\":{");
			while (cc_next_bin(&reader, packed->bins[i], &bin, &count))
			{
				cc_print(printer, "%s\"%lld\":%llu", separator,
						 (long long) cc_bin_seconds((int) bin - 1),
						 (unsigned long long) count);
				separator = ",";
			}
			cc_print(printer, "}");
		}
		cc_print(printer, "}");
	}
	for (int i = 0; i < CC_PARTS; i++)
	{
		uint64_t known = packed->count[CC_ANSWERED] - packed->missing[i];

		if (known == 0)
			continue;
		cc_print(printer, ",\"%s\":{\"count\":%llu,\"seconds\":", part_names[i],
				 (unsigned long long) known);
		print_decimal(printer, (uint64_t) packed->spent[i], 6);
		if (i == CC_HANDLE)
		{
			cc_print(printer, ",\"squares\":");
			print_decimal(
				printer,
				(cc_uint128) packed->squares[1] << 64 | packed->squares[0], 12);
		}
		cc_print(printer, "}");
	}
	if (!isnan(longest))
	{
		bool bound = packed->flags & CC_LONGEST_IS_BOUND;

		cc_print(printer, ",\"longest_wait%s\":", bound ? "_at_most" : "");
		print_decimal(printer,
					  bound ? (uint64_t) longest * UINT64_C(1000000)
							: (uint64_t) packed->longest,
					  6);
	}
	cc_print(printer, "}");
	return cc_reader_finished(&reader);
}

/* ---- in ---- */

typedef struct parser
{
	cc_scanner scanner;
	bool failed;
} parser;

static bool
take(parser *p, const char *token)
{
	return !p->failed && cc_scan_token(&p->scanner, token);
}

static void
expect(parser *p, const char *token)
{
	if (!take(p, token))
		p->failed = true;
}

static bool
take_member(parser *p, const char *before, const char *key)
{
	return !p->failed && cc_scan_member(&p->scanner, before, key);
}

static void
expect_member(parser *p, const char *before, const char *key)
{
	if (!take_member(p, before, key))
		p->failed = true;
}

static cc_uint128
expect_decimal(parser *p, int places, int bits)
{
	cc_scanner *s = &p->scanner;
	const cc_uint128 limit =
		((cc_uint128) 1 << (bits - 1)) - 1 + ((cc_uint128) 1 << (bits - 1));
	cc_uint128 value = 0;
	int digits = 0;
	int decimals = -1;

	cc_scan_spaces(s);
	for (; !cc_scan_end(s) && !p->failed; s->at++)
	{
		char c = *s->at;

		if (c == '.' && decimals < 0 && digits > 0)
			decimals = 0;
		else if (c >= '0' && c <= '9' && decimals < places)
		{
			unsigned digit = (unsigned) (c - '0');

			if (value > (limit - digit) / 10)
				p->failed = true;
			value = value * 10 + digit;
			digits++;
			if (decimals >= 0)
				decimals++;
		}
		else
			break;
	}
	if (digits == 0 || decimals == 0)
		p->failed = true;
	for (int i = decimals < 0 ? 0 : decimals; i < places && !p->failed; i++)
	{
		if (value > limit / 10)
			p->failed = true;
		value *= 10;
	}
	return p->failed ? 0 : value;
}

static uint64_t
expect_count(parser *p)
{
	uint64_t count = (uint64_t) expect_decimal(p, 0, 61);

	if (count == 0 || count > CC_COUNT_MAX)
		p->failed = true;
	return count;
}

/* The members of waits, up to and with the brace; returns highest bin + 1. */
static uint32_t
expect_waits(parser *p, cc_writer *writer)
{
	uint32_t next = 0;

	do
	{
		uint64_t seconds;
		uint64_t count;
		uint32_t bin;

		expect(p, "\"");
		seconds = (uint64_t) expect_decimal(p, 0, 63);
		if (!cc_scan_literal(&p->scanner, "\""))
			p->failed = true;
		expect(p, ":");
		count = expect_count(p);
		if (p->failed || seconds > (uint64_t) cc_bin_seconds(CC_WAIT_BINS - 1))
		{
			p->failed = true;
			break;
		}
		bin = (uint32_t) cc_seconds_bin((int64_t) seconds);
		if (bin < next || cc_bin_seconds((int) bin) != (int64_t) seconds)
		{
			p->failed = true;
			break;
		}
		if (writer != NULL)
			cc_put_bin(writer, bin - next, count);
		next = bin + 1;
	} while (take(p, ","));
	expect(p, "}");
	return next;
}

cc_status
cc_packed_parse(const char *text, size_t length, cc_writer *writer,
				cc_error *error)
{
	parser p = {.failed = false};
	cc_packed packed;
	cc_scanner waits[CC_WAITING];

	memset(&packed, 0, sizeof(packed));
	cc_scanner_init(&p.scanner, text, length);
	expect_member(&p, "{", "version");
	if (expect_count(&p) != CC_SUMMARY_VERSION)
		p.failed = true;
	for (int i = 0; i < CC_OUTCOMES && !p.failed; i++)
	{
		if (!take_member(&p, ",", cc_outcome_names[i]))
			continue;
		expect_member(&p, "{", "count");
		packed.count[i] = expect_count(&p);
		if (i < CC_WAITING && take_member(&p, ",", "seconds"))
		{
			packed.waited[i] = (int64_t) expect_decimal(&p, 6, 63);
			expect_member(&p, ",", "waits");
			expect(&p, "{");
			waits[i] = p.scanner;
			packed.bins[i] = expect_waits(&p, NULL);
		}
		expect(&p, "}");
	}
	for (int i = 0; i < CC_PARTS && !p.failed; i++)
	{
		packed.missing[i] = packed.count[CC_ANSWERED];
		if (!take_member(&p, ",", part_names[i]))
			continue;
		expect_member(&p, "{", "count");
		packed.missing[i] -= expect_count(&p);
		if (packed.missing[i] > packed.count[CC_ANSWERED])
			p.failed = true;
		expect_member(&p, ",", "seconds");
		packed.spent[i] = (int64_t) expect_decimal(&p, 6, 63);
		if (i == CC_HANDLE)
		{
			cc_uint128 squares;

			expect_member(&p, ",", "squares");
			squares = expect_decimal(&p, 12, 127);
			packed.squares[0] = (uint64_t) squares;
			packed.squares[1] = (uint64_t) (squares >> 64);
		}
		expect(&p, "}");
	}
	if (take_member(&p, ",", "longest_wait"))
		packed.longest = (int64_t) expect_decimal(&p, 6, 63);
	else if (take_member(&p, ",", "longest_wait_at_most"))
	{
		uint64_t seconds = (uint64_t) expect_decimal(&p, 0, 63);

		packed.flags = CC_LONGEST_IS_BOUND;
		if ((double) seconds != cc_longest_wait(&packed))
			p.failed = true;
	}
	expect(&p, "}");
	cc_scan_spaces(&p.scanner);
	if (p.failed || !cc_scan_end(&p.scanner))
	{
		cc_fail(error, CC_BAD_TEXT,
				"invalid input syntax for type queue_summary");
		cc_error_detail(error, "The text is not understood at column %d.",
						cc_scan_column(&p.scanner));
		return CC_BAD_TEXT;
	}

	cc_put_header(writer, &packed);
	for (int i = 0; i < CC_WAITING; i++)
	{
		if (packed.bins[i] == 0)
			continue;
		p.scanner = waits[i];
		(void) expect_waits(&p, writer);
	}
	return CC_OK;
}
