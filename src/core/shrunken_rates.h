/*
 * shrunken_rates.h
 *		Shares of many small cells, drawn towards what they have in common.
 */
#ifndef CC_SHRUNKEN_RATES_H
#define CC_SHRUNKEN_RATES_H

#include <stddef.h>

/* A beta distribution, by its mean and how many trials it is worth. */
typedef struct cc_rate_prior
{
	double mean;
	double trials;
} cc_rate_prior;

/*
 * The beta distribution that shares of n cells are drawn from, by the method of
 * moments (Kleinman 1973, weights as the trials): the share of all, and worth
 * as many trials as leave the cells' spread, of which chance explains a part.
 * It is worth no more than all trials together, as where chance explains the
 * whole spread, and no less than one.  Cells without trials say nothing.
 * Without any trials the mean is NaN.
 */
extern void cc_rate_prior_of(const double *successes, const double *trials,
							 size_t n, cc_rate_prior *prior);

typedef struct cc_shrunken_rate
{
	double rate;	 /* successes / trials; NaN without trials */
	double shrunken; /* mean of the posterior beta distribution */
	double lower, upper;
} cc_shrunken_rate;

/*
 * A cell's share given the prior (empirical Bayes), and the limits between
 * which it is with this probability, 0 < level < 1, tails alike.
 */
extern void
cc_shrink_rate(const cc_rate_prior *prior, double successes, double trials,
			   double level, cc_shrunken_rate *result);

#endif
