/*
 * summary.c
 *		Queue summaries: building, merging, taking away, packing.
 */
#include "core/summary.h"

#include <string.h>

__extension__ typedef unsigned __int128 cc_uint128;

#define SECOND INT64_C(1000000)

/* bytes of kind, version and flags */
#define HEAD 4

/* Entries of the log: outcome above, bin below. */
#define LOG_SHIFT 13
#define LOG_NO_BIN ((1 << LOG_SHIFT) - 1)
#define LOG_LEAST 256
#define LOG_MOST 4096
/* A log of more rows is counted rather than sorted where its bins are few. */
#define COUNTED_ROWS 256
#define COUNTED 16384
#define LOG_MOST_ROWS ((LOG_MOST - sizeof(cc_summary)) / sizeof(uint16_t))

typedef struct counters
{
	uint64_t count[CC_OUTCOMES];
	uint32_t start[CC_WAITING];
	uint32_t bins[CC_WAITING];
} counters;

_Static_assert(sizeof(cc_summary) == 152, "no holes");
_Static_assert(sizeof(counters) % sizeof(uint64_t) == 0, "bins are aligned");
_Static_assert(CC_WAIT_BINS < LOG_NO_BIN, "a bin fits the log");
_Static_assert(CC_OUTCOMES < 1 << (16 - LOG_SHIFT), "so does an outcome");

const char *const cc_outcome_names[CC_OUTCOMES + 1] = {
	"answered", "abandoned",	"flowed_out", "callback_requested",
	"open",		"system_error", "blocked",	  NULL};

static inline uint16_t *
log_of(const cc_summary *summary)
{
	return (uint16_t *) (void *) (summary + 1);
}

static inline counters *
counters_of(const cc_summary *summary)
{
	return (counters *) (void *) (summary + 1);
}

static inline uint64_t *
bins_of(const cc_summary *summary, int outcome)
{
	counters *c = counters_of(summary);

	return (uint64_t *) (c + 1) + c->start[outcome];
}

/* ---- bins ---- */

static inline int
seconds_bin(uint64_t seconds)
{
	int power;

	if (seconds <= 256)
		return (int) seconds;
	seconds--;
	power = 63 - __builtin_clzll(seconds);
	return 257 + (power - 8) * 128 + (int) (seconds >> (power - 7)) - 128;
}

static inline int
wait_bin(int64_t wait)
{
	return seconds_bin(((uint64_t) wait + SECOND - 1) / SECOND);
}

int
cc_seconds_bin(int64_t seconds)
{
	return seconds_bin((uint64_t) seconds);
}

int
cc_wait_bin(int64_t wait)
{
	return wait_bin(wait);
}

