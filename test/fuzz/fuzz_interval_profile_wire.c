/* The wire form of an interval profile: what is taken is valid, writes back. */
#include "fuzz_interval_profile.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_profile_entry entries[ROOM];
	static unsigned char wire[ROOM * 32];
	size_t n;
	cc_reader reader;
	cc_writer writer;
	cc_error error;

	cc_reader_init(&reader, data, size);
	if (cc_profile_read_count(&reader, &n, &error) != CC_OK)
		return 0;
	must(size == 5 + 28 * n);
	if (n > ROOM || cc_profile_read(&reader, entries, n, &error) != CC_OK ||
		!cc_reader_finished(&reader))
		return 0;
	must_be_profile(data, size);
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_profile_write(&writer, entries, n);
	must(writer.length == size && memcmp(wire, data, size) == 0);
	return 0;
}
