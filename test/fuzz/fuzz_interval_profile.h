/*
 * What must hold for an interval profile that was accepted: read from its bytes
 * here, not by the decoder, so that a decoder that forgets a check is caught.
 */
#include "core/interval_profile.h"
#include "fuzz/fuzz.h"

#define ROOM 512

static void
must_be_profile(const uint8_t *wire, size_t size)
{
	const uint8_t *at = wire + 5;
	int64_t last_start = INT64_MIN;
	int64_t last_length = 0;

	must(size >= 5 && wire[0] == 1);
	must(size == 5 + 28 * (size_t) big_endian(wire + 1, 4));
	for (; at < wire + size; at += 28)
	{
		int64_t start = (int64_t) big_endian(at, 8);
		int64_t length = (int64_t) big_endian(at + 8, 4);
		int64_t microseconds = (int64_t) big_endian(at + 12, 8);
		int64_t starts = (int64_t) big_endian(at + 20, 8);

		/* from 4714 BC to 10710, up to 388 days */
		must(start >= INT64_C(-211813488000) && start < INT64_C(1) << 38);
		must(length > 0 && length < 1 << 25);
		must(start > last_start ||
			 (start == last_start && length > last_length));
		must(microseconds >= 0 && starts >= 0);
		must(microseconds > 0 || starts > 0);
		last_start = start;
		last_length = length;
	}
}
