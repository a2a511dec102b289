/*
 * distributions.h
 *		The normal, Student's t and F distributions.
 */
#ifndef CC_DISTRIBUTIONS_H
#define CC_DISTRIBUTIONS_H

#include "core/status.h"

/* Regularised incomplete beta function I_x(a, b); y = 1 - x, both in [0, 1]. */
extern double cc_incomplete_beta(double a, double b, double x, double y);

/* P(|T| > |t|) with df > 0 degrees of freedom. */
extern double cc_t_two_sided(double t, double df);

/* The t with P(|T| <= t) = level, 0 < level < 1, df > 0. */
extern double cc_t_critical(double level, double df);

/* P(F > f), f >= 0. */
extern double cc_f_upper(double f, double df1, double df2);

/*
 * The least whole k with P(X <= k) >= p, 0 < p < 1, for a negative binomial X
 * of this mean and variance, as good as Poisson where the variance is not above
 * the mean.  z is the standard normal's p-quantile: where the search starts.
 */
extern double
cc_count_quantile(double mean, double variance, double p, double z);

/* The z with P(|Z| <= z) = level, 0 < level < 1. */
extern double cc_normal_critical(double level);

#endif
