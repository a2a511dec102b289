/* The bytes of a queue summary, stored and on the wire. */
#include "fuzz_queue_summary.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_error error;

	if (cc_packed_check(data, size, &error) == CC_OK)
		must_come_back(data, size);
	else
		must(error.status != CC_OK && error.message[0] != '\0');
	return 0;
}
