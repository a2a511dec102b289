/* The wire form of a concurrency: what is taken is valid and writes back. */
#include "fuzz_concurrency.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_change changes[ROOM];
	static unsigned char wire[ROOM * 32];
	size_t n;
	cc_reader reader;
	cc_writer writer;
	cc_error error;

	cc_reader_init(&reader, data, size);
	if (cc_concurrency_read_count(&reader, &n, &error) != CC_OK)
		return 0;
	must(size == 5 + 16 * n);
	if (n > ROOM || cc_concurrency_read(&reader, changes, n, &error) != CC_OK ||
		!cc_reader_finished(&reader))
		return 0;
	must_be_concurrency(data, size);
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_concurrency_write(&writer, changes, n);
	must(writer.length == size && memcmp(wire, data, size) == 0);
	return 0;
}
