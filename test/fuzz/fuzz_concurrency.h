/*
 * What must hold for a concurrency that was accepted: read from its bytes here,
 * not by the decoder, so that a decoder that forgets a check is caught.
 */
#include "core/agent_time.h"
#include "fuzz/fuzz.h"

#define ROOM 512

static void
must_be_concurrency(const uint8_t *wire, size_t size)
{
	const uint8_t *at = wire + 5;
	int64_t last = INT64_MIN;
	uint64_t level = 0;

	must(size >= 5 && wire[0] == 1);
	must(size == 5 + 16 * (size_t) big_endian(wire + 1, 4));
	for (; at < wire + size; at += 16)
	{
		int64_t point = (int64_t) big_endian(at, 8);
		uint64_t by = big_endian(at + 8, 8);

		/* the first may be that of what has no beginning */
		must(point > last || (at == wire + 5 && point == INT64_MIN));
		must(point == INT64_MIN ||
			 (point >= -(INT64_MAX - 3) && point < INT64_MAX));
		must(by != 0);
		/* modulo 2^64: above 2^63 is below zero, or past what fits */
		level += by;
		must(level <= INT64_MAX);
		last = point;
	}
}
