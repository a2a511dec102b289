/* ISO 8601 durations: what is taken prints and reads back the same. */
#include "core/interval.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t seconds;
	int64_t again;
	char text[CC_DURATION_TEXT];
	cc_error error;

	if (cc_duration_parse((const char *) data, size, &seconds, &error) == CC_OK)
	{
		/* each unit once, in order */
		const char *order = "PWDTHMS";

		for (size_t i = 0; i < size; i++)
		{
			if (data[i] >= '0' && data[i] <= '9')
				continue;
			order = memchr(order, data[i] & ~0x20, strlen(order));
			must(order != NULL);
			order++;
		}
		/* longer ones are refused where an interval is made */
		if (seconds > CC_INTERVAL_MAX_LENGTH)
			return 0;
		cc_duration_print(seconds, text);
		must(cc_duration_parse(text, strlen(text), &again, &error) == CC_OK);
		must(again == seconds);
	}
	else
		must(error.status != CC_OK && error.message[0] != '\0');
	return 0;
}