int64_t
cc_bin_seconds(int bin)
{
	int power;

	if (bin <= 256)
		return bin;
	power = (bin - 257) / 128;
	/* of fewer than CC_WAIT_BINS, so by 22 at most */
	/* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
	return ((int64_t) (bin - 257) % 128 + 129) << (power + 1);
}

/* ---- room ---- */

static uint32_t
round_bins(uint32_t bins)
{
	uint32_t rounded = 64;

	if (bins == 0)
		return 0;
	while (rounded < bins)
		rounded *= 2;
	return rounded < CC_WAIT_BINS ? rounded : CC_WAIT_BINS;
}

/* Raises bins to what the visits of a log need. */
static void
add_log_bins(const cc_summary *log, uint32_t *bins)
{
	for (uint32_t i = 0; i < log->rows; i++)
	{
		uint16_t entry = log_of(log)[i];
		uint32_t needs = (uint32_t) (entry & LOG_NO_BIN) + 1;

		if (needs <= CC_WAIT_BINS && bins[entry >> LOG_SHIFT] < needs)
			bins[entry >> LOG_SHIFT] = needs;
	}
}

static bool
log_will_do(const cc_summary *from, const cc_room *room)
{
	uint64_t rows = from == NULL ? 0 : from->rows;

	return !room->counters && (from == NULL || from->form == CC_FORM_LOG) &&
		   room->rows <= LOG_MOST_ROWS - rows;
}

static inline bool
add_count(uint64_t *sum, uint64_t value)
{
	*sum += value;
	return *sum <= CC_COUNT_MAX;
}

/* Counts the visits of a log, for which there is room. */
static bool
count_log(cc_summary *summary, const cc_summary *log)
{
	counters *c = counters_of(summary);
	bool fits = true;

	for (uint32_t i = 0; i < log->rows; i++)
	{
		uint16_t entry = log_of(log)[i];

		c->count[entry >> LOG_SHIFT]++;
		if ((entry & LOG_NO_BIN) != LOG_NO_BIN)
			bins_of(summary, entry >> LOG_SHIFT)[entry & LOG_NO_BIN]++;
	}
	for (int i = 0; i < CC_OUTCOMES; i++)
		fits &= c->count[i] <= CC_COUNT_MAX;
	return fits;
}

size_t
cc_summary_size(const cc_summary *from, cc_room *room)
{
	size_t size = sizeof(cc_summary);
	size_t total = 0;

	if (log_will_do(from, room))
	{
		uint64_t rows = room->rows + (from == NULL ? 0 : from->rows);
		size_t least = LOG_LEAST;

		while (least < size + rows * sizeof(uint16_t))
			least *= 2;
		return least;
	}
	if (from != NULL && from->form == CC_FORM_LOG)
		add_log_bins(from, room->bins);
	for (int i = 0; i < CC_WAITING; i++)
	{
		room->bins[i] = round_bins(room->bins[i]);
		if (from != NULL && from->form == CC_FORM_COUNTERS &&
			room->bins[i] < counters_of(from)->bins[i])
			room->bins[i] = counters_of(from)->bins[i];
		total += room->bins[i];
	}
	return size + sizeof(counters) + total * sizeof(uint64_t);
}

void
cc_summary_make(cc_summary *to, size_t size, const cc_summary *from,
				const cc_room *room)
{
	counters *c;
	uint32_t start = 0;

	if (from != NULL)
		memcpy(to, from, sizeof(*to));
	else
		memset(to, 0, sizeof(*to));
	to->kind = CC_SUMMARY_KIND;
	to->version = CC_SUMMARY_VERSION;
	to->size = (uint32_t) size;
	if (log_will_do(from, room))
	{
		size_t used = to->rows * sizeof(uint16_t);

		to->form = CC_FORM_LOG;
		if (from != NULL)
			memcpy(log_of(to), log_of(from), used);
		/* the room travels with the value: let it be nobody's old bytes */
		memset((char *) log_of(to) + used, 0, size - sizeof(*to) - used);
		return;
	}

	to->form = CC_FORM_COUNTERS;
	to->rows = 0;
	c = counters_of(to);
	memset(c, 0, size - sizeof(*to));
	for (int i = 0; i < CC_WAITING; i++)
	{
		c->start[i] = start;
		c->bins[i] = room->bins[i];
		start += room->bins[i];
	}
	if (from == NULL)
		return;
	if (from->form == CC_FORM_COUNTERS)
	{
		memcpy(c->count, counters_of(from)->count, sizeof(c->count));
		for (int i = 0; i < CC_WAITING; i++)
			memcpy(bins_of(to, i), bins_of(from, i),
				   counters_of(from)->bins[i] * sizeof(uint64_t));
		return;
	}
	(void) count_log(to, from);
}

void
cc_visit_room(const cc_visit *visit, cc_room *room)
{
	memset(room, 0, sizeof(*room));
	room->rows = 1;
	if (visit->outcome != CC_BLOCKED && visit->wait != CC_UNKNOWN)
		room->bins[visit->outcome] = (uint32_t) wait_bin(visit->wait) + 1;
}

/* ---- visit by visit ---- */

static inline bool
add_squares(uint64_t squares[2], cc_uint128 value)
{
	cc_uint128 sum = ((cc_uint128) squares[1] << 64 | squares[0]) + value;

	squares[0] = (uint64_t) sum;
	squares[1] = (uint64_t) (sum >> 64);
	return squares[1] <= INT64_MAX;
}

static inline cc_uint128
square(int64_t value)
{
	return (cc_uint128) (uint64_t) value * (uint64_t) value;
}

cc_fit
cc_summary_add(cc_summary *summary, const cc_visit *visit)
{
	const int outcome = (int) visit->outcome;
	const bool waits =
		visit->wait != CC_UNKNOWN && visit->outcome != CC_BLOCKED;
	const int bin = waits ? wait_bin(visit->wait) : LOG_NO_BIN;
	bool fits = true;

	if (summary->form == CC_FORM_LOG)
	{
		if (sizeof(*summary) + (summary->rows + 1) * sizeof(uint16_t) >
			summary->size)
			return CC_NEEDS_ROOM;
		log_of(summary)[summary->rows++] =
			(uint16_t) (outcome << LOG_SHIFT | bin);
	}
	else
	{
		counters *c = counters_of(summary);

		if (waits)
		{
			if ((uint32_t) bin >= c->bins[outcome])
				return CC_NEEDS_ROOM;
			bins_of(summary, outcome)[bin]++;
		}
		fits = add_count(&c->count[outcome], 1);
	}
	if (waits)
	{
		fits &= !__builtin_add_overflow(summary->waited[outcome], visit->wait,
										&summary->waited[outcome]);
		if (visit->wait > summary->longest)
			summary->longest = visit->wait;
	}
	if (outcome == CC_ANSWERED)
	{
		for (int i = 0; i < CC_PARTS; i++)
		{
			if (visit->spent[i] == CC_UNKNOWN)
				summary->missing[i]++;
			else
				fits &= !__builtin_add_overflow(
					summary->spent[i], visit->spent[i], &summary->spent[i]);
		}
		if (visit->spent[CC_HANDLE] != CC_UNKNOWN)
			fits &=
				add_squares(summary->squares, square(visit->spent[CC_HANDLE]));
	}
	return fits ? CC_FITS : CC_OVERFLOWS;
}

cc_fit
cc_summary_remove(cc_summary *summary, const cc_visit *visit)
{
	const int outcome = (int) visit->outcome;
	counters *c = counters_of(summary);
	bool there = c->count[outcome]-- > 0;

	if (visit->wait != CC_UNKNOWN && visit->outcome != CC_BLOCKED)
	{
		const int bin = wait_bin(visit->wait);

		there = there && (uint32_t) bin < c->bins[outcome] &&
				bins_of(summary, outcome)[bin]-- > 0;
		summary->waited[outcome] -= visit->wait;
		there = there && summary->waited[outcome] >= 0;
		summary->flags |= CC_LONGEST_IS_BOUND;
	}
	if (outcome == CC_ANSWERED)
	{
		for (int i = 0; i < CC_PARTS; i++)
		{
			if (visit->spent[i] == CC_UNKNOWN)
				there = there && summary->missing[i]-- > 0;
			else
			{
				summary->spent[i] -= visit->spent[i];
				there = there && summary->spent[i] >= 0;
			}
		}
		if (visit->spent[CC_HANDLE] != CC_UNKNOWN)
			there = there && add_squares(summary->squares,
										 -square(visit->spent[CC_HANDLE]));
	}
	return there ? CC_FITS : CC_NOT_IN_IT;
}

/* ---- packing ---- */

static inline void
put(cc_writer *writer, uint64_t value)
{
	if (writer->length + 10 <= writer->capacity)
	{
		unsigned char *at = writer->buffer + writer->length;

		while (value >= 0x80)
		{
			*at++ = (unsigned char) (value | 0x80);
			value >>= 7;
		}
		*at++ = (unsigned char) value;
		writer->length = (size_t) (at - writer->buffer);
	}
	else
		cc_write_varint(writer, value);
}

/*
 * A bin that holds count visits, gap empty ones after the last that did.  One
 * visit: 0 gap.  More: 11 (gap - 1) when there is a gap, then 01 (count - 2).
 */
static inline void
put_bin(cc_writer *writer, uint64_t gap, uint64_t count)
{
	if (count == 1)
		put(writer, gap << 1);
	else
	{
		if (gap > 0)
			put(writer, (gap - 1) << 2 | 3);
		put(writer, (count - 2) << 2 | 1);
	}
}

static void
sort_log(uint16_t *entries, uint32_t rows)
{
	uint16_t other[LOG_MOST_ROWS];
	uint32_t at[2][256];

	if (rows <= 64)
	{
		for (uint32_t i = 1; i < rows; i++)
		{
			uint16_t entry = entries[i];
			uint32_t j = i;

			for (; j > 0 && entries[j - 1] > entry; j--)
				entries[j] = entries[j - 1];
			entries[j] = entry;
		}
		return;
	}
	memset(at, 0, sizeof(at));
	for (uint32_t i = 0; i < rows; i++)
	{
		at[0][entries[i] & 0xff]++;
		at[1][entries[i] >> 8]++;
	}
	for (int pass = 0; pass < 2; pass++)
	{
		uint32_t sum = 0;

		for (int i = 0; i < 256; i++)
		{
			uint32_t here = at[pass][i];

			at[pass][i] = sum;
			sum += here;
		}
	}
	for (uint32_t i = 0; i < rows; i++)
		other[at[0][entries[i] & 0xff]++] = entries[i];
	for (uint32_t i = 0; i < rows; i++)
		entries[at[1][other[i] >> 8]++] = other[i];
}

void
cc_put_bin(cc_writer *writer, uint64_t gap, uint64_t count)
{
	put_bin(writer, gap, count);
}

void
cc_put_header(cc_writer *writer, const cc_packed *packed)
{
	cc_write_u8(writer, CC_SUMMARY_KIND);
	cc_write_u8(writer, CC_SUMMARY_VERSION);
	cc_write_u16(writer, packed->flags);
	put(writer, (uint64_t) packed->longest);
	for (int i = 0; i < CC_OUTCOMES; i++)
		put(writer, packed->count[i]);
	for (int i = 0; i < CC_WAITING; i++)
	{
		if (packed->count[i] > 0)
			put(writer, packed->bins[i]);
	}
	for (int i = 0; i < CC_WAITING; i++)
	{
		if (packed->bins[i] > 0)
			put(writer, (uint64_t) packed->waited[i]);
	}
	if (packed->count[CC_ANSWERED] == 0)
		return;
	for (int i = 0; i < CC_PARTS; i++)
		put(writer, packed->missing[i]);
	for (int i = 0; i < CC_PARTS; i++)
	{
		if (packed->missing[i] < packed->count[CC_ANSWERED])
			put(writer, (uint64_t) packed->spent[i]);
	}
	if (packed->missing[CC_HANDLE] < packed->count[CC_ANSWERED])
	{
		put(writer, packed->squares[0]);
		put(writer, packed->squares[1]);
	}
}

/*
 * Each entry of a sorted log once, in place, and where its last one was; how
 * many.  Without a branch, as none would foresee where a run ends.
 */
static uint32_t
find_runs(uint16_t *entries, uint16_t *ends, uint32_t rows)
{
	uint32_t runs = 0;

	entries[rows] = UINT16_MAX; /* no entry */
	for (uint32_t i = 0; i < rows; i++)
	{
		const uint16_t entry = entries[i];

		entries[runs] = entry;
		ends[runs] = (uint16_t) i;
		runs += entries[i + 1] != entry;
	}
	return runs;
}

static inline uint32_t
run_length(const uint16_t *ends, uint32_t run)
{
	/* no run is past the last */
	/* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
	return run == 0 ? ends[0] + 1U : (uint32_t) ends[run] - ends[run - 1];
}

void
cc_summary_pack(const cc_summary *summary, cc_writer *writer)
{
	cc_packed header;
	uint16_t entries[LOG_MOST_ROWS + 1];
	uint16_t ends[LOG_MOST_ROWS + 1];
	uint64_t counted[COUNTED / sizeof(uint64_t)];
	uint32_t runs = 0;
	bool waits = false;

	memset(&header, 0, sizeof(header));
	if (summary->form == CC_FORM_LOG && summary->rows > COUNTED_ROWS)
	{
		cc_room room = {.counters = true};
		const size_t size = cc_summary_size(summary, &room);

		if (size <= sizeof(counted))
		{
			cc_summary_make((cc_summary *) (void *) counted, size, summary,
							&room);
			summary = (const cc_summary *) (const void *) counted;
		}
	}
	if (summary->form == CC_FORM_LOG)
	{
		memcpy(entries, log_of(summary), summary->rows * sizeof(uint16_t));
		sort_log(entries, summary->rows);
		runs = find_runs(entries, ends, summary->rows);
		for (uint32_t i = 0; i < runs; i++)
		{
			int outcome = entries[i] >> LOG_SHIFT;
			uint32_t bin = entries[i] & LOG_NO_BIN;

			header.count[outcome] += run_length(ends, i);
			if (bin != LOG_NO_BIN)
				header.bins[outcome] = bin + 1;
		}
	}
	else
	{
		const counters *c = counters_of(summary);

		for (int i = 0; i < CC_OUTCOMES; i++)
			header.count[i] = c->count[i];
		for (int i = 0; i < CC_WAITING; i++)
		{
			const uint64_t *bins = bins_of(summary, i);
			uint32_t top = c->bins[i];

			while (top > 0 && bins[top - 1] == 0)
				top--;
			header.bins[i] = top;
		}
	}
	for (int i = 0; i < CC_WAITING; i++)
		waits |= header.bins[i] > 0;
	if (waits)
		header.flags = summary->flags;
	if (waits && !(header.flags & CC_LONGEST_IS_BOUND))
		header.longest = summary->longest;
	memcpy(header.waited, summary->waited, sizeof(header.waited));
	memcpy(header.spent, summary->spent, sizeof(header.spent));
	memcpy(header.missing, summary->missing, sizeof(header.missing));
	memcpy(header.squares, summary->squares, sizeof(header.squares));
	cc_put_header(writer, &header);

	if (summary->form == CC_FORM_LOG)
	{
		uint32_t next = 0; /* bin after the last one put */
		int outcome = -1;

		for (uint32_t i = 0; i < runs; i++)
		{
			uint32_t bin = entries[i] & LOG_NO_BIN;

			if (bin == LOG_NO_BIN)
				continue;
			if (entries[i] >> LOG_SHIFT != outcome)
				next = 0;
			outcome = entries[i] >> LOG_SHIFT;
			put_bin(writer, bin - next, run_length(ends, i));
			next = bin + 1;
		}
		return;
	}
	for (int i = 0; i < CC_WAITING; i++)
	{
		const uint64_t *bins = bins_of(summary, i);
		uint32_t next = 0;

		for (uint32_t bin = 0; bin < header.bins[i]; bin++)
		{
			if (bins[bin] == 0)
				continue;
			put_bin(writer, bin - next, bins[bin]);
			next = bin + 1;
		}
	}
}

