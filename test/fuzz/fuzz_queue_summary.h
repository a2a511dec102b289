/*
 * What must hold for the packed bytes of a queue summary that were accepted:
 * they come back from their text, and from a summary that is built of them.
 */
#include "core/summary.h"
#include "fuzz/fuzz.h"

static void
must_come_back(const void *bytes, size_t size)
{
	cc_packed packed;
	cc_room room;
	cc_summary *summary;
	cc_printer printer;
	cc_writer writer;
	cc_error error;
	size_t length;
	char *text;
	unsigned char *again = malloc(size);

	must(again != NULL && cc_packed_open(&packed, bytes, size));
	cc_printer_init(&printer, NULL, 0);
	must(cc_packed_print(&packed, &printer));
	length = printer.length;
	text = malloc(length + 1);
	cc_printer_init(&printer, text, length + 1);
	must(cc_packed_print(&packed, &printer) && printer.length == length);
	cc_writer_init(&writer, again, size);
	must(cc_packed_parse(text, length, &writer, &error) == CC_OK);
	must(writer.length == size && memcmp(again, bytes, size) == 0);
	free(text);

	cc_packed_room(&packed, &room);
	for (int counters = 0; counters < 2; counters++)
	{
		room.counters |= counters;
		length = cc_summary_size(NULL, &room);
		must(length < ((size_t) 1 << 24));
		summary = malloc(length);
		cc_summary_make(summary, length, NULL, &room);
		must(cc_summary_merge(summary, &packed) == CC_FITS);
		cc_writer_init(&writer, again, size);
		cc_summary_pack(summary, &writer);
		must(writer.length == size && memcmp(again, bytes, size) == 0);
		free(summary);
	}
	free(again);
}
