/* The wire form of comoments: what is taken can be read, merged and written. */
#include "fuzz_comoments.h"

#define ROOM (1 << 20)

/* Twice that many rows or that much weight may be more than a state holds. */
static bool
too_much(const cc_comoments *state)
{
	return state->n > INT64_MAX / 4 || state->dropped > INT64_MAX / 4 ||
		   state->weight > 1e90;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_comoments *state;
	cc_comoments *scratch;
	cc_comoments *back;
	unsigned char *wire;
	size_t needed;
	size_t after;
	cc_writer writer;
	cc_printer printer;
	static char text[ROOM];
	cc_error error;

	if (size > 10000 ||
		cc_comoments_read(data, size, NULL, &needed, &error) != CC_OK)
		return 0;
	/* no more than what is there asks for */
	must(needed <= size + 1024);
	state = malloc(needed);
	scratch = malloc(needed);
	wire = malloc(needed);
	if (cc_comoments_read(data, size, state, &needed, &error) == CC_OK)
	{
		cc_writer_init(&writer, wire, needed);
		cc_comoments_write(state, scratch, &writer);
		must(cc_writer_fits(&writer));
		must(cc_comoments_read(wire, writer.length, NULL, &after, &error) ==
			 CC_OK);
		must(after <= needed);
		back = malloc(after);
		must(cc_comoments_read(wire, writer.length, back, &after, &error) ==
			 CC_OK);
		must_be_moments(state);
		read_everything(state);
		must(cc_comoments_merge(back, state, &error) == CC_OK ||
			 too_much(state));
		must(cc_comoments_check(back, after, &error) == CC_OK ||
			 too_much(state));
		free(back);
		cc_printer_init(&printer, text, ROOM);
		cc_comoments_print(state, scratch, &printer, NULL);
		must(printer.length < ROOM &&
			 cc_comoments_parse(text, printer.length, NULL, &after, NULL,
								&error) == CC_OK);
	}
	free(state);
	free(scratch);
	free(wire);
	return 0;
}