/* ---- reading what is packed ---- */

#define EVERY_BYTE UINT64_C(0x0101010101010101)

/* Eight bytes, the first the lowest. */
static inline uint64_t
word_at(const unsigned char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/*
 * cc_read_varint() without the call where no number can run off the end; the
 * copy keeps the reader itself in registers.
 */
static inline uint64_t
get(cc_reader *reader)
{
	const unsigned char *at = reader->at;
	cc_reader copy;
	uint64_t value;

	if (reader->end - at >= 9)
	{
		value = *at++;
		if (value >= 0x80)
		{
			unsigned shift = 7;
			uint64_t byte;

			value &= 0x7f;
			do
			{
				byte = *at++;
				value |= (byte & 0x7f) << shift;
				shift += 7;
			} while (byte >= 0x80 && shift < 63);
			/* of ten bytes, or not the shortest: let the other look */
			if (byte >= 0x80 || byte == 0)
				goto careful;
		}
		reader->at = at;
		return value;
	}
	if (at < reader->end && *at < 0x80)
	{
		reader->at = at + 1;
		return *at;
	}
careful:
	copy = *reader;
	value = cc_read_varint(&copy);
	*reader = copy;
	return value;
}

/* The same for numbers of many bytes, all of them at once. */
static inline uint64_t
get_long(cc_reader *reader)
{
	const unsigned char *at = reader->at;
	uint64_t word;
	uint64_t ends;
	unsigned bits;

	if (reader->end - at < 10)
		return get(reader);
	word = word_at(at);
	ends = ~word & EVERY_BYTE << 7;
	bits = ends != 0 ? (unsigned) __builtin_ctzll(ends) + 1 : 64;
	/* not the shortest: let the other look */
	if (bits > 8 && (word >> (bits - 8) & 0xff) == 0)
		return get(reader);
	word &= (EVERY_BYTE * 0x7f) & UINT64_MAX >> (64 - bits);
	word = (word & UINT64_C(0x007f007f007f007f)) |
		   (word & UINT64_C(0x7f007f007f007f00)) >> 1;
	word = (word & UINT64_C(0x00003fff00003fff)) |
		   (word & UINT64_C(0x3fff00003fff0000)) >> 2;
	word = (word & UINT64_C(0x000000000fffffff)) |
		   (word & UINT64_C(0x0fffffff00000000)) >> 4;
	at += bits / 8;
	if (ends == 0)
	{
		if (*at == 0 || (*at >= 0x80 && at[1] != 1))
			return get(reader);
		word |= (uint64_t) *at << 56;
		if (*at++ >= 0x80)
			word = (word & UINT64_MAX >> 1) | (uint64_t) *at++ << 63;
	}
	reader->at = at;
	return word;
}

/* The same for numbers of one byte or two. */
static inline uint64_t
get_short(cc_reader *reader)
{
	const unsigned char *at = reader->at;
	unsigned two;

	if (reader->end - at < 2)
		return get(reader);
	two = *at >> 7;
	if (two & (unsigned) (at[1] - 1 >= 0x7f))
		return get(reader);
	reader->at = at + 1 + two;
	return (*at & 0x7f) | (uint64_t) (at[1] & -two) << 7;
}

static inline int64_t
get_sum(cc_reader *reader)
{
	uint64_t value = get_long(reader);

	if (value > INT64_MAX)
		reader->failed = true;
	return (int64_t) (value & INT64_MAX);
}

bool
cc_packed_open(cc_packed *packed, const void *bytes, size_t length)
{
	cc_reader reader;

	cc_reader_init(&reader, bytes, length);
	if (length < HEAD || reader.at[0] != CC_SUMMARY_KIND ||
		reader.at[1] != CC_SUMMARY_VERSION || reader.at[2] != 0 ||
		reader.at[3] > CC_LONGEST_IS_BOUND)
		return false;
	packed->flags = reader.at[3];
	reader.at += HEAD;
	packed->longest = get_sum(&reader);
	packed->by_value = reader.at;
	packed->by_value_length = cc_reader_left(&reader);
	for (int i = 0; i < CC_OUTCOMES; i++)
	{
		packed->count[i] = get(&reader);
		if (packed->count[i] > CC_COUNT_MAX)
			return false;
	}
	for (int i = 0; i < CC_WAITING; i++)
	{
		uint64_t bins = packed->count[i] > 0 ? get_short(&reader) : 0;

		if (bins > CC_WAIT_BINS)
			return false;
		packed->bins[i] = (uint32_t) bins;
	}
	for (int i = 0; i < CC_WAITING; i++)
	{
		packed->waited[i] = packed->bins[i] > 0 ? get_sum(&reader) : 0;
	}
	for (int i = 0; i < CC_PARTS; i++)
	{
		packed->missing[i] = packed->count[CC_ANSWERED] > 0 ? get(&reader) : 0;
		if (packed->missing[i] > packed->count[CC_ANSWERED])
			return false;
	}
	for (int i = 0; i < CC_PARTS; i++)
	{
		packed->spent[i] = packed->missing[i] < packed->count[CC_ANSWERED]
							   ? get_sum(&reader)
							   : 0;
	}
	packed->squares[0] = packed->squares[1] = 0;
	if (packed->missing[CC_HANDLE] < packed->count[CC_ANSWERED])
	{
		packed->squares[0] = get_long(&reader);
		packed->squares[1] = (uint64_t) get_sum(&reader);
	}
	packed->histograms = reader;
	return !reader.failed;
}

/*
 * The next bin that holds visits, at or after *bin, of a histogram that ends
 * before bins; *bin moves past it.  False at the end and on nonsense.
 */
static inline bool
next_bin(cc_reader *reader, uint32_t bins, uint32_t *bin, uint64_t *count)
{
	uint64_t word;

	if (*bin >= bins)
		return false;
	/* a byte for one visit is what small summaries consist of */
	if (reader->at < reader->end && (*reader->at & 0x81) == 0)
	{
		*bin += (uint32_t) *reader->at++ >> 1;
		*count = 1;
		if (*bin < bins)
		{
			(*bin)++;
			return true;
		}
		reader->failed = true;
		return false;
	}
	word = get(reader);
	if ((word & 3) == 3)
	{
		if (word >> 2 >= bins - *bin)
			reader->failed = true;
		*bin += (uint32_t) (word >> 2) + 1;
		word = get(reader);
		if ((word & 3) != 1)
			reader->failed = true;
	}
	if (word & 1)
		*count = (word >> 2) + 2;
	else
	{
		if (word >> 1 >= bins)
			reader->failed = true;
		*bin += (uint32_t) (word >> 1);
		*count = 1;
	}
	if (*bin >= bins || reader->failed)
	{
		reader->failed = true;
		return false;
	}
	(*bin)++;
	return true;
}

bool
cc_next_bin(cc_reader *reader, uint32_t bins, uint32_t *bin, uint64_t *count)
{
	return next_bin(reader, bins, bin, count);
}

void
cc_packed_room(const cc_packed *packed, cc_room *room)
{
	memset(room, 0, sizeof(*room));
	for (int i = 0; i < CC_OUTCOMES; i++)
		room->rows += packed->count[i];
	memcpy(room->bins, packed->bins, sizeof(room->bins));
}

static bool
has_waits(const cc_packed *packed)
{
	bool waits = false;

	for (int i = 0; i < CC_WAITING; i++)
		waits |= packed->bins[i] > 0;
	return waits;
}

static void
log_merge(cc_summary *summary, const cc_packed *packed, cc_reader *reader)
{
	uint16_t *log = log_of(summary);

	for (int i = 0; i < CC_OUTCOMES; i++)
	{
		uint64_t left = packed->count[i];
		uint32_t bins = i < CC_WAITING ? packed->bins[i] : 0;
		uint32_t bin = 0;
		uint64_t count;

		while (next_bin(reader, bins, &bin, &count))
		{
			if (count > left)
			{
				reader->failed = true;
				return;
			}
			left -= count;
			for (; count > 0; count--)
				log[summary->rows++] =
					(uint16_t) ((uint32_t) i << LOG_SHIFT | (bin - 1));
		}
		for (; left > 0; left--)
			log[summary->rows++] =
				(uint16_t) ((uint32_t) i << LOG_SHIFT | LOG_NO_BIN);
	}
}

/* Sums and longest wait of another summary; false when they do not fit. */
static bool
add_sums(cc_summary *summary, const int64_t *waited, const int64_t *spent,
		 const uint64_t *missing, const uint64_t *squares, int64_t longest,
		 uint8_t flags)
{
	bool fits = true;

	for (int i = 0; i < CC_WAITING; i++)
		fits &= !__builtin_add_overflow(summary->waited[i], waited[i],
										&summary->waited[i]);
	for (int i = 0; i < CC_PARTS; i++)
	{
		fits &= !__builtin_add_overflow(summary->spent[i], spent[i],
										&summary->spent[i]);
		summary->missing[i] += missing[i];
	}
	fits &= add_squares(summary->squares,
						(cc_uint128) squares[1] << 64 | squares[0]);
	summary->flags |= flags;
	if (longest > summary->longest)
		summary->longest = longest;
	return fits;
}

void
cc_log_room(const cc_summary *log, cc_room *room)
{
	memset(room, 0, sizeof(*room));
	room->rows = log->rows;
	add_log_bins(log, room->bins);
}

cc_fit
cc_summary_merge_log(cc_summary *summary, const cc_summary *log)
{
	const uint16_t *entries = log_of(log);
	bool fits = true;

	if (summary->form == CC_FORM_LOG)
	{
		if (log->rows > (summary->size - sizeof(*summary)) / sizeof(uint16_t) -
							summary->rows)
			return CC_NEEDS_ROOM;
		memcpy(log_of(summary) + summary->rows, entries,
			   log->rows * sizeof(uint16_t));
		summary->rows += log->rows;
	}
	else
	{
		counters *c = counters_of(summary);
		uint32_t bins[CC_WAITING] = {0};

		add_log_bins(log, bins);
		for (int i = 0; i < CC_WAITING; i++)
		{
			if (bins[i] > c->bins[i])
				return CC_NEEDS_ROOM;
		}
		fits = count_log(summary, log);
	}
	fits &= add_sums(summary, log->waited, log->spent, log->missing,
					 log->squares, log->longest, log->flags);
	return fits ? CC_FITS : CC_OVERFLOWS;
}

cc_fit
cc_summary_merge(cc_summary *summary, const cc_packed *packed)
{
	cc_reader reader = packed->histograms;
	bool fits = true;
	uint64_t rows = 0;

	for (int i = 0; i < CC_OUTCOMES; i++)
		rows += packed->count[i];
	if (summary->form == CC_FORM_LOG)
	{
		if (rows > (summary->size - sizeof(*summary)) / sizeof(uint16_t) -
					   summary->rows)
			return CC_NEEDS_ROOM;
		log_merge(summary, packed, &reader);
	}
	else
	{
		counters *c = counters_of(summary);

		for (int i = 0; i < CC_WAITING; i++)
		{
			if (packed->bins[i] > c->bins[i])
				return CC_NEEDS_ROOM;
		}
		for (int i = 0; i < CC_WAITING; i++)
		{
			uint64_t *bins = bins_of(summary, i);
			uint32_t bin = 0;
			uint64_t count;

			while (next_bin(&reader, packed->bins[i], &bin, &count))
				bins[bin - 1] += count;
		}
		for (int i = 0; i < CC_OUTCOMES; i++)
			fits &= add_count(&c->count[i], packed->count[i]);
	}
	if (!cc_reader_finished(&reader))
		return CC_MALFORMED;
	fits &= add_sums(summary, packed->waited, packed->spent, packed->missing,
					 packed->squares, packed->longest, packed->flags);
	return fits ? CC_FITS : CC_OVERFLOWS;
}

cc_fit
cc_summary_take(cc_summary *summary, const cc_packed *packed)
{
	cc_reader reader = packed->histograms;
	counters *c = counters_of(summary);
	bool there = true;

	for (int i = 0; i < CC_OUTCOMES; i++)
	{
		there &= c->count[i] >= packed->count[i];
		c->count[i] -= packed->count[i];
	}
	for (int i = 0; i < CC_WAITING; i++)
	{
		uint64_t *bins = bins_of(summary, i);
		uint32_t bin = 0;
		uint64_t count;

		if (packed->bins[i] > c->bins[i])
			return CC_NOT_IN_IT;
		while (next_bin(&reader, packed->bins[i], &bin, &count))
		{
			there &= bins[bin - 1] >= count;
			bins[bin - 1] -= count;
		}
		summary->waited[i] -= packed->waited[i];
		there &= summary->waited[i] >= 0;
	}
	if (!cc_reader_finished(&reader))
		return CC_MALFORMED;
	for (int i = 0; i < CC_PARTS; i++)
	{
		summary->spent[i] -= packed->spent[i];
		there &=
			summary->spent[i] >= 0 && summary->missing[i] >= packed->missing[i];
		summary->missing[i] -= packed->missing[i];
	}
	there &=
		add_squares(summary->squares, -((cc_uint128) packed->squares[1] << 64 |
										packed->squares[0]));
	if (has_waits(packed))
		summary->flags |= CC_LONGEST_IS_BOUND;
	return there ? CC_FITS : CC_NOT_IN_IT;
}

/* ---- is it one? ---- */

static bool
waits_agree(const cc_packed *packed, int outcome, cc_reader *reader)
{
	uint32_t bin = 0;
	uint64_t count;
	uint64_t known = 0;
	cc_uint128 least = 0;
	cc_uint128 most = 0;

	while (next_bin(reader, packed->bins[outcome], &bin, &count))
	{
		int64_t top = cc_bin_seconds((int) bin - 1) * SECOND;
		/* a wait in the bin is above the top of the one before */
		int64_t bottom =
			bin == 1 ? 0 : cc_bin_seconds((int) bin - 2) * SECOND + 1;

		if (top > CC_DURATION_MAX)
			top = CC_DURATION_MAX;
		if (count > packed->count[outcome] - known)
			return false;
		known += count;
		least += (cc_uint128) (uint64_t) bottom * count;
		most += (cc_uint128) (uint64_t) top * count;
	}
	return !reader->failed &&
		   (cc_uint128) (uint64_t) packed->waited[outcome] >= least &&
		   (cc_uint128) (uint64_t) packed->waited[outcome] <= most;
}

static bool
longest_agrees(const cc_packed *packed)
{
	uint32_t bins = 0;

	for (int i = 0; i < CC_WAITING; i++)
		bins = bins > packed->bins[i] ? bins : packed->bins[i];
	if (bins == 0)
		return packed->longest == 0 && packed->flags == 0;
	if (packed->flags & CC_LONGEST_IS_BOUND)
		return packed->longest == 0;
	return packed->longest <= CC_DURATION_MAX &&
		   (uint32_t) wait_bin(packed->longest) + 1 == bins;
}

/* Do n durations of that sum and these squares exist? */
static bool
handling_agrees(const cc_packed *packed)
{
	/* talk, hold and after-call work, each at most the longest */
	const uint64_t longest = 3 * (uint64_t) CC_DURATION_MAX;
	uint64_t n[CC_PARTS];
	uint64_t sum = (uint64_t) packed->spent[CC_HANDLE];
	uint64_t mean;
	uint64_t rest;
	cc_uint128 squares =
		(cc_uint128) packed->squares[1] << 64 | packed->squares[0];

	for (int i = 0; i < CC_PARTS; i++)
	{
		n[i] = packed->count[CC_ANSWERED] - packed->missing[i];
		if ((uint64_t) packed->spent[i] > (cc_uint128) n[i] * longest)
			return false;
	}
	if (n[CC_HANDLE] == 0)
		return true;
	if (squares > (cc_uint128) sum * longest)
		return false;
	/* m = floor(sum / n): being whole, sum of (x - m)^2 >= sum of (x - m) */
	mean = sum / n[CC_HANDLE];
	rest = sum % n[CC_HANDLE];
	return squares >= (cc_uint128) mean * ((cc_uint128) sum + rest) + rest;
}

cc_status
cc_packed_check(const void *bytes, size_t length, cc_error *error)
{
	cc_packed packed;
	cc_reader reader;

	if (!cc_packed_open(&packed, bytes, length))
		return cc_fail(error, CC_BAD_BINARY,
					   "invalid binary value for type queue_summary");
	reader = packed.histograms;
	for (int i = 0; i < CC_WAITING; i++)
	{
		if (!waits_agree(&packed, i, &reader))
		{
			cc_fail(error, CC_BAD_BINARY,
					"invalid value for type queue_summary");
			cc_error_detail(
				error, "Count, sum and histogram of %s visits do not agree.",
				cc_outcome_names[i]);
			return CC_BAD_BINARY;
		}
	}
	if (!cc_reader_finished(&reader))
		return cc_fail(error, CC_BAD_BINARY,
					   "invalid binary value for type queue_summary");
	if (!longest_agrees(&packed) || !handling_agrees(&packed))
	{
		cc_fail(error, CC_BAD_BINARY, "invalid value for type queue_summary");
		cc_error_detail(error, longest_agrees(&packed)
								   ? "Counts, sums and squares of the handle "
									 "times do not agree."
								   : "The longest wait is not in the highest "
									 "bin.");
		return CC_BAD_BINARY;
	}
	return CC_OK;
}
