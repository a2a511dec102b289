/*
 * What must hold for the packed bytes of a queue summary that were accepted:
 * they come back from their text, and from a summary that is built of them.
 */
#include "core/summary.h"
#include "fuzz/fuzz.h"

/* Visits with these waits and handle times could exist. */
static void
must_be_summary(const cc_packed *packed)
{
	cc_reader reader = packed->histograms;
	long double n =
		(long double) (packed->count[CC_ANSWERED] - packed->missing[CC_HANDLE]);
	long double sum = (long double) packed->spent[CC_HANDLE];
	long double squares = (long double) packed->squares[1] * 0x1p64L +
						  (long double) packed->squares[0];

	for (int i = 0; i < CC_WAITING; i++)
	{
		uint32_t bin = 0;
		uint64_t count;
		long double known = 0;
		long double least = 0;
		long double most = 0;

		while (cc_next_bin(&reader, packed->bins[i], &bin, &count))
		{
			/* a bin reaches from the one before to its top */
			known += count;
			most += (long double) count * 1e6L *
					(long double) cc_bin_seconds((int) bin - 1);
			least += bin == 1 ? 0
							  : (long double) count * 1e6L *
									(long double) cc_bin_seconds((int) bin - 2);
		}
		must(!reader.failed && known <= (long double) packed->count[i]);
		must((long double) packed->waited[i] >= least &&
			 (long double) packed->waited[i] <= most);
	}
	must(cc_reader_finished(&reader));
	must(n >= 0 && sum >= 0 && sum <= n * 3e15L);
	/* Cauchy-Schwarz, and no part is longer than a billion seconds */
	must(squares * n >= sum * sum * (1 - 1e-15L) &&
		 squares <= sum * 3e15L * (1 + 1e-15L));
}

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
	must_be_summary(&packed);
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
