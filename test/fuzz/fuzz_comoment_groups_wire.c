/* The wire form of comoment_groups: what is taken reads, merges, writes. */
#include "fuzz_comoments.h"

/* Twice that many rows or that much weight may be more than a state holds. */
static bool
too_much(const cc_comoment_groups *state)
{
	return state->dropped > INT64_MAX / 4;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_comoment_groups *state;
	cc_comoment_groups *scratch;
	cc_comoment_groups *back;
	unsigned char *wire;
	size_t needed;
	size_t after;
	cc_writer writer;
	cc_error error;

	if (size > 10000 ||
		cc_comoment_groups_read(data, size, NULL, &needed, &error) != CC_OK)
		return 0;
	/* no more than what is there asks for */
	must(needed <= size + 1024);
	state = malloc(needed);
	scratch = malloc(needed);
	wire = malloc(needed);
	if (cc_comoment_groups_read(data, size, state, &needed, &error) == CC_OK)
	{
		cc_writer_init(&writer, wire, needed);
		cc_comoment_groups_write(state, scratch, &writer);
		must(cc_writer_fits(&writer));
		must(cc_comoment_groups_read(wire, writer.length, NULL, &after,
									 &error) == CC_OK);
		must(after <= needed);
		back = malloc(after);
		must(cc_comoment_groups_read(wire, writer.length, back, &after,
									 &error) == CC_OK);
		{
			size_t total_size =
				cc_comoments_size(state->items, state->names_length, false);
			cc_comoments *total = malloc(total_size);
			uint32_t held = 0;

			cc_comoments_init(total, state->items,
							  cc_comoment_groups_names(state),
							  state->names_length, false);
			cc_comoment_groups_sum(state, NULL, total);
			read_everything(total);
			for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
			{
				uint32_t times[CC_COMOMENT_GROUPS] = {0};
				int64_t n = cc_comoment_groups_n(state, g);

				if (n == 0)
					continue;
				held++;
				times[g] = 1;
				cc_comoments_init(total, state->items,
								  cc_comoment_groups_names(state),
								  state->names_length, false);
				cc_comoment_groups_sum(state, times, total);
				must(total->n == n);
				must_be_moments(total);
			}
			must(held == state->used && state->dropped >= 0);
			free(total);
		}
		must(cc_comoment_groups_merge(back, state, &error) == CC_OK ||
			 too_much(state));
		must(cc_comoment_groups_check(back, after, &error) == CC_OK ||
			 too_much(state));
		free(back);
	}
	free(state);
	free(scratch);
	free(wire);
	return 0;
}
