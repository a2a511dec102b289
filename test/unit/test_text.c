/* Scanners that stop at their end, printers that measure, numbers both ways. */
#include "core/text.h"
#include "unit/unit.h"

static int polls;

static void
poll(void)
{
	polls++;
}

static void
scan(cc_scanner *scanner, const char *text)
{
	cc_scanner_init(scanner, text, strlen(text));
}

static void
check_scanner(void)
{
	cc_scanner s;
	int64_t n = 7;
	double x = 7;
	char string[8];
	size_t length;
	bool flag;

	scan(&s, " \t\n12 -9223372036854775808 9223372036854775808 a");
	cc_scan_spaces(&s);
	ok(cc_scan_column(&s) == 4, "columns count from one");
	ok(cc_scan_int64(&s, &n) && n == 12, "an integer");
	cc_scan_spaces(&s);
	ok(cc_scan_int64(&s, &n) && n == INT64_MIN, "the least of all");
	cc_scan_spaces(&s);
	ok(!cc_scan_int64(&s, &n) && cc_scan_peek(&s) == '9',
	   "one that does not fit is left where it is");
	scan(&s, "1.5e3,inf");
	ok(cc_scan_double(&s, &x) && x == 1500, "a double");
	ok(cc_scan_literal(&s, ",") && !cc_scan_literal(&s, "INF") &&
		   !cc_scan_double(&s, &x),
	   "infinity is no number, and case counts");
	/* what follows the end is not looked at */
	cc_scanner_init(&s, "123", 2);
	ok(cc_scan_int64(&s, &n) && n == 12 && cc_scan_end(&s) &&
		   cc_scan_peek(&s) == '\0',
	   "the end is the end");
	scan(&s, "{ \"a\" : true, \"b\":\"x\\u0001\\\"\" }");
	ok(cc_scan_member(&s, "{", "a") && cc_scan_bool(&s, &flag) && flag,
	   "a member");
	ok(!cc_scan_member(&s, ",", "c") && cc_scan_member(&s, ",", "b"),
	   "another's key is left where it is");
	ok(cc_scan_string(&s, string, sizeof(string), &length) && length == 3 &&
		   memcmp(string, "x\1\"", 3) == 0,
	   "a string with escapes");
	ok(cc_scan_token(&s, "}") && cc_scan_end(&s), "and its end");
	scan(&s, "\"too long\"");
	ok(!cc_scan_string(&s, string, 3, &length), "a string beyond its buffer");
}

static void
check_numbers(void)
{
	static double value[1000];
	static char text[2002];
	cc_scanner s;

	text[0] = '[';
	for (int i = 0; i < 1000; i++)
	{
		text[2 * i + 1] = (char) ('0' + i % 10);
		text[2 * i + 2] = ',';
	}
	text[2000] = ']';
	cc_scanner_init(&s, text, 2001);
	ok(cc_scan_numbers(&s, value, 1000, poll) && value[999] == 9 && polls >= 3,
	   "a thousand numbers, polled %d times", polls);
	cc_scanner_init(&s, text, 2001);
	ok(!cc_scan_numbers(&s, value, 999, NULL), "one more than there should be");
	cc_scanner_init(&s, text, 2001);
	ok(!cc_scan_numbers(&s, value, 1001, NULL), "one less");
}

static void
check_printer(void)
{
	static const double exact[] = {
		0.1,	   1.0 / 3,	  5e-324, 1.7976931348623157e308,
		123456789, 0.1 + 0.2, -1e21};
	cc_printer p;
	char text[64];
	bool same = true;

	cc_printer_init(&p, NULL, 0);
	cc_print(&p, "%d seconds", 42);
	ok(p.length == 10, "a first pass measures");
	cc_printer_init(&p, text, 6);
	cc_print(&p, "%d seconds", 42);
	cc_print(&p, "%s", "!");
	ok(p.length == 11 && strlen(text) <= 5 && memcmp(text, "42 ", 3) == 0,
	   "what has no room is counted, not written");
	for (size_t i = 0; i < sizeof(exact) / sizeof(exact[0]); i++)
	{
		cc_printer_init(&p, text, sizeof(text));
		cc_print_double(&p, exact[i]);
		same &= strtod(text, NULL) == exact[i];
	}
	ok(same, "doubles read back as they were");
	cc_printer_init(&p, text, sizeof(text));
	cc_print_double(&p, 0.1);
	ok(strcmp(text, "0.1") == 0, "in their shortest form");
	cc_printer_init(&p, text, sizeof(text));
	cc_print_string(&p, "a\"\\\n\1", 5);
	ok(strcmp(text, "\"a\\\"\\\\\\n\\u0001\"") == 0, "a string escaped: %s",
	   text);
}

int
main(void)
{
	check_scanner();
	check_numbers();
	check_printer();
	return unit_done();
}
