/* The text form of model_rows: what is taken prints, and the print is taken. */
#include "fuzz_model_rows.h"

#define ROOM (1 << 20)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char text[ROOM];
	static char again[ROOM];
	cc_model_rows *state;
	cc_model_rows *back;
	uint32_t *order;
	size_t needed;
	size_t after;
	cc_printer printer;
	cc_error error;

	if (size > 10000 || cc_model_rows_parse((const char *) data, size, NULL,
											&needed, NULL, &error) != CC_OK)
		return 0;
	state = malloc(needed);
	if (cc_model_rows_parse((const char *) data, size, state, &needed, NULL,
							&error) == CC_OK)
	{
		must_be_rows(state);
		fit_everything(state);
		order = order_of(state);
		cc_printer_init(&printer, text, ROOM);
		cc_model_rows_print(state, order, &printer, NULL);
		must(printer.length < ROOM);
		free(order);
		must(cc_model_rows_parse(text, printer.length, NULL, &after, NULL,
								 &error) == CC_OK);
		must(after == needed);
		back = malloc(after);
		must(cc_model_rows_parse(text, printer.length, back, &after, NULL,
								 &error) == CC_OK);
		order = order_of(back);
		cc_printer_init(&printer, again, ROOM);
		cc_model_rows_print(back, order, &printer, NULL);
		must(strcmp(text, again) == 0);
		must(cc_model_rows_hash(back, 1) == cc_model_rows_hash(state, 1));
		free(order);
		free(back);
	}
	free(state);
	return 0;
}
