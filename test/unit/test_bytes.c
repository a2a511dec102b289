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

static bool
string_is(const char *text, size_t capacity, const char *expected,
		  size_t expected_length)
{
	cc_scanner scanner;
	char buffer[16];
	size_t length;

	cc_scanner_init(&scanner, text, strlen(text));
	return cc_scan_string(&scanner, buffer, capacity, &length) &&
		   cc_scan_end(&scanner) && length == expected_length &&
		   memcmp(buffer, expected, length) == 0;
}

static void
text_json(void)
{
	static const char members[] = " { \"a\" :[1, -2.5e1 ,3]";
	cc_scanner scanner;
	double number[4];
	bool flag;

	cc_scanner_init(&scanner, members, sizeof(members) - 1);
	ok(!cc_scan_member(&scanner, ",", "a") &&
		   !cc_scan_member(&scanner, "{", "b") && cc_scan_column(&scanner) == 1,
	   "another member is left where it is");
	ok(cc_scan_member(&scanner, "{", "a") &&
		   cc_scan_numbers(&scanner, number, 3, NULL) && number[1] == -25 &&
		   number[2] == 3 && cc_scan_end(&scanner),
	   "a member and its numbers");
	cc_scanner_init(&scanner, members + 7, sizeof(members) - 8);
	ok(cc_scan_token(&scanner, ":") &&
		   !cc_scan_numbers(&scanner, number, 2, NULL),
	   "one number too many");
	cc_scanner_init(&scanner, members + 8, sizeof(members) - 9);
	ok(!cc_scan_numbers(&scanner, number, 4, NULL), "one too few");
	cc_scanner_init(&scanner, " false", 6);
	ok(cc_scan_bool(&scanner, &flag) && !flag, "false");
	cc_scanner_init(&scanner, "falsy", 5);
	ok(!cc_scan_bool(&scanner, &flag), "falsy is neither");

	ok(string_is("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f\"", 16,
				 "a\"\\/\b\f\n\r\t\x1f", 10),
	   "every escape");
	ok(string_is("\"abc\"", 3, "abc", 3) && !string_is("\"abc\"", 2, "ab", 2),
	   "as long as the buffer and no longer");
	ok(!string_is("\"a\tb\"", 16, "a\tb", 3) &&
		   !string_is("\"\\u0000\"", 16, "", 1) &&
		   !string_is("\"\\u0020\"", 16, " ", 1) &&
		   !string_is("\"\\x\"", 16, "x", 1) && !string_is("\"\\", 16, "", 0) &&
		   !string_is("\"\\u0", 16, "", 0) && !string_is("\"a", 16, "a", 1),
	   "raw control characters, other escapes, no end");
}

int
main(void)
{
	bytes_round_trip();
	bytes_bounds();
	text_numbers();
	text_json();
	return unit_done();
}
