/* The wire form of comoments: what is taken can be read, merged and written. */
#include "core/comoments.h"
#include "core/regression.h"
#include "fuzz/fuzz.h"

#include <math.h>

/* Nothing that is read off is NaN where it must not be. */
static void
read_everything(const cc_comoments *state)
{
	int k = (int) state->items;

	for (int i = 0; i < k; i++)
	{
		must(isfinite(cc_comoments_mean(state, i)));
		for (int j = 0; j < k; j++)
		{
			double r = cc_comoments_correlation(state, i, j);

			must(isfinite(cc_comoments_m2(state, i, j)));
			must(isnan(r) || fabs(r) <= 1);
			must(!isinf(
				cc_comoments_covariance(state, i, j, CC_FREQUENCY_WEIGHTS)));
		}
	}
	if (k > 1 && k < 20)
	{
		int driver[20];
		double work[20 * 20 * 20];
		cc_regression fit;
		cc_error error;

		for (int i = 1; i < k; i++)
			driver[i - 1] = i;
		if (cc_regression_fit(state, 0, driver, k - 1, CC_ANALYTIC_WEIGHTS,
							  work, &fit, &error) == CC_OK &&
			fit.reason[0] == '\0')
			must(fit.r_squared >= 0 && fit.r_squared <= 1);
	}
}

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
	cc_error error;

	if (size > 10000 ||
		cc_comoments_read(data, size, NULL, &needed, &error) != CC_OK)
		return 0;
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
		read_everything(state);
		must(cc_comoments_merge(back, state, &error) == CC_OK ||
			 too_much(state));
		must(cc_comoments_check(back, after, &error) == CC_OK ||
			 too_much(state));
		free(back);
	}
	free(state);
	free(scratch);
	free(wire);
	return 0;
}
