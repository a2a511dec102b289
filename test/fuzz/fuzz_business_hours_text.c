/* The text form of business hours: what is taken prints and reads back. */
#include "fuzz_business_hours.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_calendar calendar;
	calendar_memory memory;
	cc_error error;

	if (parse((const char *) data, size, &calendar, &memory, &error) == CC_OK)
		must_come_back(&calendar);
	else
		must(error.status != CC_OK && error.message[0] != '\0');
	release(&memory);
	return 0;
}
