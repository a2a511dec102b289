/* The text of comoment_groups: what is taken prints, the print is taken. */
#include "core/comoment_groups.h"
#include "fuzz/fuzz.h"

#define ROOM (1 << 20)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char text[ROOM];
	static char again[ROOM];
	cc_comoment_groups *state;
	cc_comoment_groups *back;
	cc_comoment_groups *scratch;
	size_t needed;
	size_t after;
	cc_printer printer;
	cc_error error;

	if (size > 10000 ||
		cc_comoment_groups_parse((const char *) data, size, NULL, &needed, NULL,
								 &error) != CC_OK)
		return 0;
	state = malloc(needed);
	scratch = malloc(needed);
	if (cc_comoment_groups_parse((const char *) data, size, state, &needed,
								 NULL, &error) == CC_OK)
	{
		cc_printer_init(&printer, text, ROOM);
		cc_comoment_groups_print(state, scratch, &printer, NULL);
		must(printer.length < ROOM);
		must(cc_comoment_groups_parse(text, printer.length, NULL, &after, NULL,
									  &error) == CC_OK);
		must(after <= needed);
		back = malloc(after);
		must(cc_comoment_groups_parse(text, printer.length, back, &after, NULL,
									  &error) == CC_OK);
		cc_printer_init(&printer, again, ROOM);
		cc_comoment_groups_print(back, scratch, &printer, NULL);
		must(strcmp(text, again) == 0);
		free(back);
	}
	free(state);
	free(scratch);
	return 0;
}
