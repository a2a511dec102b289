/*
 * What must hold for co-moments that were accepted, said without the decoder's
 * own checks, so that a decoder that forgets one is caught.
 */
#include "core/comoments_private.h"
#include "core/regression.h"
#include "fuzz/fuzz.h"

#include <math.h>

/* Rounding may have bent an inequality so far. */
#define SLACK (1 + 1e-5)

/* Rows, their weights and the squares of these could be those of real rows. */
static void
must_be_moments(const cc_comoments *state)
{
	int k = (int) state->items;
	double w = state->weight;
	double w2 = state->weight_squares;

	must(state->n >= 0 && state->dropped >= 0);
	must(isfinite(w) && isfinite(w2) && w >= 0 && w2 >= 0);
	must((state->n == 0) == (w == 0) && (state->n == 0) == (w2 == 0));
	must(w2 <= w * w * SLACK && w * w <= (double) state->n * w2 * SLACK);
	for (size_t i = 0;
		 i < cc_comoments_cells(state->items, cc_comoments_pairwise(state));
		 i++)
	{
		double cell = cc_comoments_cell(state)[i];

		must(isfinite(cell));
		must((state->flags & CC_COMOMENTS_INTEGER) == 0 || cell == floor(cell));
	}
	for (int i = 0; i < k; i++)
	{
		const char *name = cc_comoments_name(state, i);
		double mean = cc_comoments_mean(state, i);

		must(strlen(name) > 0 && strlen(name) < 64);
		must(fabs(mean) <= 1e75 * SLACK);
		for (int j = 0; j < k; j++)
		{
			int64_t n = cc_comoments_pair_n(state, i, j);
			double weight = cc_comoments_pair_weight(state, i, j);
			double mi = cc_comoments_m2(state, i, i);
			double mj = cc_comoments_m2(state, j, j);
			double m = cc_comoments_m2(state, i, j);

			must(j == i || strcmp(name, cc_comoments_name(state, j)) != 0);
			must(n >= 0 && n <= cc_comoments_pair_n(state, i, i) &&
				 n <= state->n && n == cc_comoments_pair_n(state, j, i));
			must(weight >= 0 && weight <= w * SLACK &&
				 (n == 0) == (weight == 0));
			must(isfinite(m) && mi >= 0 && mj >= 0);
			must(!cc_comoments_exact(state) || cc_comoments_pairwise(state) ||
				 m * m <= mi * mj * SLACK);
		}
	}
}

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
