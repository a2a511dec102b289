/*
 * What must hold for model_rows that were accepted, said without the decoder's
 * own checks, so that a decoder that forgets one is caught.
 */
#include "core/logistic.h"
#include "fuzz/fuzz.h"

#include <math.h>

static void
must_be_rows(const cc_model_rows *state)
{
	int64_t n = 0;

	must(state->items > 0 && state->dropped >= 0 && state->used <= state->room);
	for (int i = 0; i < (int) state->items; i++)
	{
		const char *name = cc_model_rows_name(state, i);

		must(strlen(name) > 0 && strlen(name) < 64);
		must(cc_model_rows_find(state, name, strlen(name)) == i);
	}
	for (uint32_t row = 0; row < state->used; row++)
	{
		const double *x = cc_model_rows_values(state, row);

		must(cc_model_rows_count(state, row) > 0);
		must(cc_model_rows_weight(state, row) > 0 &&
			 isfinite(cc_model_rows_weight(state, row)));
		n += cc_model_rows_count(state, row);
		for (uint32_t i = 0; i < state->items; i++)
			must(fabs(x[i]) <= 1e75 && !(x[i] == 0 && signbit(x[i])));
	}
	must(n == state->n);
}

/* The first item on the others, as a chance and as an order. */
static void
fit_everything(const cc_model_rows *state)
{
	cc_model_term term[6];
	const char *name[6];
	double level[CC_MODEL_MAX_LEVELS];
	int levels;
	cc_model model = {state, 0, term, name, 0, CC_CLUSTERED, 0};
	cc_logistic fit;
	cc_error error;
	double *work;

	if (state->used > 200)
		return;
	for (int i = 1; i < (int) state->items && i < 6; i++)
	{
		name[i - 1] = cc_model_rows_name(state, i);
		must(cc_model_term_parse(state, name[i - 1], strlen(name[i - 1]),
								 &term[i - 1]));
		model.terms = i;
	}
	if (cc_ordinal_levels(state, 0, level, &levels, NULL, &error) != CC_OK)
		return;
	work = malloc((cc_logistic_work(state->used, model.terms, levels) + 1) *
				  sizeof(double));
	if (cc_logistic_fit(&model, level, levels, work, &fit, NULL, &error) ==
			CC_OK &&
		fit.reason[0] == '\0')
	{
		double gradient[200];
		cc_marginal_effect effect;

		must(fit.deviance >= 0 && fit.iterations > 0);
		for (int i = 0; i < fit.parameters; i++)
			must(isfinite(fit.estimate[i]));
		if (levels == 2)
		{
			double auc = cc_logistic_auc(state, &fit, NULL);

			must(auc >= 0 && auc <= 1);
			cc_average_marginal_effect(&model, &fit, 1, gradient, &effect,
									   NULL);
		}
	}
	free(work);
}

/* Its rows in their order, malloc'd. */
static uint32_t *
order_of(const cc_model_rows *state)
{
	uint32_t *order = malloc((2 * (size_t) state->used + 1) * sizeof(uint32_t));

	cc_model_rows_sort(state, order, order + state->used, NULL);
	return order;
}
