/* The text form of a concurrency: what is taken prints and reads back. */
#include "core/agent_time.h"
#include "fuzz/fuzz.h"

#define ROOM 512

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_change changes[ROOM];
	static cc_change again[ROOM];
	static char text[ROOM * 80];
	size_t n;
	size_t m;
	cc_printer printer;
	cc_error error;

	if (cc_concurrency_parse((const char *) data, size, NULL, 0, &n, &error) !=
			CC_OK ||
		n > ROOM ||
		cc_concurrency_parse((const char *) data, size, changes, n, &n,
							 &error) != CC_OK)
		return 0;
	must(cc_changes_are_valid(changes, n));
	cc_printer_init(&printer, text, sizeof(text));
	cc_concurrency_print(&printer, changes, n);
	must(printer.length < sizeof(text));
	must(cc_concurrency_parse(text, printer.length, again, ROOM, &m, &error) ==
		 CC_OK);
	must(m == n && memcmp(changes, again, n * sizeof(changes[0])) == 0);
	return 0;
}
