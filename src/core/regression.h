/*
 * regression.h
 *		Least squares and relative importance from co-moments.
 *
 * Everything is computed on the correlation matrix, so that the scales of the
 * items do not matter.
 */
#ifndef CC_REGRESSION_H
#define CC_REGRESSION_H

#include "core/comoment_groups.h"
#include "core/comoments.h"

typedef struct cc_regression
{
	int drivers; /* p */
	double size; /* N: observations that degrees of freedom count */
	double df;	 /* N - p - 1 */
	double r_squared;
	double sigma; /* residual standard deviation; NAN when df <= 0 */
	double intercept;
	double intercept_error;
	/* in the work space, per driver */
	double *correlation;  /* p x p */
	double *inverse;	  /* its inverse, p x p */
	double *with_outcome; /* correlations with the outcome */
	double *beta;		  /* standardised coefficients */
	double *estimate;	  /* coefficients */
	double *std_error;	  /* NAN when df <= 0 */
	/* why there is no fit (then nothing else holds); empty: there is one */
	char reason[160];
} cc_regression;

/* Number of doubles of work space. */
extern size_t cc_regression_work(int drivers);

/*
 * Ordinary (weighted) least squares of an item on others: beta = R^-1 r, R^2 =
 * beta' r, b = beta s_y / s_x, se_j = (s_y / s_j) sqrt((1 - R^2) [R^-1]_jj / (N
 * - p - 1)).  Too few rows, an item that does not vary or correlations that are
 * not positive definite give a reason; drivers that are linear combinations of
 * others, named twice, or the outcome itself, are an error that names the
 * column.
 */
extern cc_status
cc_regression_fit(const cc_comoments *state, int outcome, const int *driver,
				  int drivers, cc_weight_kind kind, double *work,
				  cc_regression *fit, cc_error *error);

/*
 * The same from random groups, with the standard errors of the delete-a-group
 * jackknife (Kott 2001; Wolter 2007, ch. 4): they hold for sampling weights,
 * unequal variances and keys of several rows.  G groups that hold rows give df
 * = G - 1; a replicate without a fit leaves no standard errors.  total is an
 * initialised listwise state of the same items, work twice
 * cc_regression_work() + 2 (p + 1).
 */
extern cc_status
cc_regression_jackknife(const cc_comoment_groups *groups, cc_comoments *total,
						int outcome, const int *driver, int drivers,
						double *work, cc_regression *fit, cc_poll poll,
						cc_error *error);

/* 1 - (1 - R^2) (N - 1) / df; NAN when df <= 0 */
extern double cc_regression_adjusted(const cc_regression *fit);
/* F of the whole and its p; NAN when df <= 0, and for a perfect fit */
extern double cc_regression_f(const cc_regression *fit, double *p);

/*
 * Largest / smallest eigenvalue of the drivers' correlations, NAN when that is
 * not positive; work 2p^2 + p.
 */
extern double
cc_condition_number(const cc_regression *fit, double *work, cc_poll poll);

typedef enum cc_importance_method
{
	CC_LMG,
	CC_RELATIVE_WEIGHTS,
	CC_FIRST,
	CC_LAST,
	CC_PRATT,
	CC_BETASQ
} cc_importance_method;

extern const char *const cc_importance_methods[]; /* in that order, then NULL */

/* Subsets double with every driver. */
#define CC_LMG_MAX_DRIVERS 24

/*
 * Share of the outcome's variance per driver:
 * lmg: R^2 gained by the driver, averaged over all orders of entering
 * (Lindeman, Merenda & Gold 1980; Shapley value), exactly; at most 24 drivers.
 * relative_weights: Johnson (2000), the same as Genizi (1993).
 * first: squared correlation with the outcome.  last: R^2 lost without the
 * driver.  pratt: beta times correlation.  betasq: squared beta.
 */
extern cc_status
cc_driver_importance(const double *correlation, const double *with_outcome,
					 int drivers, cc_importance_method method,
					 double *importance, double *work, cc_poll poll,
					 cc_error *error);
extern size_t cc_driver_importance_work(int drivers);

#endif
