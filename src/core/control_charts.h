/*
 * control_charts.h
 *		Control charts, Six Sigma and capability.
 *
 * The constants are exact (functions of pi and of the normal quantile), not
 * the rounded 1.128, 2.66 and 3.267 of the printed tables.
 */
#ifndef CC_CONTROL_CHARTS_H
#define CC_CONTROL_CHARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"

/* Upper-tail normal quantile: the x with P(Z > x) = p, 0 < p < 1. */
extern double cc_normal_upper_quantile(double p);

typedef struct cc_xmr
{
	size_t n;		/* points of the baseline */
	double center;	/* NaN: no point */
	double range;	/* mean (or median) moving range; NaN below 2 points */
	double sigma;	/* range / d2 (or d4): the spread between neighbours */
	size_t outside; /* points of the whole series beyond the limits */
} cc_xmr;

/*
 * Individuals and moving range chart (Wheeler 1993): center the mean of the
 * first baseline points, sigma = mean moving range / d2 with d2 = 2/sqrt(pi),
 * or its median / (sqrt(2) * normal quartile).  scratch: room for n doubles.
 */
extern void
cc_xmr_limits(const double *x, size_t n, size_t baseline, bool median,
			  double *scratch, cc_xmr *result, cc_poll poll);
extern double cc_xmr_lower(const cc_xmr *chart);
extern double cc_xmr_upper(const cc_xmr *chart);
extern double cc_xmr_range_upper(const cc_xmr *chart); /* D4 * mean range */

typedef struct cc_p_chart
{
	double center;	/* sum of defects / sum of units of the baseline */
	double sigma_z; /* Laney's factor; NaN below 2 points or at center 0, 1 */
} cc_p_chart;

/*
 * p chart with limits center +- 3 sqrt(center (1 - center) / units), and
 * Laney's (2002) correction for spread that is not binomial: sigma_z = mean
 * moving range of the z values / d2, by which the limits widen or narrow.
 * Points with no units (or NaN) are left out.
 */
extern void cc_p_chart_limits(const double *defects, const double *units,
							  size_t baseline, cc_p_chart *result);
/* half the distance between the binomial limits of a point */
extern double cc_p_chart_reach(const cc_p_chart *chart, double units);

/* One point and its limits, which stay within 0 and 1; NaN: there is none. */
typedef struct cc_p_point
{
	double p;
	double lower, upper; /* binomial */
	double laney_lower, laney_upper;
	bool outside; /* of Laney's limits */
} cc_p_point;

extern void cc_p_chart_point(const cc_p_chart *chart, double defects,
							 double units, cc_p_point *point);

/* Western Electric rules (1956), the first that fires at a point; 0: none. */
typedef enum cc_signal
{
	CC_SIGNAL_NONE,
	CC_SIGNAL_BEYOND_3,	 /* one point beyond 3 sigma */
	CC_SIGNAL_TWO_OF_3,	 /* two of three beyond 2 sigma, same side */
	CC_SIGNAL_FOUR_OF_5, /* four of five beyond 1 sigma, same side */
	CC_SIGNAL_EIGHT		 /* eight in a row on one side */
} cc_signal;

extern cc_signal
cc_western_electric(const double *x, size_t at, double center, double sigma);

typedef struct cc_capability
{
	size_t n;
	double mean;
	double sigma_within;  /* mean moving range / d2 */
	double sigma_overall; /* standard deviation, n - 1 */
	double cp, cpk, pp, ppk;
} cc_capability;

/*
 * Cp, Cpk from the spread between neighbours, Pp, Ppk from the overall one
 * (Montgomery, ch. 8).  A limit that does not exist is -inf or +inf; an index
 * that cannot be formed is NaN.
 */
extern void
cc_process_capability(const double *x, size_t n, double lower, double upper,
					  double *scratch, cc_capability *result);

/* Defects per million opportunities; NaN when there was none. */
extern double cc_dpmo(double defects, double units, double opportunities);

/* Sigma level: normal quantile of 1 - dpmo/1e6, plus the customary shift. */
extern double cc_sigma_level(double dpmo, double shift);

#endif
