/* The text form of a queue summary. */
#include "fuzz_queue_summary.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	cc_writer writer;
	cc_error error;
	size_t length;
	unsigned char *bytes;

	cc_writer_init(&writer, NULL, 0);
	if (cc_packed_parse(text, size, &writer, &error) != CC_OK)
		return 0;
	length = writer.length;
	bytes = malloc(length);
	cc_writer_init(&writer, bytes, length);
	must(cc_packed_parse(text, size, &writer, &error) == CC_OK);
	must(writer.length == length);
	if (cc_packed_check(bytes, length, &error) == CC_OK)
		must_come_back(bytes, length);
	free(bytes);
	return 0;
}
