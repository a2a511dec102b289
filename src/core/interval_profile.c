/*
 * interval_profile.c
 *		Time spent in buckets: what many ranges, cut along them, add up to.
 *
 * Tested in test/unit/test_interval.c.
 */
#include "core/interval_profile.h"

#include <string.h>

/* Entries within which to poll. */
#define POLL_EVERY 65536

#define WIRE_VERSION 1
#define WIRE_ENTRY 28 /* bytes */

cc_status
cc_profile_add(cc_profile *profile, const cc_profile_entry *entry,
			   cc_error *error)
{
	/* 2^64 over the golden ratio spreads buckets of one length evenly */
	uint64_t hash = (uint64_t) entry->bucket * UINT64_C(0x9E3779B97F4A7C15);
	size_t mask = profile->capacity - 1;
	size_t at = (size_t) (hash >> 32) & mask;
	cc_profile_entry *slot;

	for (;;)
	{
		slot = &profile->slots[at];
		if (slot->bucket == entry->bucket)
			break;
		if (slot->bucket == 0)
		{
			slot->bucket = entry->bucket;
			profile->count++;
			break;
		}
		at = (at + 1) & mask;
	}
	if (__builtin_add_overflow(slot->microseconds, entry->microseconds,
							   &slot->microseconds) ||
		__builtin_add_overflow(slot->starts, entry->starts, &slot->starts))
		return cc_fail(error, CC_OUT_OF_RANGE,
					   "interval_profile out of range: more than 292000 years "
					   "in one bucket");
	return CC_OK;
}

void
cc_profile_copy(const cc_profile *profile, cc_profile_entry *entries)
{
	for (size_t i = 0; i < profile->capacity; i++)
		if (profile->slots[i].bucket != 0)
			*entries++ = profile->slots[i];
}

bool
cc_profile_is_valid(const cc_profile_entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		const cc_profile_entry *entry = &entries[i];
		int64_t start = cc_interval_start(entry->bucket);

		if ((i > 0 && entry->bucket <= entries[i - 1].bucket) ||
			cc_interval_length(entry->bucket) == 0 ||
			start < CC_INTERVAL_MIN_START || start > CC_INTERVAL_MAX_START ||
			entry->microseconds < 0 || entry->starts < 0 ||
			(entry->microseconds == 0 && entry->starts == 0))
			return false;
	}
	return true;
}

void
cc_profile_print(cc_printer *printer, const cc_profile_entry *entries,
				 size_t count, cc_poll poll)
{
	cc_print(printer, "{");
	for (size_t i = 0; i < count; i++)
	{
		int64_t fraction = entries[i].microseconds % 1000000;
		char digits[8] = "";
		int used = 0;

		if (poll != NULL && i % POLL_EVERY == 0)
			poll();
		cc_print(printer, i > 0 ? ", " : "");
		cc_interval_print(printer, entries[i].bucket);
		cc_print(printer, " %lld",
				 (long long) (entries[i].microseconds / 1000000));
		for (int64_t unit = 100000; fraction > 0; unit /= 10)
		{
			digits[used++] = (char) ('0' + fraction / unit);
			fraction %= unit;
		}
		cc_print(printer, used > 0 ? ".%s" : "%s", digits);
		cc_print(printer, " %lld", (long long) entries[i].starts);
	}
	cc_print(printer, "}");
}

/* Decimal seconds with up to six places, as microseconds. */
static bool
scan_microseconds(cc_scanner *scanner, int64_t *microseconds)
{
	int64_t seconds;
	int64_t fraction = 0;

	if (!cc_scan_int64(scanner, &seconds))
		return false;
	if (cc_scan_literal(scanner, "."))
	{
		int64_t unit = 100000;

		while (cc_scan_peek(scanner) >= '0' && cc_scan_peek(scanner) <= '9' &&
			   unit > 0)
		{
			fraction += unit * (*scanner->at++ - '0');
			unit /= 10;
		}
	}
	return seconds >= 0 && seconds <= INT64_MAX / 1000000 &&
		   !__builtin_add_overflow(seconds * 1000000, fraction, microseconds);
}

