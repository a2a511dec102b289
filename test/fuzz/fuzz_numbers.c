/* Numbers of the text scanner: what is taken prints and reads back the same. */
#include "core/text.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_scanner scanner;
	double number;
	int64_t integer;

	cc_scanner_init(&scanner, (const char *) data, size);
	while (!cc_scan_end(&scanner))
	{
		cc_scan_spaces(&scanner);
		if (cc_scan_double(&scanner, &number))
		{
			char text[40];
			cc_printer printer;
			cc_scanner again;
			double back;

			cc_printer_init(&printer, text, sizeof(text));
			cc_print_double(&printer, number);
			cc_scanner_init(&again, text, printer.length);
			must(cc_scan_double(&again, &back) && back == number &&
				 cc_scan_end(&again));
		}
		else if (!cc_scan_int64(&scanner, &integer) && !cc_scan_end(&scanner))
			scanner.at++;
	}
	return 0;
}
