/* The wire form of model_rows: what is taken can be read, merged and written.
 */
#include "fuzz_model_rows.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_model_rows *state;
	cc_model_rows *back;
	cc_model_rows *larger;
	uint32_t *order;
	unsigned char *wire;
	size_t needed;
	size_t after;
	uint32_t next = 0;
	bool full;
	cc_writer writer;
	cc_error error;

	if (size > 10000 ||
		cc_model_rows_read(data, size, NULL, &needed, NULL, &error) != CC_OK)
		return 0;
	/* no more than what is there asks for */
	must(needed <= 2 * size + 1024);
	state = malloc(needed);
	if (cc_model_rows_read(data, size, state, &needed, NULL, &error) == CC_OK)
	{
		must_be_rows(state);
		fit_everything(state);
		order = order_of(state);
		wire = malloc(size);
		cc_writer_init(&writer, wire, size);
		cc_model_rows_write(state, order, &writer, NULL);
		must(cc_writer_fits(&writer) && writer.length == size);
		must(cc_model_rows_read(wire, size, NULL, &after, NULL, &error) ==
				 CC_OK &&
			 after == needed);
		back = malloc(after);
		must(cc_model_rows_read(wire, size, back, &after, NULL, &error) ==
			 CC_OK);
		free(order);
		free(wire);

		/* twice the same needs no more room */
		if (state->n < INT64_MAX / 4 && state->dropped < INT64_MAX / 4)
		{
			must(cc_model_rows_merge(back, state, &next, &full, NULL, &error) ==
					 CC_OK &&
				 !full);
			must(cc_model_rows_check(back, after, NULL, &error) == CC_OK);
			must(back->n == 2 * state->n && back->used == state->used);
		}
		larger = malloc(cc_model_rows_size(state->items, state->names_length,
										   2 * state->room + 1));
		cc_model_rows_move(larger, 2 * state->room + 1, state);
		must(cc_model_rows_check(larger,
								 cc_model_rows_size(state->items,
													state->names_length,
													2 * state->room + 1),
								 NULL, &error) == CC_OK);
		free(larger);
		free(back);
	}
	free(state);
	return 0;
}
