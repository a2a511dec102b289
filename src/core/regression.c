/*
 * regression.c
 *		Least squares and relative importance from co-moments.
 *
 * Tested in test/pgtap/regression.sql.
 */
#include "core/regression.h"

#include "core/distributions.h"
#include "core/linalg.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

size_t
cc_regression_work(int drivers)
{
	size_t p = (size_t) drivers;

	return 3 * p * p + 5 * p + (p + 1) * (p + 1);
}

static cc_status
collinear(const cc_comoments *state, int item, cc_error *error)
{
	cc_fail(error, CC_BAD_ARGUMENT,
			"driver \"%s\" is a linear combination of the drivers before it",
			cc_comoments_name(state, item));
	cc_error_hint(error, "Leave it out, or leave out one of the others.");
	return CC_BAD_ARGUMENT;
}

static cc_status
check_drivers(const cc_comoments *state, int outcome, const int *driver,
			  int drivers, cc_error *error)
{
	if (drivers < 1)
		return cc_fail(error, CC_BAD_ARGUMENT,
					   "argument \"drivers\" must name at least one item");
	for (int i = 0; i < drivers; i++)
	{
		if (driver[i] == outcome)
			return cc_fail(error, CC_BAD_ARGUMENT,
						   "item \"%s\" is both outcome and driver",
						   cc_comoments_name(state, outcome));
		for (int j = 0; j < i; j++)
		{
			if (driver[i] == driver[j])
				return cc_fail(error, CC_BAD_ARGUMENT,
							   "driver \"%s\" is named twice",
							   cc_comoments_name(state, driver[i]));
		}
	}
	return CC_OK;
}

/* The rows that all of the items are known by: the least over their pairs. */
static double
rows_behind(const cc_comoments *state, int outcome, const int *driver,
			int drivers, cc_weight_kind kind)
{
	double least = cc_comoments_size_of(state, driver, drivers, kind);

	least = fmin(least, cc_comoments_size_of(state, &outcome, 1, kind));
	for (int i = 0; i < drivers; i++)
	{
		int both[2] = {outcome, driver[i]};

		least = fmin(least, cc_comoments_size_of(state, both, 2, kind));
	}
	return least;
}

/* Whether no rows have these correlations of outcome and drivers. */
static bool
contradictory(const cc_comoments *state, int outcome, const int *driver,
			  const cc_regression *fit, double *matrix)
{
	int p = fit->drivers;

	for (int i = 0; i < p; i++)
	{
		double r = cc_comoments_correlation(state, outcome, driver[i]);

		memcpy(matrix + i * (p + 1), fit->correlation + i * p,
			   (size_t) p * sizeof(double));
		matrix[i * (p + 1) + p] = matrix[p * (p + 1) + i] = isnan(r) ? 0 : r;
	}
	return cc_contradictory(matrix, p + 1);
}

static cc_status
no_fit(cc_regression *fit)
{
	snprintf(fit->reason, sizeof(fit->reason), "%s", cc_not_positive_definite);
	return CC_OK;
}

