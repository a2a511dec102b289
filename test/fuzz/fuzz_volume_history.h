/*
 * What must hold for a volume history that was accepted: read from its bytes
 * here, not by the decoder, so that a decoder that forgets a check is caught.
 */
#include "core/volume_history.h"
#include "fuzz/fuzz.h"

#define ROOM 512

static void
must_be_history(const uint8_t *wire, size_t size)
{
	size_t zone = size > 5 ? wire[5] : 0;
	const uint8_t *at = wire + 10 + zone;
	int64_t width = (int64_t) big_endian(wire + 1, 4);
	int64_t last_end = INT64_MIN;

	must(size >= 10 + zone && wire[0] == 1);
	must(width > 0 && width <= 86400);
	must(size > 10 + zone &&
		 size == 10 + zone + 28 * (size_t) big_endian(wire + 6 + zone, 4));
	for (; at < wire + size; at += 28)
	{
		int64_t start = (int64_t) big_endian(at, 8);
		int64_t length = (int64_t) big_endian(at + 8, 4);
		int64_t volume = (int64_t) big_endian(at + 12, 8);
		int64_t handle = (int64_t) big_endian(at + 20, 8);

		/* from 4714 BC to 10710 */
		must(start >= INT64_C(-211813488000) && start < INT64_C(1) << 38);
		must(length > 0 && length <= (width == 86400 ? 3 * width : width));
		must(start >= last_end);
		must(volume >= -1 && handle >= -1);
		must(volume >= 0 || handle == -1);
		last_end = start + length;
	}
}
