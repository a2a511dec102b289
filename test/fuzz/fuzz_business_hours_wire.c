/* The bytes of business hours, stored and on the wire. */
#include "fuzz_business_hours.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_calendar calendar;
	calendar_memory memory;
	unsigned char *bytes;

	for (int version = 1; version <= CC_CALENDAR_VERSIONS; version++)
	{
		if (decode(version, data, size, &calendar, &memory))
		{
			must(cc_calendar_version(&calendar) == version);
			must_come_back(&calendar);
			must(bytes_of(&calendar, &bytes) == size &&
				 memcmp(bytes, data, size) == 0);
			free(bytes);
		}
		release(&memory);
	}
	return 0;
}