cc_status
cc_regression_fit(const cc_comoments *state, int outcome, const int *driver,
				  int drivers, cc_weight_kind kind, double *work,
				  cc_regression *fit, cc_error *error)
{
	size_t p = (size_t) drivers;
	double *factor = work + 2 * p * p;
	double *ratio = factor + p * p + 4 * p; /* mean / standard deviation */
	double *whole = ratio + p;				/* with the outcome */
	double rows;
	double y_variance;
	double unexplained;
	double leverage = 0;
	int bad;

	fit->drivers = drivers;
	fit->correlation = work;
	fit->inverse = work + p * p;
	fit->with_outcome = factor + p * p;
	fit->beta = fit->with_outcome + p;
	fit->estimate = fit->beta + p;
	fit->std_error = fit->estimate + p;
	fit->reason[0] = '\0';
	if (check_drivers(state, outcome, driver, drivers, error) != CC_OK)
		return error->status;

	rows = rows_behind(state, outcome, driver, drivers, CC_ANALYTIC_WEIGHTS);
	fit->size = kind == CC_ANALYTIC_WEIGHTS
					? rows
					: rows_behind(state, outcome, driver, drivers, kind);
	fit->df = fit->size - drivers - 1;
	if (rows <= drivers || fit->size <= 1)
	{
		snprintf(fit->reason, sizeof(fit->reason),
				 "%.0f row%s for %d driver%s: there must be more", rows,
				 rows == 1 ? "" : "s", drivers, drivers == 1 ? "" : "s");
		return CC_OK;
	}
	bad = cc_comoments_correlations(state, driver, drivers, fit->correlation);
	if (bad >= 0 || !(cc_comoments_m2(state, outcome, outcome) > 0))
	{
		snprintf(fit->reason, sizeof(fit->reason), "item \"%s\" does not vary",
				 cc_comoments_name(state, bad >= 0 ? driver[bad] : outcome));
		return CC_OK;
	}
	memcpy(factor, fit->correlation, p * p * sizeof(double));
	bad = cc_cholesky(factor, drivers);
	if (bad >= 0 && contradictory(state, outcome, driver, fit, whole))
		return no_fit(fit);
	if (bad >= 0)
		return collinear(state, driver[bad], error);
	cc_cholesky_inverse(factor, drivers, fit->inverse);

	for (int i = 0; i < drivers; i++)
	{
		double r = cc_comoments_correlation(state, outcome, driver[i]);

		fit->with_outcome[i] = fit->beta[i] = isnan(r) ? 0 : r;
	}
	cc_cholesky_solve(factor, drivers, fit->beta);
	fit->r_squared = 0;
	for (int i = 0; i < drivers; i++)
		fit->r_squared += fit->beta[i] * fit->with_outcome[i];
	if (fit->r_squared > 1 && contradictory(state, outcome, driver, fit, whole))
		return no_fit(fit);
	fit->r_squared = fmax(0, fmin(1, fit->r_squared));
	unexplained = 1 - fit->r_squared;
	/* what is left of a perfect fit is rounding, and no error estimate */
	if (unexplained <= 16 * DBL_EPSILON * (drivers + 1))
	{
		fit->r_squared = 1;
		unexplained = 0;
	}

	y_variance = cc_comoments_covariance(state, outcome, outcome, kind);
	fit->sigma =
		fit->df > 0
			? sqrt(y_variance * unexplained * ((fit->size - 1) / fit->df))
			: (double) NAN;
	fit->intercept = cc_comoments_mean(state, outcome);
	for (int i = 0; i < drivers; i++)
	{
		double deviation =
			sqrt(cc_comoments_covariance(state, driver[i], driver[i], kind));
		double mean = cc_comoments_mean(state, driver[i]);

		fit->estimate[i] =
			cc_number_or_none(fit->beta[i] * (sqrt(y_variance) / deviation));
		fit->std_error[i] = cc_number_or_none(
			fit->sigma / deviation *
			sqrt(fit->inverse[i * drivers + i] / (fit->size - 1)));
		fit->intercept -= fit->estimate[i] * mean;
		ratio[i] = mean / deviation;
	}
	for (int i = 0; i < drivers; i++)
		for (int j = 0; j < drivers; j++)
			leverage += ratio[i] * ratio[j] * fit->inverse[i * drivers + j];
	fit->intercept = cc_number_or_none(fit->intercept);
	fit->intercept_error = cc_number_or_none(
		fit->sigma * sqrt(1 / fit->size + leverage / (fit->size - 1)));
	return CC_OK;
}

cc_status
cc_regression_jackknife(const cc_comoment_groups *groups, cc_comoments *total,
						int outcome, const int *driver, int drivers,
						double *work, cc_regression *fit, cc_poll poll,
						cc_error *error)
{
	size_t p = (size_t) drivers;
	double *mean = work + 2 * cc_regression_work(drivers);
	double *square = mean + p + 1;
	uint32_t times[CC_COMOMENT_GROUPS];
	int replicates = 0;
	bool failed = false;

	memset(mean, 0, 2 * (p + 1) * sizeof(double));
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
		times[g] = 1;
	for (int g = 0; g < CC_COMOMENT_GROUPS && !failed; g++)
	{
		cc_regression without;

		if (cc_comoment_groups_n(groups, g) == 0)
			continue;
		if (poll != NULL)
			poll();
		times[g] = 0;
		cc_comoment_groups_sum(groups, times, total);
		times[g] = 1;
		failed = cc_regression_fit(total, outcome, driver, drivers,
								   CC_ANALYTIC_WEIGHTS,
								   work + cc_regression_work(drivers), &without,
								   error) != CC_OK ||
				 without.reason[0] != '\0';
		if (failed)
			break;
		/* running means and squares about them (Welford 1962) */
		replicates++;
		for (size_t i = 0; i <= p; i++)
		{
			double b = i < p ? without.estimate[i] : without.intercept;
			double d = b - mean[i];

			mean[i] += d / replicates;
			square[i] += d * (b - mean[i]);
		}
	}

	cc_comoment_groups_sum(groups, NULL, total);
	if (cc_regression_fit(total, outcome, driver, drivers, CC_ANALYTIC_WEIGHTS,
						  work, fit, error) != CC_OK)
		return error->status;
	fit->df = replicates - 1;
	for (size_t i = 0; i <= p && fit->reason[0] == '\0'; i++)
	{
		double se = failed || replicates < 2
						? (double) NAN
						: cc_number_or_none(sqrt(
							  square[i] * ((replicates - 1.0) / replicates)));

		if (i < p)
			fit->std_error[i] = se;
		else
			fit->intercept_error = se;
	}
	return CC_OK;
}

