/* The exact text form of a reporting interval: what is taken prints back. */
#include "core/interval.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_interval interval;
	cc_interval again;
	char text[80];
	cc_scanner scanner;
	cc_printer printer;
	cc_error error;

	cc_scanner_init(&scanner, (const char *) data, size);
	if (cc_interval_scan(&scanner, &interval, &error) != CC_OK)
	{
		must(error.status != CC_OK && error.message[0] != '\0');
		return 0;
	}
	must(cc_interval_end(interval) > cc_interval_start(interval));
	cc_printer_init(&printer, text, sizeof(text));
	cc_interval_print(&printer, interval);
	must(printer.length < sizeof(text));
	cc_scanner_init(&scanner, text, printer.length);
	must(cc_interval_scan(&scanner, &again, &error) == CC_OK);
	must(cc_scan_end(&scanner) && again == interval);
	return 0;
}
