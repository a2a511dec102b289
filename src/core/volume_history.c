/*
 * volume_history.c
 *		Volumes and handle times by interval of one grid.
 */
#include "core/volume_history.h"

#include <math.h>
#include <string.h>

/* Entries within which to poll. */
#define POLL_EVERY 65536

#define WIRE_VERSION 1
#define WIRE_ENTRY 28 /* bytes */

#define MILLION 1000000

/* Clocks move by multiples of this, nearly always. */
#define CLOCK_STEP 1800

bool
cc_volume_same_grid(const cc_volume_grid *a, const cc_volume_grid *b)
{
	return a->width == b->width && a->zone_length == b->zone_length &&
		   memcmp(a->zone, b->zone, a->zone_length) == 0;
}

int64_t
cc_volume_width_of(int64_t length)
{
	return length >= CC_DAY - 7200 && length <= CC_DAY + 7200 ? CC_DAY : length;
}

bool
cc_volume_of(double value, int64_t *millionths)
{
	double rounded;

	*millionths = CC_VOLUME_UNKNOWN;
	if (isnan(value))
		return true;
	if (!(value >= 0 && value < 9.2e12))
		return false;
	/* mostly a count */
	if (value == (double) (int64_t) value)
	{
		*millionths = (int64_t) value * MILLION;
		return true;
	}
	rounded = rint(value * MILLION);
	*millionths = (int64_t) rounded;
	return true;
}

/* Sums; what is not known stays so. */
static bool
sum(int64_t *total, int64_t more)
{
	if (*total == CC_VOLUME_UNKNOWN || more == CC_VOLUME_UNKNOWN)
		*total = CC_VOLUME_UNKNOWN;
	else if (__builtin_add_overflow(*total, more, total))
		return false;
	return true;
}

static cc_status
sum_entries(cc_volume_entry *total, const cc_volume_entry *more,
			cc_error *error)
{
	if (!sum(&total->volume, more->volume) ||
		!sum(&total->handle, more->handle))
		return cc_fail(error, CC_OUT_OF_RANGE,
					   "volume_history out of range: more than 9 * 10^12 in "
					   "one interval");
	if (total->volume == CC_VOLUME_UNKNOWN)
		total->handle = CC_VOLUME_UNKNOWN;
	return CC_OK;
}

cc_status
cc_volumes_add(cc_volumes *volumes, const cc_volume_entry *entry,
			   cc_error *error)
{
	cc_volume_entry *entries = volumes->entries;
	size_t low = 0;
	size_t high = volumes->sorted;

	if (high == 0 || entry->bucket > entries[high - 1].bucket)
	{
		volumes->sorted += high == volumes->count;
		entries[volumes->count++] = *entry;
		return CC_OK;
	}
	if (entry->bucket == entries[high - 1].bucket)
		return sum_entries(&entries[high - 1], entry, error);
	while (low < high)
	{
		size_t middle = low + (high - low) / 2;

		if (entries[middle].bucket < entry->bucket)
			low = middle + 1;
		else
			high = middle;
	}
	if (entries[low].bucket == entry->bucket)
		return sum_entries(&entries[low], entry, error);
	entries[volumes->count++] = *entry;
	return CC_OK;
}

static void
sift_down(cc_volume_entry *entries, size_t at, size_t count)
{
	cc_volume_entry moving = entries[at];

	for (;;)
	{
		size_t child = 2 * at + 1;

		if (child >= count)
			break;
		if (child + 1 < count &&
			entries[child + 1].bucket > entries[child].bucket)
			child++;
		if (entries[child].bucket <= moving.bucket)
			break;
		entries[at] = entries[child];
		at = child;
	}
	entries[at] = moving;
}

cc_status
cc_volumes_settle(cc_volumes *volumes, cc_poll poll, cc_error *error)
{
	cc_volume_entry *entries = volumes->entries;
	size_t count = volumes->count;
	size_t kept = 0;

	if (volumes->sorted == count)
		return CC_OK;
	for (size_t i = count / 2; i-- > 0;)
	{
		if (poll != NULL && i % POLL_EVERY == 0)
			poll();
		sift_down(entries, i, count);
	}
	for (size_t last = count; last-- > 1;)
	{
		cc_volume_entry largest = entries[0];

		if (poll != NULL && last % POLL_EVERY == 0)
			poll();
		entries[0] = entries[last];
		entries[last] = largest;
		sift_down(entries, 0, last);
	}
	for (size_t i = 1; i < count; i++)
	{
		if (entries[i].bucket != entries[kept].bucket)
			entries[++kept] = entries[i];
		else
		{
			cc_status status = sum_entries(&entries[kept], &entries[i], error);

			if (status != CC_OK)
				return status;
		}
	}
	volumes->count = volumes->sorted = kept + 1;
	return CC_OK;
}

