/* The text form of a volume history: what is taken prints and reads back. */
#include "fuzz_volume_history.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_volume_entry entries[ROOM];
	static cc_volume_entry again[ROOM];
	static unsigned char wire[ROOM * 32];
	static char text[ROOM * 160];
	cc_volume_grid grid;
	cc_volume_grid same;
	size_t n;
	size_t m;
	cc_printer printer;
	cc_writer writer;
	cc_error error;

	if (cc_volumes_parse((const char *) data, size, &grid, NULL, 0, &n, NULL,
						 &error) != CC_OK ||
		n > ROOM ||
		cc_volumes_parse((const char *) data, size, &grid, entries, n, &n, NULL,
						 &error) != CC_OK)
		return 0;
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_volumes_write(&writer, &grid, entries, n);
	must_be_history(wire, writer.length);
	cc_printer_init(&printer, text, sizeof(text));
	cc_volumes_print(&printer, &grid, entries, n, NULL);
	must(printer.length < sizeof(text));
	must(cc_volumes_parse(text, printer.length, &same, again, ROOM, &m, NULL,
						  &error) == CC_OK);
	must(cc_volume_same_grid(&grid, &same));
	must(m == n && memcmp(entries, again, n * sizeof(entries[0])) == 0);
	return 0;
}