cc_status
cc_profile_parse(const char *text, size_t length, cc_profile_entry *entries,
				 size_t room, size_t *count, cc_poll poll, cc_error *error)
{
	cc_scanner scanner;
	cc_profile_entry last[2];
	cc_status status;

	cc_scanner_init(&scanner, text, length);
	*count = 0;
	cc_scan_spaces(&scanner);
	if (!cc_scan_literal(&scanner, "{"))
		goto bad;
	cc_scan_spaces(&scanner);
	while (!cc_scan_literal(&scanner, "}"))
	{
		cc_profile_entry *entry = &last[*count > 0];

		if (poll != NULL && *count % POLL_EVERY == 0)
			poll();
		if (*count > 0)
		{
			if (!cc_scan_literal(&scanner, ","))
				goto bad;
			cc_scan_spaces(&scanner);
		}
		status = cc_interval_scan(&scanner, &entry->bucket, error);
		if (status == CC_BAD_DATETIME)
			return status;
		if (status != CC_OK)
			goto bad;
		cc_scan_spaces(&scanner);
		if (!scan_microseconds(&scanner, &entry->microseconds))
			goto bad;
		cc_scan_spaces(&scanner);
		if (!cc_scan_int64(&scanner, &entry->starts))
			goto bad;
		/* each against the one before */
		if (!cc_profile_is_valid(last, *count > 0 ? 2 : 1))
			goto bad;
		last[0] = *entry;
		if (*count >= CC_PROFILE_MAX_ENTRIES)
			return cc_fail(error, CC_TOO_LARGE,
						   "interval_profile has more than %d buckets",
						   (int) CC_PROFILE_MAX_ENTRIES);
		if (entries != NULL && *count < room)
			entries[*count] = *entry;
		(*count)++;
		cc_scan_spaces(&scanner);
	}
	cc_scan_spaces(&scanner);
	if (cc_scan_end(&scanner))
		return CC_OK;

bad:
	cc_fail(error, CC_BAD_TEXT, "invalid input syntax for type %s at column %d",
			"interval_profile", cc_scan_column(&scanner));
	cc_error_detail(error,
					"It is written {bucket seconds starts, ...}, buckets "
					"ascending, as {2026-11-21T09:30:00Z/PT30M 5400.25 3}.");
	return CC_BAD_TEXT;
}

void
cc_profile_write(cc_writer *writer, const cc_profile_entry *entries,
				 size_t count)
{
	cc_write_u8(writer, WIRE_VERSION);
	cc_write_u32(writer, (uint32_t) count);
	for (size_t i = 0; i < count; i++)
	{
		cc_write_i64(writer, cc_interval_start(entries[i].bucket));
		cc_write_u32(writer, (uint32_t) cc_interval_length(entries[i].bucket));
		cc_write_i64(writer, entries[i].microseconds);
		cc_write_i64(writer, entries[i].starts);
	}
}

static cc_status
bad_binary(cc_error *error)
{
	return cc_fail(error, CC_BAD_BINARY,
				   "invalid interval_profile in external format");
}

cc_status
cc_profile_read_count(cc_reader *reader, size_t *count, cc_error *error)
{
	uint8_t version = cc_read_u8(reader);

	*count = cc_read_u32(reader);
	if (reader->failed || version != WIRE_VERSION ||
		*count > CC_PROFILE_MAX_ENTRIES ||
		cc_reader_left(reader) != *count * WIRE_ENTRY)
		return bad_binary(error);
	return CC_OK;
}

cc_status
cc_profile_read(cc_reader *reader, cc_profile_entry *entries, size_t count,
				cc_error *error)
{
	for (size_t i = 0; i < count; i++)
	{
		int64_t start = cc_read_i64(reader);
		int64_t length = cc_read_u32(reader);

		if (start < CC_INTERVAL_MIN_START || start > CC_INTERVAL_MAX_START ||
			cc_interval_make(start, start + length, &entries[i].bucket,
							 error) != CC_OK)
			return bad_binary(error);
		entries[i].microseconds = cc_read_i64(reader);
		entries[i].starts = cc_read_i64(reader);
	}
	if (!cc_reader_finished(reader) || !cc_profile_is_valid(entries, count))
		return bad_binary(error);
	return CC_OK;
}
