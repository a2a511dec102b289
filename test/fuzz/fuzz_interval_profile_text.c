/* The text form of an interval profile: what is taken prints and reads back. */
#include "fuzz_interval_profile.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_profile_entry entries[ROOM];
	static cc_profile_entry again[ROOM];
	static unsigned char wire[ROOM * 32];
	static char text[ROOM * 128];
	size_t n;
	size_t m;
	cc_printer printer;
	cc_writer writer;
	cc_error error;

	if (cc_profile_parse((const char *) data, size, NULL, 0, &n, NULL,
						 &error) != CC_OK ||
		n > ROOM ||
		cc_profile_parse((const char *) data, size, entries, n, &n, NULL,
						 &error) != CC_OK)
		return 0;
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_profile_write(&writer, entries, n);
	must_be_profile(wire, writer.length);
	cc_printer_init(&printer, text, sizeof(text));
	cc_profile_print(&printer, entries, n, NULL);
	must(printer.length < sizeof(text));
	must(cc_profile_parse(text, printer.length, again, ROOM, &m, NULL,
						  &error) == CC_OK);
	must(m == n && memcmp(entries, again, n * sizeof(entries[0])) == 0);
	return 0;
}
