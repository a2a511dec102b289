/* Queue summaries: bins, building, packing, taking away, text, bad bytes. */
#include "core/summary.h"
#include "unit/unit.h"

#define SECOND INT64_C(1000000)

/* Room for any summary of these tests. */
typedef struct space
{
	_Alignas(8) unsigned char bytes[1 << 18];
} space;

typedef struct bytes
{
	unsigned char at[1 << 16];
	size_t length;
} bytes;

static uint64_t seed = 1;

static uint64_t
next_random(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return seed >> 33;
}

static void
pack(const cc_summary *summary, bytes *packed)
{
	cc_writer writer;

	cc_writer_init(&writer, packed->at, sizeof(packed->at));
	cc_summary_pack(summary, &writer);
	packed->length = writer.length;
}

static bool
equal(const bytes *a, const bytes *b)
{
	return a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

static cc_summary *
nothing(space *where, bool counters)
{
	cc_room room = {.counters = counters};
	size_t size = cc_summary_size(NULL, &room);

	cc_summary_make((cc_summary *) where->bytes, size, NULL, &room);
	return (cc_summary *) where->bytes;
}

/* Makes room as the binding does: a new one, larger, beside the old. */
static cc_summary *
grow(cc_summary *summary, cc_room *room)
{
	static space old;
	size_t size;

	memcpy(old.bytes, summary, summary->size);
	size = cc_summary_size((cc_summary *) old.bytes, room);
	cc_summary_make(summary, size, (cc_summary *) old.bytes, room);
	return summary;
}

static cc_fit
add(cc_summary *summary, const cc_visit *visit)
{
	cc_fit fit = cc_summary_add(summary, visit);
	cc_room room;

	if (fit != CC_NEEDS_ROOM)
		return fit;
	cc_visit_room(visit, &room);
	return cc_summary_add(grow(summary, &room), visit);
}

static cc_fit
merge(cc_summary *summary, const bytes *packed)
{
	cc_packed open;
	cc_fit fit;
	cc_room room;

	if (!cc_packed_open(&open, packed->at, packed->length))
		return CC_MALFORMED;
	fit = cc_summary_merge(summary, &open);
	if (fit != CC_NEEDS_ROOM)
		return fit;
	cc_packed_room(&open, &room);
	return cc_summary_merge(grow(summary, &room), &open);
}

static bool long_waits =
	true; /* of some visits: bins too many to count a log */

static cc_visit
some_visit(void)
{
	cc_visit visit;

	visit.outcome = (cc_outcome) (next_random() % CC_OUTCOMES);
	visit.wait = next_random() % 10 == 0
					 ? CC_UNKNOWN
					 : (int64_t) (next_random() % (400 * SECOND));
	if (long_waits && next_random() % 50 == 0)
		visit.wait = (int64_t) (next_random() % 1000000 * 1000 * SECOND);
	for (int i = 0; i < CC_PARTS; i++)
		visit.spent[i] = next_random() % 10 == 0
							 ? CC_UNKNOWN
							 : (int64_t) (next_random() % (900 * SECOND));
	return visit;
}

static void
bins(void)
{
	bool adjoin = true;
	bool close = true;
	bool back = true;

	ok(cc_wait_bin(0) == 0 && cc_wait_bin(1) == 1 && cc_wait_bin(SECOND) == 1 &&
		   cc_wait_bin(SECOND + 1) == 2,
	   "zero is a bin of its own, a second belongs to the one below");
	ok(cc_wait_bin(CC_DURATION_MAX) < CC_WAIT_BINS,
	   "the longest duration has a bin");
	for (int i = 1; i < CC_WAIT_BINS; i++)
	{
		int64_t top = cc_bin_seconds(i);
		int64_t below = cc_bin_seconds(i - 1);

		back &= cc_seconds_bin(top) == i;
		adjoin &= top * SECOND > CC_DURATION_MAX ||
				  (cc_wait_bin(top * SECOND) == i &&
				   cc_wait_bin(below * SECOND + 1) == i);
		close &= i <= 256 ? top == below + 1
						  : (double) (top - below) <= (double) below / 128;
	}
	ok(back, "a bin is found by its top");
	ok(adjoin, "a bin begins after the top of the one below");
	ok(close, "seconds up to 256, then at most 1/128 wide");
}

static void
outcomes(void)
{
	for (int i = 0; i < CC_OUTCOMES; i++)
		ok(cc_outcome_of(cc_outcome_names[i], strlen(cc_outcome_names[i])) == i,
		   "outcome %s", cc_outcome_names[i]);
	ok(cc_outcome_of("Answered", 8) == -1 && cc_outcome_of("", 0) == -1 &&
		   cc_outcome_of("callback_requestet", 18) == -1,
	   "nothing else is an outcome");
}

/* Merging, taking away and every shape end in the same bytes. */
static void
laws(int visits)
{
	static space whole, part[2], copy;
	static bytes all, parts[2], other;
	cc_summary *a = nothing(&whole, false);
	cc_summary *b[2];
	cc_summary *c = nothing(&copy, true);
	cc_packed packed;
	cc_error error;
	uint64_t start = seed;
	bool fits = true;

	b[0] = nothing(&part[0], false);
	b[1] = nothing(&part[1], true);
	for (int i = 0; i < visits; i++)
	{
		cc_visit visit = some_visit();

		fits &= add(a, &visit) == CC_FITS && add(b[i % 2], &visit) == CC_FITS &&
				add(c, &visit) == CC_FITS;
	}
	ok(fits, "%d visits fit", visits);
	pack(a, &all);
	pack(b[0], &parts[0]);
	pack(b[1], &parts[1]);
	ok(cc_packed_check(all.at, all.length, &error) == CC_OK,
	   "%d visits make a sound summary of %zu bytes", visits, all.length);
	pack(c, &other);
	ok(equal(&all, &other), "log and counters pack alike");
	fits = merge(b[0], &parts[1]) == CC_FITS;
	pack(b[0], &other);
	ok(fits && equal(&all, &other), "merged as counted at once");
	fits = merge(b[1], &parts[0]) == CC_FITS;
	pack(b[1], &other);
	ok(fits && equal(&all, &other), "merged the other way round");

	if (visits <= 1960)
	{
		/* a log into a log, and into counters */
		cc_room room;

		for (int counted = 0; counted < 2; counted++)
		{
			static space log_space, into_space;
			cc_summary *log = nothing(&log_space, false);
			cc_summary *into = nothing(&into_space, counted);

			(void) merge(log, &parts[1]);
			(void) merge(into, &parts[0]);
			cc_log_room(log, &room);
			if (cc_summary_merge_log(into, log) == CC_NEEDS_ROOM)
				(void) cc_summary_merge_log(grow(into, &room), log);
			pack(into, &other);
			ok(equal(&all, &other), "a log merged into %s",
			   counted ? "counters" : "a log");
		}
	}

	fits = cc_packed_open(&packed, parts[0].at, parts[0].length) &&
		   cc_summary_take(c, &packed) == CC_FITS;
	pack(c, &other);
	ok(fits && cc_packed_open(&packed, other.at, other.length) &&
		   packed.by_value_length > 0,
	   "a part can be taken away");
	{
		cc_packed want;

		(void) cc_packed_open(&want, parts[1].at, parts[1].length);
		ok(packed.by_value_length == want.by_value_length &&
			   memcmp(packed.by_value, want.by_value, packed.by_value_length) ==
				   0,
		   "what is left is the other part but for its longest wait");
		ok(packed.longest == 0 && packed.flags == (visits > 1), "as it says");
	}

	/* visit by visit */
	seed = start;
	c = nothing(&copy, true);
	fits = merge(c, &all) == CC_FITS;
	for (int i = 0; i < visits; i++)
	{
		cc_visit visit = some_visit();

		fits &= cc_summary_remove(c, &visit) == CC_FITS;
	}
	pack(c, &other);
	ok(fits && other.length == 12, "with every visit removed nothing is left");
}

static void
limits(void)
{
	static space where;
	static bytes packed;
	cc_visit visit = {
		.outcome = CC_ANSWERED,
		.wait = CC_DURATION_MAX,
		.spent = {CC_DURATION_MAX, CC_UNKNOWN, CC_UNKNOWN, CC_UNKNOWN}};
	cc_summary *s = nothing(&where, true);
	cc_fit fit = CC_FITS;
	int n = 0;

	while ((fit = add(s, &visit)) == CC_FITS)
		n++;
	ok(fit == CC_OVERFLOWS && n == 9223, "%d of the longest waits fit", n);

	s = nothing(&where, true);
	visit.wait = 0;
	visit.spent[CC_HANDLE] = 1;
	fit = add(s, &visit);
	for (int i = 0; i < 60 && fit == CC_FITS; i++)
	{
		pack(s, &packed);
		fit = merge(s, &packed);
	}
	ok(fit == CC_FITS, "2 to the 60 visits can be counted");
	pack(s, &packed);
	ok(merge(s, &packed) == CC_OVERFLOWS, "more cannot");

	s = nothing(&where, true);
	ok(cc_summary_remove(s, &visit) == CC_NOT_IN_IT,
	   "what is not there is not taken away");
}

static size_t
from_hex(const char *hex, unsigned char *out)
{
	size_t n = 0;
	unsigned byte;

	for (; sscanf(hex, "%2x", &byte) == 1; hex += 2)
		out[n++] = (unsigned char) byte;
	return n;
}

/* Bytes and text of version 1, which no later version may forget. */
static void
golden(void)
{
	FILE *file = fopen("test/unit/summary_v1.tsv", "r");
	static char line[4096];
	int lines = 0;

	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
	{
		static bytes want, got;
		static char text[4096];
		char *tab = strchr(line, '\t');
		cc_error error;
		cc_writer writer;
		cc_printer printer;
		cc_packed packed;

		line[strcspn(line, "\n")] = '\0';
		*tab = '\0';
		want.length = from_hex(line, want.at);
		ok(cc_packed_check(want.at, want.length, &error) == CC_OK, "%s",
		   tab + 1);
		cc_printer_init(&printer, text, sizeof(text));
		ok(cc_packed_open(&packed, want.at, want.length) &&
			   cc_packed_print(&packed, &printer) && strcmp(text, tab + 1) == 0,
		   "its bytes as text");
		cc_writer_init(&writer, got.at, sizeof(got.at));
		ok(cc_packed_parse(tab + 1, strlen(tab + 1), &writer, &error) == CC_OK,
		   "its text is read");
		got.length = writer.length;
		ok(equal(&want, &got), "its text as bytes");
		lines++;
	}
	ok(lines == 8, "the golden file was read");
	if (file != NULL)
		fclose(file);
}

/* Numbers of every length, which are read several bytes at once. */
static void
numbers(void)
{
	bool same = true;
	bool refused = true;

	for (int bits = 0; bits <= 64; bits++)
	{
		uint64_t most = bits == 0 ? 0 : UINT64_MAX >> (64 - bits);
		cc_packed in = {.count = {1}};
		cc_packed out;
		unsigned char at[128] = {0};
		cc_writer writer;
		size_t end = 4;

		in.longest = (int64_t) (most & INT64_MAX);
		in.spent[CC_ACW] = in.longest;
		in.squares[0] = most;
		in.squares[1] = (uint64_t) in.longest;
		cc_writer_init(&writer, at, sizeof(at));
		cc_put_header(&writer, &in);
		/* with bytes behind and without, which are read in other ways */
		for (size_t rest = 0; rest <= 16; rest++)
			same &= cc_packed_open(&out, at, writer.length + rest) &&
					out.longest == in.longest &&
					out.spent[CC_ACW] == in.spent[CC_ACW] &&
					out.squares[0] == in.squares[0] &&
					out.squares[1] == in.squares[1] &&
					cc_reader_left(&out.histograms) == rest;
		/* the longest wait with a byte that says nothing */
		while (at[end] >= 0x80)
			end++;
		memmove(at + end + 2, at + end + 1, writer.length - end - 1);
		at[end] |= 0x80;
		at[end + 1] = 0;
		refused &= !cc_packed_open(&out, at, writer.length + 1);
	}
	ok(same, "numbers of 0 to 64 bits are read as written");
	ok(refused, "and not what could be shorter");
}

/* Whatever the bytes: an answer, and what is accepted survives its text. */
static void
hostile(void)
{
	static space where;
	static bytes good, bad, again;
	static char text[1 << 20];
	cc_summary *s = nothing(&where, false);
	int accepted = 0;
	bool sound = true;

	for (int i = 0; i < 100; i++)
	{
		cc_visit visit = some_visit();

		(void) add(s, &visit);
	}
	pack(s, &good);
	for (int round = 0; round < 50000; round++)
	{
		cc_error error;
		cc_packed packed;
		cc_printer printer;
		cc_writer writer;
		double figure;
		cc_service service;

		bad = good;
		for (uint64_t n = next_random() % 4; n > 0; n--)
			bad.at[next_random() % bad.length] = (unsigned char) next_random();
		if (next_random() % 4 == 0)
			bad.length = next_random() % (bad.length + 1);
		/* a stored value is read without the whole check */
		if (cc_packed_open(&packed, bad.at, bad.length))
		{
			(void) cc_wait_quantile(&packed, 0.5, 2, &figure);
			(void) cc_service_counts(&packed, 20, CC_SL_OFFERED, 5, &service);
			(void) cc_handle_stddev(&packed);
			if (cc_summary_merge(nothing(&where, false), &packed) ==
				CC_NEEDS_ROOM)
				(void) merge((cc_summary *) where.bytes, &bad);
		}
		if (cc_packed_check(bad.at, bad.length, &error) != CC_OK)
			continue;
		accepted++;
		cc_printer_init(&printer, text, sizeof(text));
		sound &= cc_packed_print(&packed, &printer);
		cc_writer_init(&writer, again.at, sizeof(again.at));
		sound &= cc_packed_parse(text, strlen(text), &writer, &error) == CC_OK;
		again.length = writer.length;
		sound &= equal(&bad, &again);
		text[next_random() % strlen(text)] = (char) (32 + next_random() % 96);
		cc_writer_init(&writer, again.at, sizeof(again.at));
		if (cc_packed_parse(text, strlen(text), &writer, &error) == CC_OK)
			(void) cc_packed_check(again.at, writer.length, &error);
	}
	ok(sound, "what is accepted comes back equal from its text (%d of 50000)",
	   accepted);
}

int
main(void)
{
	bins();
	outcomes();
	laws(1);
	laws(30);
	laws(940);
	laws(1960);
	laws(5000);
	long_waits = false;
	laws(256);
	laws(1960);
	limits();
	golden();
	numbers();
	hostile();
	return unit_done();
}
