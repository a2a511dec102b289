/*
 * distributions.c
 *		The normal, Student's t and F distributions.
 */
#include "core/distributions.h"

#include <float.h>
#include <math.h>

/* Beyond this the continued fraction loses digits, and Hill's series none. */
#define MANY_DF 1e4

/* The normal deviate with the tail of t (Hill 1970, CACM algorithm 395). */
static double
normal_of_t(double t, double df)
{
	double a = df - 0.5;
	double b = 48 * a * a;
	double y = isinf(df) ? t * t : a * log1p(t * t / df);
	double correction = ((-0.4 * y - 3.3) * y - 24) * y - 85.5;

	correction = correction / (0.8 * y * y + 100 + b) + y + 3;
	return sqrt(y) * (1 + correction / b);
}

/* ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi) / 2), x >= 10 (Stirling). */
static double
stirling_error(double x)
{
	double r = 1 / (x * x);

	return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 -
											 r * (1.0 / 1680 -
												  r * (1.0 / 1188 -
													   r * 691.0 / 360360))))) /
		   x;
}

/* ln B(a, b), without the cancellation of large ln Gamma. */
static double
log_beta(double a, double b)
{
	double large = fmax(a, b);
	double small = fmin(a, b);
	double ratio;

	if (large < 10)
		return lgamma(a) + lgamma(b) - lgamma(a + b);
	/* ln Gamma(large) - ln Gamma(large + small) */
	ratio = stirling_error(large) - stirling_error(large + small) + small -
			(large - 0.5) * log1p(small / large) - small * log(large + small);
	return lgamma(small) + ratio;
}

/*
 * Continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's
 * algorithm; converges fast for x < (a + 1) / (a + b + 2).
 */
static double
beta_fraction(double a, double b, double x)
{
	double c = 1;
	double d = 1 - (a + b) * x / (a + 1);
	double h;

	if (fabs(d) < DBL_MIN)
		d = DBL_MIN;
	d = 1 / d;
	h = d;
	for (int m = 1; m < 100000000; m++)
	{
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd =
			-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		double step;

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
		c = fabs(c) < DBL_MIN ? DBL_MIN : c;
		h *= d * c;
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
		c = fabs(c) < DBL_MIN ? DBL_MIN : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) <= DBL_EPSILON)
			break;
	}
	return h;
}

/* x^a y^b / B(a, b), 0 < x < 1 */
static double
beta_front(double a, double b, double x, double y)
{
	double log_x = x > 0.5 ? log1p(-y) : log(x);
	double log_y = y > 0.5 ? log1p(-x) : log(y);

	return exp(a * log_x + b * log_y - log_beta(a, b));
}

static double
beta_from_front(double front, double a, double b, double x, double y)
{
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(a, b, x) / a;
	return 1 - front * beta_fraction(b, a, y) / b;
}

double
cc_incomplete_beta(double a, double b, double x, double y)
{
	if (x <= 0)
		return 0;
	if (y <= 0)
		return 1;
	return beta_from_front(beta_front(a, b, x, y), a, b, x, y);
}

double
cc_t_two_sided(double t, double df)
{
	double square = t * t;

	if (isinf(square))
		return 0;
	if (df < DBL_MIN) /* nearly all of it is beyond any bound */
		return 1;
	if (df > MANY_DF)
		return erfc(normal_of_t(t, df) * sqrt(0.5));
	return cc_incomplete_beta(df / 2, 0.5, df / (df + square),
							  square / (df + square));
}

/* By bisection: some fifty tails, and it cannot go wrong. */
double
cc_t_critical(double level, double df)
{
	double low = 0;
	double high = 1;

	while (cc_t_two_sided(high, df) > 1 - level && high < DBL_MAX / 4)
	{
		low = high;
		high *= 2;
	}
	while (high - low > 4 * DBL_EPSILON * high)
	{
		double middle = low + (high - low) / 2;

		if (cc_t_two_sided(middle, df) > 1 - level)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

double
cc_normal_critical(double level)
{
	return cc_t_critical(level, INFINITY);
}

double
cc_f_upper(double f, double df1, double df2)
{
	double product = df1 * f;

	if (isinf(product))
		return 0;
	return cc_incomplete_beta(df2 / 2, df1 / 2, df2 / (df2 + product),
							  product / (df2 + product));
}

/* Up to this mean sums from zero are cheap. */
#define FEW 40

/* Beyond this mean nobody counts one by one, and B(r, k) loses digits. */
#define MANY 1e9

/* A guess this many steps off is worth another one. */
#define FAR 64
#define MOST_GUESSES 20

/* Where gamma variates have the quantile (Wilson & Hilferty 1931). */
static double
count_guess(double mean, double variance, double z)
{
	double c = variance / (9 * mean * mean);
	double root = 1 - c + z * sqrt(c);

	return root <= 0 ? 0 : floor(mean * root * root * root);
}

double
cc_count_quantile(double mean, double variance, double p, double z)
{
	double spread = fmax(variance, mean * (1 + 1e-9));
	double r = mean * mean / (spread - mean);
	double x = r / (r + mean);
	double y = mean / (r + mean);
	double k = 0;
	double pmf;
	double cdf;

	if (!(mean > 0))
		return 0;
	if (mean < FEW)
		cdf = pmf = exp(-r * log1p(mean / r));
	else
	{
		k = count_guess(mean, spread, z);
		if (mean > MANY)
			return k;
		for (int guess = 0;; guess++)
		{
			/* P(X = k) = x^r y^k / ((r + k) B(r, k + 1)); P(X <= k) is I_x */
			double front = beta_front(r, k + 1, x, y);
			double steps;

			pmf = front / ((r + k) * y);
			cdf = beta_from_front(front, r, k + 1, x, y);
			steps = (p - cdf) / pmf;
			if (!(fabs(steps) > FAR) || guess == MOST_GUESSES)
				break;
			k = fmax(0, floor(k + fmin(fmax(steps, -0.5 * k), 0.5 * k + FAR)));
		}
	}
	while (cdf < p)
	{
		k += 1;
		pmf *= (r + k - 1) / k * y;
		/* beyond what a double tells from 1 */
		if (cdf + pmf == cdf && k > mean)
			break;
		cdf += pmf;
	}
	while (k > 0 && cdf - pmf >= p)
	{
		cdf -= pmf;
		pmf /= (r + k - 1) / k * y;
		k -= 1;
	}
	return k;
}
