/* Bounded readers and writers of bytes and text. */
#include "core/bytes.h"
#include "core/text.h"
#include "unit/unit.h"

static void
bytes_round_trip(void)
{
	static const uint64_t values[] = {0,   1,		   127,		  128,
									  300, UINT32_MAX, INT64_MAX, UINT64_MAX};
	unsigned char buffer[64];

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
	{
		cc_writer writer;
		cc_reader reader;

		cc_writer_init(&writer, buffer, sizeof(buffer));
		cc_write_varint(&writer, values[i]);
		cc_write_signed_varint(&writer, -(int64_t) (values[i] / 2) - 1);
		cc_write_u16(&writer, (uint16_t) values[i]);
		cc_write_double(&writer, 0.1 * (double) values[i]);
		cc_reader_init(&reader, buffer, writer.length);
		ok(cc_writer_fits(&writer) && cc_read_varint(&reader) == values[i] &&
			   cc_read_signed_varint(&reader) ==
				   -(int64_t) (values[i] / 2) - 1 &&
			   cc_read_u16(&reader) == (uint16_t) values[i] &&
			   cc_read_double(&reader) == 0.1 * (double) values[i] &&
			   cc_reader_finished(&reader),
		   "%llu comes back", (unsigned long long) values[i]);
	}
}

static void
bytes_bounds(void)
{
	static const unsigned char overlong[] = {0x80, 0x00};
	static const unsigned char endless[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
											0xff, 0xff, 0xff, 0xff, 0xff};
	unsigned char buffer[2] = {0, 0};
	cc_reader reader;
	cc_writer writer;

	cc_reader_init(&reader, "\x01\x02", 2);
	ok(cc_read_u32(&reader) == 0 && reader.failed, "no reading past the end");
	ok(cc_read_u8(&reader) == 0, "a failed reader stays failed");
	cc_reader_init(&reader, overlong, sizeof(overlong));
	ok(cc_read_varint(&reader) == 0 && reader.failed, "one form per number");
	cc_reader_init(&reader, endless, sizeof(endless));
	ok(cc_read_varint(&reader) == 0 && reader.failed, "65 bits are too many");
	cc_writer_init(&writer, buffer, 1);
	cc_write_u16(&writer, 0xffff);
	ok(!cc_writer_fits(&writer) && writer.length == 2 && buffer[0] == 0 &&
		   buffer[1] == 0,
	   "no writing past the end");
	cc_writer_init(&writer, NULL, 0);
	cc_write_u64(&writer, 1);
	ok(writer.length == 8, "no buffer: measured");
}

static void
text_numbers(void)
{
	static const double values[] = {0.1, 1.0 / 3, 5e-324, 1.7e308, -0.0, 100};
	cc_scanner scanner;
	int64_t integer = 7;
	double number = 7;

	cc_scanner_init(&scanner, "-9223372036854775808x", 21);
	ok(cc_scan_int64(&scanner, &integer) && integer == INT64_MIN &&
		   cc_scan_peek(&scanner) == 'x' && cc_scan_column(&scanner) == 21,
	   "the least integer");
	cc_scanner_init(&scanner, "9223372036854775808", 19);
	ok(!cc_scan_int64(&scanner, &integer) && cc_scan_column(&scanner) == 1,
	   "one too large is refused, nothing taken");
	cc_scanner_init(&scanner, "12345", 3);
	ok(cc_scan_int64(&scanner, &integer) && integer == 123 &&
		   cc_scan_end(&scanner),
	   "the length counts, not a zero");
	cc_scanner_init(&scanner, "infinity", 8);
	ok(!cc_scan_double(&scanner, &number), "infinity is no number");
	cc_scanner_init(&scanner, "1e999", 5);
	ok(!cc_scan_double(&scanner, &number), "nor is what overflows to it");

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
	{
		char buffer[40];
		cc_printer printer;

		cc_printer_init(&printer, buffer, sizeof(buffer));
		cc_print_double(&printer, values[i]);
		cc_scanner_init(&scanner, buffer, printer.length);
		ok(cc_scan_double(&scanner, &number) &&
			   memcmp(&number, &values[i], sizeof(number)) == 0,
		   "%s reads back", buffer);
	}
}

int
main(void)
{
	bytes_round_trip();
	bytes_bounds();
	text_numbers();
	return unit_done();
}