double
cc_condition_number(const cc_regression *fit, double *work, cc_poll poll)
{
	int p = fit->drivers;
	double *vectors = work + p * p;
	double *values = vectors + p * p;

	memcpy(work, fit->correlation, (size_t) p * (size_t) p * sizeof(double));
	cc_symmetric_eigen(work, p, values, vectors, poll);
	return values[p - 1] > 0 ? values[0] / values[p - 1] : (double) NAN;
}

double
cc_regression_adjusted(const cc_regression *fit)
{
	return fit->df > 0 ? 1 - (1 - fit->r_squared) * ((fit->size - 1) / fit->df)
					   : (double) NAN;
}

double
cc_regression_f(const cc_regression *fit, double *p)
{
	double f = fit->df > 0 ? fit->r_squared / fit->drivers /
								 ((1 - fit->r_squared) / fit->df)
						   : (double) NAN;

	f = cc_number_or_none(f);
	*p = isnan(f) ? f : cc_f_upper(f, fit->drivers, fit->df);
	return f;
}

/* ---- importance ---- */

const char *const cc_importance_methods[] = {
	"lmg", "relative_weights", "first", "last", "pratt", "betasq", NULL};

/*
 * The tree of subsets.  At depth d driver d is excluded or included; what is
 * left is the Schur complement of the included ones in the drivers after d and
 * the outcome, whose own element is the outcome's unexplained variance.
 */
typedef struct lmg
{
	int drivers;
	long double *gained; /* per driver */
	long double *after;	 /* s! (p - 1 - s)! / p!, s drivers before the one */
	cc_poll poll;
} lmg;

/* Sums over a subtree of R^2 by what it weighs for those in and those out. */
typedef struct sums
{
	long double in;
	long double out;
} sums;

static sums
lmg_visit(const lmg *tree, int depth, int included, const double *matrix,
		  int stride, double *room)
{
	int rest = tree->drivers - depth; /* of drivers; the outcome comes last */
	sums with;
	sums without;
	sums both;

	if (rest == 0)
	{
		long double explained = 1 - (long double) matrix[0];

		both.in = included > 0 ? tree->after[included - 1] * explained : 0;
		both.out =
			included < tree->drivers ? tree->after[included] * explained : 0;
		return both;
	}
	if (rest == 14 && tree->poll != NULL)
		tree->poll();

	without =
		lmg_visit(tree, depth + 1, included, matrix + stride + 1, stride, room);
	for (int i = 1; i <= rest; i++)
	{
		double factor = matrix[i] / matrix[0];

		for (int j = i; j <= rest; j++)
			room[(i - 1) * rest + j - 1] =
				matrix[i * stride + j] - factor * matrix[j];
	}
	with = lmg_visit(tree, depth + 1, included + 1, room, rest,
					 room + rest * rest);
	tree->gained[depth] += with.in - without.out;
	both.in = with.in + without.in;
	both.out = with.out + without.out;
	return both;
}

size_t
cc_driver_importance_work(int drivers)
{
	size_t p = (size_t) drivers;
	size_t squares =
		drivers <= CC_LMG_MAX_DRIVERS ? (p + 1) * (p + 2) * (2 * p + 3) / 6 : 0;

	return squares > 3 * p * p + 2 * p ? squares : 3 * p * p + 2 * p;
}

