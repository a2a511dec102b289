/*
 * shrunken_rates.c
 *		Shares of many small cells, drawn towards what they have in common.
 */
#include "core/shrunken_rates.h"

#include <math.h>

#include "core/distributions.h"
#include "core/roots.h"

void
cc_rate_prior_of(const double *successes, const double *trials, size_t n,
				 cc_rate_prior *prior)
{
	double sum = 0, hits = 0, squares = 0;
	double share, binomial, spread = 0;
	size_t cells = 0;

	for (size_t i = 0; i < n; i++)
	{
		sum += trials[i];
		hits += successes[i];
		squares += trials[i] * trials[i];
		cells += trials[i] > 0;
	}
	share = hits / sum;
	binomial = share * (1 - share);
	for (size_t i = 0; i < n; i++)
		if (trials[i] > 0)
		{
			double off = successes[i] / trials[i] - share;

			spread += trials[i] * off * off;
		}
	/* half a success and half a failure keep it from 0 and 1 */
	prior->mean = sum > 0 ? (hits + 0.5) / (sum + 1) : (double) NAN;
	prior->trials = fmax(sum, 1);
	if (cells > 1 && binomial > 0)
	{
		double chance = (double) (cells - 1);
		double excess = spread - binomial * chance;
		/* correlation of trials in a cell: 1 / (trials of the prior + 1) */
		double within = excess / (binomial * (sum - squares / sum - chance));

		if (excess > 0 && within > 0)
			prior->trials = fmax(fmin(1 / within - 1, prior->trials), 1);
	}
}

typedef struct beta
{
	double a, b, p;
} beta;

static double
beta_above(double x, const void *context)
{
	const beta *want = context;

	return cc_incomplete_beta(want->a, want->b, x, 1 - x) - want->p;
}

static double
beta_quantile(double a, double b, double p)
{
	beta want = {a, b, p};

	return cc_increasing_root(beta_above, &want, 0, 1);
}

void
cc_shrink_rate(const cc_rate_prior *prior, double successes, double trials,
			   double level, cc_shrunken_rate *result)
{
	double a = prior->mean * prior->trials + successes;
	double b = (1 - prior->mean) * prior->trials + trials - successes;

	result->rate = trials > 0 ? successes / trials : (double) NAN;
	result->shrunken = result->lower = result->upper = (double) NAN;
	if (isnan(prior->mean))
		return;
	result->shrunken = a / (a + b);
	result->lower = beta_quantile(a, b, (1 - level) / 2);
	/* the upper tail as a lower one, which keeps its digits */
	result->upper = 1 - beta_quantile(b, a, (1 - level) / 2);
}
