/* The text form of a concurrency: what is taken prints and reads back. */
#include "fuzz_concurrency.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_change changes[ROOM];
	static cc_change again[ROOM];
	static unsigned char wire[ROOM * 32];
	static char text[ROOM * 80];
	size_t n;
	size_t m;
	cc_printer printer;
	cc_writer writer;
	cc_error error;

	if (cc_concurrency_parse((const char *) data, size, NULL, 0, &n, NULL,
							 &error) != CC_OK ||
		n > ROOM ||
		cc_concurrency_parse((const char *) data, size, changes, n, &n, NULL,
							 &error) != CC_OK)
		return 0;
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_concurrency_write(&writer, changes, n);
	must_be_concurrency(wire, writer.length);
	cc_printer_init(&printer, text, sizeof(text));
	cc_concurrency_print(&printer, changes, n, NULL);
	must(printer.length < sizeof(text));
	must(cc_concurrency_parse(text, printer.length, again, ROOM, &m, NULL,
							  &error) == CC_OK);
	must(m == n && memcmp(changes, again, n * sizeof(changes[0])) == 0);
	return 0;
}