static void
lmg_importance(const double *correlation, const double *with_outcome,
			   int drivers, double *importance, double *work, cc_poll poll)
{
	long double after[CC_LMG_MAX_DRIVERS];
	long double gained[CC_LMG_MAX_DRIVERS] = {0};
	int order = drivers + 1;
	lmg tree = {drivers, gained, after, poll};

	/* 1 / p, then by s / (p - s) from one to the next */
	after[0] = 1.0L / drivers;
	for (int s = 1; s < drivers; s++)
		after[s] = after[s - 1] * s / (drivers - s);
	for (int i = 0; i < drivers; i++)
	{
		memcpy(work + i * order, correlation + i * drivers,
			   (size_t) drivers * sizeof(double));
		work[i * order + drivers] = with_outcome[i];
	}
	work[drivers * order + drivers] = 1;
	lmg_visit(&tree, 0, 0, work, order, work + order * order);
	for (int i = 0; i < drivers; i++)
		importance[i] = (double) gained[i];
}

static void
relative_weights(const double *correlation, const double *with_outcome, int p,
				 double *importance, double *work, cc_poll poll)
{
	double *vectors = work + p * p;
	double *root = vectors + p * p; /* Lambda = V D^(1/2) V' */
	double *values = root + p * p;
	double *path = values + p; /* Lambda^-1 r = V D^(-1/2) V' r */

	memcpy(work, correlation, (size_t) p * (size_t) p * sizeof(double));
	cc_symmetric_eigen(work, p, values, vectors, poll);
	for (int k = 0; k < p; k++)
	{
		double score = 0;

		for (int i = 0; i < p; i++)
			score += vectors[i * p + k] * with_outcome[i];
		work[k] = score / sqrt(values[k]);
	}
	for (int i = 0; i < p; i++)
	{
		path[i] = 0;
		for (int k = 0; k < p; k++)
			path[i] += vectors[i * p + k] * work[k];
		for (int j = 0; j < p; j++)
		{
			double sum = 0;

			for (int k = 0; k < p; k++)
				sum +=
					vectors[i * p + k] * sqrt(values[k]) * vectors[j * p + k];
			root[i * p + j] = sum;
		}
	}
	for (int i = 0; i < p; i++)
	{
		importance[i] = 0;
		for (int j = 0; j < p; j++)
			importance[i] +=
				root[i * p + j] * root[i * p + j] * path[j] * path[j];
	}
}

cc_status
cc_driver_importance(const double *correlation, const double *with_outcome,
					 int p, cc_importance_method method, double *importance,
					 double *work, cc_poll poll, cc_error *error)
{
	double *inverse = work + p * p;
	double *beta = inverse + p * p;
	int bad;

	if (method == CC_LMG && p > CC_LMG_MAX_DRIVERS)
	{
		cc_fail(error, CC_TOO_LARGE,
				"method \"lmg\" takes at most %d drivers, not %d",
				CC_LMG_MAX_DRIVERS, p);
		cc_error_hint(error, "Method \"relative_weights\" comes close to it "
							 "for any number of drivers.");
		return CC_TOO_LARGE;
	}
	memcpy(work, correlation, (size_t) p * (size_t) p * sizeof(double));
	bad = cc_cholesky(work, p);
	if (bad >= 0)
		return cc_fail(error, CC_BAD_ARGUMENT,
					   "driver %d is a linear combination of the drivers "
					   "before it",
					   bad + 1);
	cc_cholesky_inverse(work, p, inverse);
	memcpy(beta, with_outcome, (size_t) p * sizeof(double));
	cc_cholesky_solve(work, p, beta);
	for (int i = 0; i < p; i++)
	{
		double r = with_outcome[i];

		if (method == CC_FIRST)
			importance[i] = r * r;
		else if (method == CC_LAST)
			importance[i] = beta[i] * beta[i] / inverse[i * p + i];
		else if (method == CC_PRATT)
			importance[i] = beta[i] * r;
		else
			importance[i] = beta[i] * beta[i];
	}
	if (method == CC_LMG)
		lmg_importance(correlation, with_outcome, p, importance, work, poll);
	else if (method == CC_RELATIVE_WEIGHTS)
		relative_weights(correlation, with_outcome, p, importance, work, poll);
	return CC_OK;
}
