/*
 * control_charts.c
 *		Control charts, Six Sigma, capability, maturity and the price of a gap.
 */
#include "core/control_charts.h"

#include <math.h>
#include <stdlib.h>

/* Mean and standard deviation of the range of two normal values. */
#define CC_D2 1.1283791670955126 /* 2 / sqrt(pi) */
#define CC_D3 0.8525024664274217 /* sqrt(2 - 4 / pi) */
/* Median of the range of two: sqrt(2) * normal quartile. */
#define CC_D4_MEDIAN 0.9538725524089398

double
cc_normal_upper_quantile(double p)
{
	double t, x;

	if (p > 0.5)
		return -cc_normal_upper_quantile(1 - p);

	/* Abramowitz & Stegun 26.2.23, good to 4.5e-4 ... */
	t = sqrt(-2 * log(p));
	x = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
				(1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
	/* ... and Halley's steps on erfc to the last digits. */
	for (int i = 0; i < 3; i++)
	{
		double density = 0.3989422804014327 * exp(-x * x / 2);
		double u = (0.5 * erfc(x * 0.7071067811865476) - p) / density;

		x += u / (1 - x * u / 2);
	}
	return x;
}

static double
mean_of(const double *x, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += x[i] - x[0];
	return n > 0 ? x[0] + sum / (double) n : (double) NAN;
}

/*
 * The k-th smallest, from 0; none before it is larger afterwards (Hoare 1961,
 * "Find").  In place and linear, where qsort() of the C library allocates.
 */
static double
find(double *x, ptrdiff_t n, ptrdiff_t k, cc_poll poll)
{
	ptrdiff_t low = 0;
	ptrdiff_t high = n - 1;

	while (low < high)
	{
		double a = x[low];
		double b = x[low + (high - low) / 2];
		double c = x[high];
		/* the middle one of three */
		double pivot = fmax(fmin(a, b), fmin(fmax(a, b), c));
		ptrdiff_t i = low;
		ptrdiff_t j = high;

		if (poll != NULL)
			poll();
		while (i <= j)
		{
			while (x[i] < pivot)
				i++;
			while (x[j] > pivot)
				j--;
			if (i <= j)
			{
				double swap = x[i];

				x[i++] = x[j];
				x[j--] = swap;
			}
		}
		if (k <= j)
			high = j;
		else if (k >= i)
			low = i;
		else
			break;
	}
	return x[k];
}

/* x is reordered. */
static double
median_of(double *x, size_t n, cc_poll poll)
{
	double upper = find(x, (ptrdiff_t) n, (ptrdiff_t) (n / 2), poll);
	double lower = x[0];

	if (n % 2 != 0)
		return upper;
	for (size_t i = 1; i < n / 2; i++)
		lower = fmax(lower, x[i]);
	return lower / 2 + upper / 2;
}

/* Moving ranges of x into ranges[0..n-1). */
static void
moving_ranges(const double *x, size_t n, double *ranges)
{
	for (size_t i = 1; i < n; i++)
		ranges[i - 1] = fabs(x[i] - x[i - 1]);
}

void
cc_xmr_limits(const double *x, size_t n, size_t baseline, bool median,
			  double *scratch, cc_xmr *result, cc_poll poll)
{
	if (baseline > n)
		baseline = n;
	result->n = baseline;
	result->center = mean_of(x, baseline);
	result->range = (double) NAN;
	result->sigma = (double) NAN;
	result->outside = 0;
	if (baseline < 2)
		return;

	moving_ranges(x, baseline, scratch);
	if (median)
	{
		result->range = median_of(scratch, baseline - 1, poll);
		result->sigma = result->range / CC_D4_MEDIAN;
	}
	else
	{
		result->range = mean_of(scratch, baseline - 1);
		result->sigma = result->range / CC_D2;
	}
	for (size_t i = 0; i < n; i++)
		result->outside +=
			x[i] < cc_xmr_lower(result) || x[i] > cc_xmr_upper(result);
}

double
cc_xmr_lower(const cc_xmr *chart)
{
	return chart->center - 3 * chart->sigma;
}

double
cc_xmr_upper(const cc_xmr *chart)
{
	return chart->center + 3 * chart->sigma;
}

double
cc_xmr_range_upper(const cc_xmr *chart)
{
	return (CC_D2 + 3 * CC_D3) * chart->sigma;
}

void
cc_p_chart_limits(const double *defects, const double *units, size_t baseline,
				  cc_p_chart *result)
{
	double all_defects = 0, all_units = 0, ranges = 0;
	double previous = (double) NAN;
	size_t points = 0;

	for (size_t i = 0; i < baseline; i++)
	{
		if (!(units[i] > 0) || isnan(defects[i]))
			continue;
		all_defects += defects[i];
		all_units += units[i];
	}
	result->center = all_units > 0 ? all_defects / all_units : (double) NAN;
	result->sigma_z = (double) NAN;
	if (!(result->center > 0 && result->center < 1))
		return;

	for (size_t i = 0; i < baseline; i++)
	{
		double z;

		if (!(units[i] > 0) || isnan(defects[i]))
			continue;
		z = (defects[i] / units[i] - result->center) /
			sqrt(result->center * (1 - result->center) / units[i]);
		if (points++ > 0)
			ranges += fabs(z - previous);
		previous = z;
	}
	if (points > 1)
		result->sigma_z = ranges / (double) (points - 1) / CC_D2;
}

double
cc_p_chart_reach(const cc_p_chart *chart, double units)
{
	return 3 * sqrt(chart->center * (1 - chart->center) / units);
}

void
cc_p_chart_point(const cc_p_chart *chart, double defects, double units,
				 cc_p_point *point)
{
	double center = chart->center;
	double reach = units > 0 ? cc_p_chart_reach(chart, units) : (double) NAN;
	double laney = reach * chart->sigma_z;

	point->p = units > 0 ? defects / units : (double) NAN;
	point->lower = isnan(reach) ? reach : fmax(center - reach, 0);
	point->upper = isnan(reach) ? reach : fmin(center + reach, 1);
	point->laney_lower = isnan(laney) ? laney : fmax(center - laney, 0);
	point->laney_upper = isnan(laney) ? laney : fmin(center + laney, 1);
	point->outside = fabs(point->p - center) > laney;
}

/* How many of the last points up to at lie beyond limit on the side of at. */
static int
beyond(const double *x, size_t at, size_t last, double center, double limit)
{
	double side = x[at] > center ? 1 : -1;
	int count = 0;

	for (size_t i = 0; i < last && i <= at; i++)
		count += side * (x[at - i] - center) > limit;
	return count;
}

cc_signal
cc_western_electric(const double *x, size_t at, double center, double sigma)
{
	/* The point itself must take part, or a signal would outlive its cause. */
	double distance = fabs(x[at] - center);

	if (distance > 3 * sigma)
		return CC_SIGNAL_BEYOND_3;
	if (distance > 2 * sigma && beyond(x, at, 3, center, 2 * sigma) >= 2)
		return CC_SIGNAL_TWO_OF_3;
	if (distance > sigma && beyond(x, at, 5, center, sigma) >= 4)
		return CC_SIGNAL_FOUR_OF_5;
	if (distance > 0 && beyond(x, at, 8, center, 0) >= 8)
		return CC_SIGNAL_EIGHT;
	return CC_SIGNAL_NONE;
}

/* The worse of the two one-sided indices; NaN when there is no limit. */
static double
nearest_limit(double mean, double lower, double upper, double sigma)
{
	double distance = fmin(mean - lower, upper - mean);

	return isfinite(distance) && sigma > 0 ? distance / (3 * sigma)
										   : (double) NAN;
}

static double
tolerance_width(double lower, double upper, double sigma)
{
	return isfinite(upper - lower) && sigma > 0 ? (upper - lower) / (6 * sigma)
												: (double) NAN;
}

void
cc_process_capability(const double *x, size_t n, double lower, double upper,
					  double *scratch, cc_capability *result)
{
	cc_xmr chart;
	double squares = 0;

	cc_xmr_limits(x, n, n, false, scratch, &chart, NULL);
	for (size_t i = 0; i < n; i++)
		squares += (x[i] - chart.center) * (x[i] - chart.center);
	result->n = n;
	result->mean = chart.center;
	result->sigma_within = chart.sigma;
	result->sigma_overall =
		n > 1 ? sqrt(squares / (double) (n - 1)) : (double) NAN;
	result->cp = tolerance_width(lower, upper, result->sigma_within);
	result->cpk =
		nearest_limit(result->mean, lower, upper, result->sigma_within);
	result->pp = tolerance_width(lower, upper, result->sigma_overall);
	result->ppk =
		nearest_limit(result->mean, lower, upper, result->sigma_overall);
}

double
cc_dpmo(double defects, double units, double opportunities)
{
	double chances = units * opportunities;

	return chances > 0 ? defects / chances * 1e6 : (double) NAN;
}

double
cc_sigma_level(double dpmo, double shift)
{
	return cc_normal_upper_quantile(dpmo / 1e6) + shift;
}