static int64_t
phase_of(cc_interval bucket, int64_t step)
{
	int64_t start = cc_interval_start(bucket);

	return start - cc_floor_div(start, step) * step;
}

/* The greatest common divisor. */
static int64_t
common(int64_t a, int64_t b)
{
	while (b != 0)
	{
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static bool
entry_is_valid(const cc_volume_grid *grid, const cc_volume_entry *entry)
{
	int64_t start = cc_interval_start(entry->bucket);
	int64_t length = cc_interval_length(entry->bucket);

	if (length == 0 || start < CC_INTERVAL_MIN_START ||
		start > CC_INTERVAL_MAX_START || entry->volume < CC_VOLUME_UNKNOWN ||
		entry->handle < CC_VOLUME_UNKNOWN ||
		(entry->volume == CC_VOLUME_UNKNOWN &&
		 entry->handle != CC_VOLUME_UNKNOWN))
		return false;
	if (grid->zone_length == 0)
		return cc_volume_width_of(length) == grid->width;
	/* the end of a local day cuts the last one; a local day may be two */
	return length <= (grid->width == CC_DAY ? 3 * CC_DAY : grid->width);
}

bool
cc_volumes_is_valid(const cc_volume_grid *grid, const cc_volume_entry *entries,
					size_t count, cc_poll poll)
{
	int64_t step = common(grid->width, CLOCK_STEP);

	if (grid->width < 1 || grid->width > CC_DAY ||
		grid->zone_length > CC_VOLUME_MAX_ZONE || count == 0)
		return false;
	for (size_t i = 0; i < count; i++)
	{
		if (poll != NULL && i % POLL_EVERY == 0)
			poll();
		if (!entry_is_valid(grid, &entries[i]))
			return false;
		if (i == 0)
			continue;
		if (cc_interval_start(entries[i].bucket) <
			cc_interval_end(entries[i - 1].bucket))
			return false;
		if (grid->zone_length == 0 && phase_of(entries[i].bucket, step) !=
										  phase_of(entries[0].bucket, step))
			return false;
	}
	return true;
}

/*
 * The start of the last interval of the local day that cannot be cut, if its
 * clocks stay as they are; else long ago.
 */
static int64_t
next_midnight(cc_zone *zone, int64_t instant, int64_t width)
{
	int64_t midnight =
		cc_floor_div(cc_zone_local(zone, instant), CC_DAY) * CC_DAY;
	int64_t start = cc_zone_earliest(zone, midnight);
	int64_t end = cc_zone_earliest(zone, midnight + CC_DAY);

	if (start > instant || end - start != CC_DAY)
		return INT64_MIN;
	return end - width + 1;
}

cc_status
cc_volumes_check_zone(const cc_volume_grid *grid, cc_zone *zone,
					  const cc_volume_entry *entries, size_t count,
					  cc_poll poll, cc_error *error)
{
	int64_t next = INT64_MIN;
	int64_t day_end = INT64_MIN;
	cc_width width;
	cc_status status =
		cc_width_make(0, 0, grid->width * MILLION, &width, error);

	for (size_t i = 0; status == CC_OK && i < count; i++)
	{
		cc_interval bucket;
		int64_t start = cc_interval_start(entries[i].bucket);

		if (poll != NULL && i % POLL_EVERY == 0)
			poll();
		/* the next one within a day whose clocks stay as they are */
		if (start == next && start < day_end &&
			cc_interval_length(entries[i].bucket) == grid->width)
		{
			next += grid->width;
			continue;
		}
		status = cc_bucket(zone, &width, start, &bucket, error);
		next = cc_interval_end(bucket);
		day_end = next_midnight(zone, start, grid->width);
		if (status == CC_OK && bucket != entries[i].bucket)
		{
			char text[80];
			char length[CC_DURATION_TEXT];
			cc_printer printer;

			cc_printer_init(&printer, text, sizeof(text));
			cc_interval_print(&printer, entries[i].bucket);
			cc_duration_print(grid->width, length);
			cc_fail(error, CC_BAD_ARGUMENT,
					"interval %s is not of the grid of the history", text);
			cc_error_detail(error,
							"A history has one grid; this one's is %s in zone "
							"%.*s.",
							length, (int) grid->zone_length, grid->zone);
			status = CC_BAD_ARGUMENT;
		}
	}
	return status;
}

/* Millionths as a decimal number. */
static void
print_millionths(cc_printer *printer, int64_t number)
{
	int64_t fraction = number % MILLION;
	char digits[8] = "";
	int used = 0;

	cc_print(printer, " %lld", (long long) (number / MILLION));
	for (int64_t unit = MILLION / 10; fraction > 0; unit /= 10)
	{
		digits[used++] = (char) ('0' + fraction / unit);
		fraction %= unit;
	}
	cc_print(printer, used > 0 ? ".%s" : "%s", digits);
}

static bool
scan_millionths(cc_scanner *scanner, int64_t *number)
{
	int64_t whole;
	int64_t fraction = 0;

	if (cc_scan_peek(scanner) < '0' || cc_scan_peek(scanner) > '9' ||
		!cc_scan_int64(scanner, &whole))
		return false;
	if (cc_scan_literal(scanner, "."))
	{
		int64_t unit = MILLION / 10;

		while (cc_scan_peek(scanner) >= '0' && cc_scan_peek(scanner) <= '9' &&
			   unit > 0)
		{
			fraction += unit * (*scanner->at++ - '0');
			unit /= 10;
		}
	}
	return whole <= INT64_MAX / MILLION &&
		   !__builtin_add_overflow(whole * MILLION, fraction, number);
}

void
cc_volumes_print(cc_printer *printer, const cc_volume_grid *grid,
				 const cc_volume_entry *entries, size_t count, cc_poll poll)
{
	char width[CC_DURATION_TEXT];

	cc_duration_print(grid->width, width);
	cc_print(printer, "%s ", width);
	if (grid->zone_length > 0)
		cc_print(printer, "%.*s ", (int) grid->zone_length, grid->zone);
	cc_print(printer, "{");
	for (size_t i = 0; i < count; i++)
	{
		if (poll != NULL && i % POLL_EVERY == 0)
			poll();
		cc_print(printer, i > 0 ? ", " : "");
		cc_interval_print(printer, entries[i].bucket);
		if (entries[i].volume == CC_VOLUME_UNKNOWN)
			cc_print(printer, " -");
		else
			print_millionths(printer, entries[i].volume);
		if (entries[i].handle != CC_VOLUME_UNKNOWN)
			print_millionths(printer, entries[i].handle);
	}
	cc_print(printer, "}");
}

/* What comes next up to a space or a brace. */
static size_t
scan_word(cc_scanner *scanner, const char **word)
{
	*word = scanner->at;
	while (scanner->at < scanner->end && (unsigned char) *scanner->at > ' ' &&
		   *scanner->at != '{' && *scanner->at != '}')
		scanner->at++;
	return (size_t) (scanner->at - *word);
}

static bool
scan_entry(cc_scanner *scanner, cc_volume_entry *entry)
{
	cc_scan_spaces(scanner);
	entry->volume = entry->handle = CC_VOLUME_UNKNOWN;
	if (!cc_scan_literal(scanner, "-") &&
		!scan_millionths(scanner, &entry->volume))
		return false;
	cc_scan_spaces(scanner);
	return cc_scan_peek(scanner) < '0' || cc_scan_peek(scanner) > '9' ||
		   scan_millionths(scanner, &entry->handle);
}

cc_status
cc_volumes_parse(const char *text, size_t length, cc_volume_grid *grid,
				 cc_volume_entry *entries, size_t room, size_t *count,
				 cc_poll poll, cc_error *error)
{
	cc_scanner scanner;
	cc_volume_entry last[2];
	cc_interval first = 0;
	cc_status status;
	const char *word;
	size_t word_length;
	int64_t step;

	cc_scanner_init(&scanner, text, length);
	*count = 0;
	cc_scan_spaces(&scanner);
	word_length = scan_word(&scanner, &word);
	if (cc_duration_parse(word, word_length, &grid->width, error) != CC_OK ||
		grid->width < 1 || grid->width > CC_DAY)
		goto bad;
	cc_scan_spaces(&scanner);
	grid->zone_length = scan_word(&scanner, &grid->zone);
	if (grid->zone_length > CC_VOLUME_MAX_ZONE)
		goto bad;
	step = common(grid->width, CLOCK_STEP);
	cc_scan_spaces(&scanner);
	if (!cc_scan_literal(&scanner, "{"))
		goto bad;
	do
	{
		cc_volume_entry *entry = &last[*count > 0];

		if (poll != NULL && *count % POLL_EVERY == 0)
			poll();
		cc_scan_spaces(&scanner);
		status = cc_interval_scan(&scanner, &entry->bucket, error);
		if (status == CC_BAD_DATETIME)
			return status;
		if (status != CC_OK || !scan_entry(&scanner, entry))
			goto bad;
		if (*count == 0)
			first = entry->bucket;
		/* each against the one before, and its phase against the first's */
		if (!cc_volumes_is_valid(grid, last, *count > 0 ? 2 : 1, NULL) ||
			(grid->zone_length == 0 &&
			 phase_of(entry->bucket, step) != phase_of(first, step)))
			goto bad;
		last[0] = *entry;
		if (*count >= CC_VOLUME_MAX_ENTRIES)
			return cc_fail(error, CC_TOO_LARGE,
						   "volume_history has more than %d intervals",
						   (int) CC_VOLUME_MAX_ENTRIES);
		if (entries != NULL && *count < room)
			entries[*count] = *entry;
		(*count)++;
		cc_scan_spaces(&scanner);
	} while (cc_scan_literal(&scanner, ","));
	if (!cc_scan_literal(&scanner, "}"))
		goto bad;
	cc_scan_spaces(&scanner);
	if (cc_scan_end(&scanner))
		return CC_OK;

bad:
	cc_fail(error, CC_BAD_TEXT, "invalid input syntax for type %s at column %d",
			"volume_history", cc_scan_column(&scanner));
	cc_error_detail(error,
					"It is written width zone {interval volume handle_seconds, "
					"...}, intervals ascending, as PT30M Europe/Paris "
					"{2026-11-21T09:30:00Z/PT30M 12 3600}.");
	return CC_BAD_TEXT;
}

void
cc_volumes_write(cc_writer *writer, const cc_volume_grid *grid,
				 const cc_volume_entry *entries, size_t count)
{
	cc_write_u8(writer, WIRE_VERSION);
	cc_write_u32(writer, (uint32_t) grid->width);
	cc_write_u8(writer, (uint8_t) grid->zone_length);
	cc_write_bytes(writer, grid->zone, grid->zone_length);
	cc_write_u32(writer, (uint32_t) count);
	for (size_t i = 0; i < count; i++)
	{
		cc_write_i64(writer, cc_interval_start(entries[i].bucket));
		cc_write_u32(writer, (uint32_t) cc_interval_length(entries[i].bucket));
		cc_write_i64(writer, entries[i].volume);
		cc_write_i64(writer, entries[i].handle);
	}
}

static cc_status
bad_binary(cc_error *error)
{
	return cc_fail(error, CC_BAD_BINARY,
				   "invalid volume_history in external format");
}

cc_status
cc_volumes_read_header(cc_reader *reader, cc_volume_grid *grid, size_t *count,
					   cc_error *error)
{
	uint8_t version = cc_read_u8(reader);

	grid->width = cc_read_u32(reader);
	grid->zone_length = cc_read_u8(reader);
	grid->zone = cc_read_bytes(reader, grid->zone_length);
	*count = cc_read_u32(reader);
	if (reader->failed || version != WIRE_VERSION ||
		*count > CC_VOLUME_MAX_ENTRIES ||
		cc_reader_left(reader) != *count * WIRE_ENTRY)
		return bad_binary(error);
	for (size_t i = 0; i < grid->zone_length; i++)
		if ((unsigned char) grid->zone[i] <= ' ' || grid->zone[i] == '{' ||
			grid->zone[i] == '}')
			return bad_binary(error);
	return CC_OK;
}

cc_status
cc_volumes_read(cc_reader *reader, const cc_volume_grid *grid,
				cc_volume_entry *entries, size_t count, cc_error *error)
{
	for (size_t i = 0; i < count; i++)
	{
		int64_t start = cc_read_i64(reader);
		int64_t length = cc_read_u32(reader);

		if (start < CC_INTERVAL_MIN_START || start > CC_INTERVAL_MAX_START ||
			cc_interval_make(start, start + length, &entries[i].bucket,
							 error) != CC_OK)
			return bad_binary(error);
		entries[i].volume = cc_read_i64(reader);
		entries[i].handle = cc_read_i64(reader);
	}
	if (!cc_reader_finished(reader) ||
		!cc_volumes_is_valid(grid, entries, count, NULL))
		return bad_binary(error);
	return CC_OK;
}
