/*
 * logistic.c
 *		Logistic and proportional-odds regression on distinct rows.
 */
#include "core/logistic.h"

#include "core/distributions.h"
#include "core/linalg.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROWS_PER_POLL 256

/* Steps below this, of standardised drivers: the next one is beyond doubles. */
#define SMALL_STEP 1e-9

/* ---- terms and levels ---- */

bool
cc_model_term_parse(const cc_model_rows *rows, const char *text, size_t length,
					cc_model_term *term)
{
	size_t at = 0;

	term->factors = 0;
	/* each factor as long as there is such an item */
	for (;;)
	{
		size_t end = length;
		int item = -1;

		while (end > at)
		{
			item = cc_model_rows_find(rows, text + at, end - at);
			if (item >= 0)
				break;
			do
				end--;
			while (end > at && text[end] != ':');
		}
		if (item < 0 || term->factors == CC_MODEL_TERM_FACTORS)
			return false;
		term->item[term->factors++] = item;
		if (end == length)
			return true;
		at = end + 1;
	}
}

/* Returns -1 when there are more than CC_MODEL_MAX_LEVELS. */
static int
find_levels(const cc_model_rows *rows, int outcome, double *level, cc_poll poll)
{
	int levels = 0;

	for (uint32_t row = 0; row < rows->used; row++)
	{
		double y = cc_model_rows_values(rows, row)[outcome];
		int at = levels;

		if (row % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
		while (at > 0 && level[at - 1] > y)
			at--;
		if (at > 0 && level[at - 1] == y)
			continue;
		if (levels == CC_MODEL_MAX_LEVELS)
			return -1;
		memmove(level + at + 1, level + at,
				(size_t) (levels - at) * sizeof(double));
		level[at] = y;
		levels++;
	}
	return levels;
}

cc_status
cc_binary_levels(const cc_model_rows *rows, int outcome, double *level,
				 int *levels, cc_poll poll, cc_error *error)
{
	for (uint32_t row = 0; row < rows->used; row++)
	{
		double y = cc_model_rows_values(rows, row)[outcome];

		if (y != 0 && y != 1)
		{
			cc_fail(error, CC_BAD_ARGUMENT,
					"outcome \"%s\" must be 0 or 1, not %g",
					cc_model_rows_name(rows, outcome), y);
			cc_error_hint(error, "For ordered answers there is "
								 "ordinal_regression().");
			return CC_BAD_ARGUMENT;
		}
	}
	*levels = find_levels(rows, outcome, level, poll);
	return CC_OK;
}

cc_status
cc_ordinal_levels(const cc_model_rows *rows, int outcome, double *level,
				  int *levels, cc_poll poll, cc_error *error)
{
	*levels = find_levels(rows, outcome, level, poll);
	if (*levels < 0)
		return cc_fail(error, CC_TOO_LARGE,
					   "outcome \"%s\" has more than %d distinct values",
					   cc_model_rows_name(rows, outcome), CC_MODEL_MAX_LEVELS);
	return CC_OK;
}

/* The product of a term's items, but for one of its factors (-1: none). */
static double
product(const cc_model_term *term, const double *x, int without)
{
	double result = 1;

	for (int i = 0; i < term->factors; i++)
	{
		if (i != without)
			result *= x[term->item[i]];
	}
	return result;
}

/* ---- the work space ---- */

typedef struct fitting
{
	const cc_model *model;
	cc_logistic *fit;
	size_t n; /* distinct rows */
	int p;
	int levels;
	int q; /* parameters: p + levels - 1 */
	cc_poll poll;
	double *x;		   /* n x p, standardised */
	double *mean;	   /* of each driver */
	double *deviation; /* its standard deviation */
	double *in_level;  /* weight of each level */
	double *theta;	   /* parameters: beta, zeta */
	double *trial;
	double *step;
	double *score;
	double *information;   /* q x q, lower triangle */
	double *factor;		   /* its Cholesky factor */
	double *middle;		   /* of the sandwich */
	double log_likelihood; /* at theta, as are score and information */
} fitting;

size_t
cc_logistic_work(uint32_t rows, int terms, int levels)
{
	size_t p = (size_t) terms;
	size_t q = p + (size_t) levels;

	return rows * (p + 5) + 2 * p + (size_t) levels + 4 * q + 4 * q * q;
}

static double *
take(double **work, size_t count)
{
	double *taken = *work;

	*work += count;
	return taken;
}

static void
lay_out(fitting *f, const cc_model *model, int levels, double *work,
		cc_logistic *fit, cc_poll poll)
{
	size_t n = model->rows->used;
	size_t p = (size_t) model->terms;
	size_t q = p + (size_t) levels - 1;

	f->model = model;
	f->fit = fit;
	f->n = n;
	f->p = model->terms;
	f->levels = fit->levels = levels;
	f->q = fit->parameters = (int) q;
	f->poll = poll;
	f->x = take(&work, n * p);
	fit->weight = take(&work, n);
	fit->eta = take(&work, n);
	fit->key = take(&work, n);
	fit->order = (uint32_t *) (void *) take(&work, 2 * n);
	fit->category = fit->order + n;
	fit->by_key = fit->category + n;
	fit->scratch = fit->by_key + n;
	f->mean = take(&work, p);
	f->deviation = take(&work, p);
	f->in_level = take(&work, (size_t) levels);
	f->theta = fit->estimate = take(&work, q);
	f->trial = take(&work, q);
	f->step = take(&work, q);
	f->score = take(&work, q);
	f->information = take(&work, q * q);
	f->factor = take(&work, q * q);
	f->middle = take(&work, q * q);
	fit->covariance = take(&work, q * q);
}

static void
poll_row(const fitting *f, size_t row)
{
	if (row % ROWS_PER_POLL == 0 && f->poll != NULL)
		f->poll();
}

/* ---- the drivers ---- */

static cc_status
check_terms(const cc_model *model, cc_error *error)
{
	if (model->terms < 1)
		return cc_fail(error, CC_BAD_ARGUMENT,
					   "argument \"drivers\" must name at least one item");
	for (int i = 0; i < model->terms; i++)
	{
		for (int j = 0; j < model->term[i].factors; j++)
		{
			if (model->term[i].item[j] == model->outcome)
				return cc_fail(error, CC_BAD_ARGUMENT,
							   "item \"%s\" is both outcome and driver",
							   cc_model_rows_name(model->rows, model->outcome));
		}
		for (int j = 0; j < i; j++)
		{
			if (model->term[i].factors == model->term[j].factors &&
				memcmp(model->term[i].item, model->term[j].item,
					   sizeof(int) * (size_t) model->term[i].factors) == 0)
				return cc_fail(error, CC_BAD_ARGUMENT,
							   "driver \"%s\" is named twice", model->name[i]);
		}
	}
	return CC_OK;
}

/* Drivers, weights and categories of the rows, in order. */
static cc_status
gather(fitting *f, const double *level, cc_error *error)
{
	cc_logistic *fit = f->fit;
	const cc_model *model = f->model;
	const cc_model_rows *rows = model->rows;

	cc_model_rows_sort(rows, fit->order, fit->scratch, f->poll);
	memset(f->in_level, 0, (size_t) f->levels * sizeof(double));
	fit->events = 0;
	for (size_t i = 0; i < f->n; i++)
	{
		uint32_t row = fit->order[i];
		const double *x = cc_model_rows_values(rows, row);
		int64_t count = cc_model_rows_count(rows, row);
		uint32_t category = 0;

		poll_row(f, i);
		for (int j = 0; j < f->p; j++)
		{
			double value = product(&model->term[j], x, -1);

			if (!(fabs(value) <= CC_COMOMENTS_MAX_VALUE))
				return cc_fail(error, CC_OUT_OF_RANGE,
							   "driver \"%s\" is out of range", model->name[j]);
			f->x[i * (size_t) f->p + (size_t) j] = value;
		}
		while (level[category] != x[model->outcome])
			category++;
		fit->category[i] = category;
		fit->weight[i] = cc_model_rows_weight(rows, row) * (double) count;
		f->in_level[category] += fit->weight[i];
		if (x[model->outcome] == 1)
			fit->events += count;
	}
	return CC_OK;
}

/* To mean 0 and standard deviation 1; the first driver that does not vary, or
 * -1. */
static int
standardise(fitting *f)
{
	size_t p = (size_t) f->p;
	double total = 0;

	memset(f->mean, 0, p * sizeof(double));
	memset(f->deviation, 0, p * sizeof(double));
	for (size_t i = 0; i < f->n; i++)
	{
		poll_row(f, i);
		total += f->fit->weight[i];
		for (size_t j = 0; j < p; j++)
			f->mean[j] += f->fit->weight[i] * f->x[i * p + j];
	}
	for (size_t j = 0; j < p; j++)
		f->mean[j] /= total;
	for (size_t i = 0; i < f->n; i++)
	{
		poll_row(f, i);
		for (size_t j = 0; j < p; j++)
		{
			double d = f->x[i * p + j] -= f->mean[j];

			f->deviation[j] += f->fit->weight[i] * d * d;
		}
	}
	for (size_t j = 0; j < p; j++)
	{
		f->deviation[j] = sqrt(f->deviation[j] / total);
		if (!(f->deviation[j] > 2 * DBL_EPSILON * fabs(f->mean[j])))
			return (int) j;
	}
	for (size_t i = 0; i < f->n; i++)
	{
		poll_row(f, i);
		for (size_t j = 0; j < p; j++)
			f->x[i * p + j] /= f->deviation[j];
	}
	return -1;
}

/* a += w x x', lower triangle of a matrix of order stride */
static void
add_square(double *a, int stride, const double *x, int p, double w)
{
	for (int i = 0; i < p; i++, a += stride)
	{
		double wx = w * x[i];

		for (int j = 0; j <= i; j++)
			a[j] += wx * x[j];
	}
}

/* The first driver that is a combination of those before it, or -1. */
static int
collinear(fitting *f)
{
	memset(f->factor, 0, (size_t) f->p * (size_t) f->p * sizeof(double));
	for (size_t i = 0; i < f->n; i++)
	{
		poll_row(f, i);
		add_square(f->factor, f->p, f->x + i * (size_t) f->p, f->p,
				   f->fit->weight[i]);
	}
	return cc_cholesky(f->factor, f->p);
}

/* ---- the likelihood ---- */

/* F(t), F'(t) and ln(1 + exp(t)) */
typedef struct logit
{
	double chance;
	double slope;
	double log;
} logit;

static logit
logit_of(double t)
{
	double e = exp(-fabs(t));
	logit result;

	result.chance = (t > 0 ? 1 : e) / (1 + e);
	result.slope = e / ((1 + e) * (1 + e));
	result.log = fmax(t, 0) + log1p(e);
	return result;
}

/*
 * One row of weight 1: what its upper threshold (none for the highest level)
 * and its lower one (none for the lowest) add to likelihood, score and
 * information.
 */
typedef struct row_terms
{
	logit upper; /* of eta - zeta_k */
	logit lower; /* of zeta_(k-1) - eta */
} row_terms;

static row_terms
row_terms_of(const fitting *f, const double *zeta, uint32_t k, double eta)
{
	row_terms t = {{0, 0, 0}, {0, 0, 0}};

	if (k + 1 < (uint32_t) f->levels)
		t.upper = logit_of(eta - zeta[k]);
	if (k > 0)
		t.lower = logit_of(zeta[k - 1] - eta);
	return t;
}

/* dln(1 - exp(-gap))/dgap of the level between two thresholds, or 0 */
static double
gap_slope(const fitting *f, const double *zeta, uint32_t k)
{
	if (k == 0 || k + 1 >= (uint32_t) f->levels)
		return 0;
	return 1 / expm1(zeta[k] - zeta[k - 1]);
}

/* The score of one row of weight 1. */
static void
row_score(const fitting *f, const double *theta, size_t row, double *score)
{
	const double *zeta = theta + f->p;
	const double *x = f->x + row * (size_t) f->p;
	uint32_t k = f->fit->category[row];
	row_terms t = row_terms_of(f, zeta, k, f->fit->eta[row]);
	double gap = gap_slope(f, zeta, k);
	double pull = t.lower.chance - t.upper.chance;

	for (int j = 0; j < f->p; j++)
		score[j] = pull * x[j];
	memset(score + f->p, 0, (size_t) (f->q - f->p) * sizeof(double));
	if (k + 1 < (uint32_t) f->levels)
		score[f->p + (int) k] = t.upper.chance + gap;
	if (k > 0)
		score[f->p + (int) k - 1] = -t.lower.chance - gap;
}

/* What a threshold adds, for w times its slope, to the information. */
static void
add_threshold(fitting *f, uint32_t k, double w, const double *x)
{
	double *a = f->information + ((size_t) f->p + k) * (size_t) f->q;

	for (int j = 0; j < f->p; j++)
		a[j] -= w * x[j];
	a[f->p + (int) k] += w;
}

/* Log likelihood, score and information at theta; false: out of its domain. */
static bool
evaluate(fitting *f, const double *theta)
{
	const double *zeta = theta + f->p;

	memset(f->score, 0, (size_t) f->q * sizeof(double));
	memset(f->information, 0, (size_t) f->q * (size_t) f->q * sizeof(double));
	f->log_likelihood = 0;
	for (uint32_t k = 1; k + 1 < (uint32_t) f->levels; k++)
	{
		double gap = zeta[k] - zeta[k - 1];
		double w = f->in_level[k];
		double *a = f->information + ((size_t) f->p + k) * (size_t) f->q +
					(size_t) f->p + k;
		double curvature;

		if (!(gap > 0))
			return false;
		curvature = w / (expm1(gap) * -expm1(-gap));
		f->log_likelihood += w * log(-expm1(-gap));
		f->score[f->p + (int) k] += w / expm1(gap);
		f->score[f->p + (int) k - 1] -= w / expm1(gap);
		a[0] += curvature;
		a[-1] -= curvature;
		a[-f->q - 1] += curvature;
	}
	for (size_t i = 0; i < f->n; i++)
	{
		const double *x = f->x + i * (size_t) f->p;
		double w = f->fit->weight[i];
		uint32_t k = f->fit->category[i];
		double eta = 0;
		double pull;
		row_terms t;

		poll_row(f, i);
		for (int j = 0; j < f->p; j++)
			eta += x[j] * theta[j];
		f->fit->eta[i] = eta;
		t = row_terms_of(f, zeta, k, eta);
		f->log_likelihood -= w * (t.upper.log + t.lower.log);
		pull = w * (t.lower.chance - t.upper.chance);
		for (int j = 0; j < f->p; j++)
			f->score[j] += pull * x[j];
		add_square(f->information, f->q, x, f->p,
				   w * (t.upper.slope + t.lower.slope));
		if (k + 1 < (uint32_t) f->levels)
		{
			f->score[f->p + (int) k] += w * t.upper.chance;
			add_threshold(f, k, w * t.upper.slope, x);
		}
		if (k > 0)
		{
			f->score[f->p + (int) k - 1] -= w * t.lower.chance;
			add_threshold(f, k - 1, w * t.lower.slope, x);
		}
	}
	return isfinite(f->log_likelihood);
}

/* ---- the maximum ---- */

/*
 * Whether the likelihood grows for ever in the direction of step: no row moves
 * toward a threshold of its level, and some move away (Albert & Anderson 1984).
 * Newton's steps come to point there, the faster the farther they are.
 */
static bool
separates(const fitting *f)
{
	const double *zeta = f->step + f->p;
	double toward = 0;
	double away = 0;

	for (size_t i = 0; i < f->n; i++)
	{
		const double *x = f->x + i * (size_t) f->p;
		uint32_t k = f->fit->category[i];
		double eta = 0;

		poll_row(f, i);
		for (int j = 0; j < f->p; j++)
			eta += x[j] * f->step[j];
		if (k + 1 < (uint32_t) f->levels)
		{
			toward = fmax(toward, eta - zeta[k]);
			away = fmax(away, zeta[k] - eta);
		}
		if (k > 0)
		{
			toward = fmax(toward, zeta[k - 1] - eta);
			away = fmax(away, eta - zeta[k - 1]);
		}
	}
	return away > 0 && toward <= 1e-9 * away;
}

static double
largest(const double *value, int count)
{
	double result = 0;

	for (int i = 0; i < count; i++)
		result = fmax(result, fabs(value[i]));
	return result;
}

/* theta += step, by halves until the likelihood does not fall. */
static bool
advance(fitting *f)
{
	double before = f->log_likelihood;

	for (double size = 1; size > 1e-9; size /= 2)
	{
		for (int i = 0; i < f->q; i++)
			f->trial[i] = f->theta[i] + size * f->step[i];
		if (evaluate(f, f->trial) &&
			f->log_likelihood >= before - 1e-12 * fabs(before))
		{
			memcpy(f->theta, f->trial, (size_t) f->q * sizeof(double));
			return true;
		}
	}
	return false;
}

static void
begin(fitting *f)
{
	double total = 0;
	double below = 0;

	memset(f->theta, 0, (size_t) f->q * sizeof(double));
	for (int k = 0; k < f->levels; k++)
		total += f->in_level[k];
	f->fit->null_deviance = 0;
	for (int k = 0; k < f->levels; k++)
	{
		f->fit->null_deviance -=
			2 * f->in_level[k] * log(f->in_level[k] / total);
		below += f->in_level[k];
		if (k + 1 < f->levels)
			f->theta[f->p + k] = log(below / (total - below));
	}
}

static void
no_maximum(const fitting *f)
{
	int farthest = 0;

	for (int j = 1; j < f->p; j++)
	{
		if (fabs(f->step[j]) > fabs(f->step[farthest]))
			farthest = j;
	}
	snprintf(f->fit->reason, sizeof(f->fit->reason),
			 "the drivers separate the outcome: the estimate of \"%s\" grows "
			 "without end",
			 f->model->name[farthest]);
}

/* Newton's method, or the reason why there is no maximum. */
static void
maximise(fitting *f)
{
	cc_logistic *fit = f->fit;
	bool converged = false;
	bool stuck = !evaluate(f, f->theta);

	memset(f->step, 0, (size_t) f->q * sizeof(double));
	for (fit->iterations = 0;
		 !converged && !stuck && fit->iterations < CC_LOGISTIC_ITERATIONS;)
	{
		memcpy(f->factor, f->information,
			   (size_t) f->q * (size_t) f->q * sizeof(double));
		if (cc_cholesky(f->factor, f->q) >= 0)
			break;
		memcpy(f->step, f->score, (size_t) f->q * sizeof(double));
		cc_cholesky_solve(f->factor, f->q, f->step);
		fit->iterations++;
		if (fit->iterations > 12 && separates(f))
			break;
		stuck = !advance(f);
		converged = largest(f->step, f->q) <=
					SMALL_STEP * fmax(1, largest(f->theta, f->q));
	}
	memcpy(f->factor, f->information,
		   (size_t) f->q * (size_t) f->q * sizeof(double));
	if (converged && !stuck && cc_cholesky(f->factor, f->q) < 0)
		fit->deviance = -2 * f->log_likelihood;
	else if (separates(f))
		no_maximum(f);
	else
		snprintf(fit->reason, sizeof(fit->reason),
				 "no convergence after %d iterations", fit->iterations);
}

/* ---- standard errors ---- */

/* Merge sort of indexes by their keys, stable. */
static void
sort_by(const double *key, size_t n, uint32_t *order, uint32_t *scratch,
		cc_poll poll)
{
	uint32_t *from = order;
	uint32_t *to = scratch;

	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t) i;
	for (size_t run = 1; run < n; run *= 2)
	{
		uint32_t *other = from;

		for (size_t start = 0; start < n; start += 2 * run)
		{
			size_t i = start;
			size_t middle = start + run < n ? start + run : n;
			size_t j = middle;
			size_t end = middle + run < n ? middle + run : n;

			for (size_t at = start; at < end; at++)
			{
				to[at] =
					i < middle && (j == end || key[from[i]] <= key[from[j]])
						? from[i++]
						: from[j++];
				if (at % ROWS_PER_POLL == 0 && poll != NULL)
					poll();
			}
		}
		from = to;
		to = other;
	}
	if (from != order)
		memcpy(order, from, n * sizeof(uint32_t));
}

/* middle := sum of score score' over the rows. */
static void
robust_middle(fitting *f)
{
	memset(f->middle, 0, (size_t) f->q * (size_t) f->q * sizeof(double));
	for (size_t i = 0; i < f->n; i++)
	{
		double weight = cc_model_rows_weight(f->model->rows, f->fit->order[i]);

		poll_row(f, i);
		row_score(f, f->theta, i, f->trial);
		add_square(f->middle, f->q, f->trial, f->q, f->fit->weight[i] * weight);
	}
}

/* The same over the clusters, times G / (G - 1); NAN for a single one. */
static void
clustered_middle(fitting *f)
{
	cc_logistic *fit = f->fit;
	size_t size = (size_t) f->q * (size_t) f->q;
	double clusters = 0;

	memset(f->middle, 0, size * sizeof(double));
	memset(f->step, 0, (size_t) f->q * sizeof(double));
	for (size_t i = 0; i < f->n; i++)
		fit->key[i] = cc_model_rows_values(f->model->rows,
										   fit->order[i])[f->model->cluster];
	sort_by(fit->key, f->n, fit->by_key, fit->scratch, f->poll);
	for (size_t i = 0; i < f->n; i++)
	{
		uint32_t row = fit->by_key[i];

		poll_row(f, i);
		row_score(f, f->theta, row, f->trial);
		for (int j = 0; j < f->q; j++)
			f->step[j] += fit->weight[row] * f->trial[j];
		if (i + 1 < f->n && fit->key[fit->by_key[i + 1]] == fit->key[row])
			continue;
		add_square(f->middle, f->q, f->step, f->q, 1);
		memset(f->step, 0, (size_t) f->q * sizeof(double));
		clusters++;
	}
	for (size_t i = 0; i < size; i++)
		f->middle[i] *= clusters > 1 ? clusters / (clusters - 1) : (double) NAN;
}

/* covariance := A^-1 middle A^-1, A^-1 in covariance, middle's lower triangle
 */
static void
sandwich(fitting *f)
{
	int q = f->q;
	double *inverse = f->fit->covariance;

	for (int i = 0; i < q; i++)
		for (int j = 0; j < i; j++)
			f->middle[j * q + i] = f->middle[i * q + j];
	for (int i = 0; i < q; i++)
	{
		for (int j = 0; j < q; j++)
		{
			f->factor[i * q + j] = 0;
			for (int k = 0; k < q; k++)
				f->factor[i * q + j] +=
					inverse[i * q + k] * f->middle[k * q + j];
		}
		if (f->poll != NULL)
			f->poll();
	}
	memcpy(f->middle, inverse, (size_t) q * (size_t) q * sizeof(double));
	for (int i = 0; i < q; i++)
	{
		for (int j = 0; j <= i; j++)
		{
			double sum = 0;

			for (int k = 0; k < q; k++)
				sum += f->factor[i * q + k] * f->middle[k * q + j];
			inverse[i * q + j] = inverse[j * q + i] = sum;
		}
		if (f->poll != NULL)
			f->poll();
	}
}

/*
 * From standardised drivers to the user's: beta / s, and each threshold plus
 * the sum of beta m / s; the covariance from both sides.
 */
static void
unstandardise(fitting *f)
{
	int p = f->p;
	int q = f->q;
	double *v = f->fit->covariance;

	for (int j = 0; j < p; j++)
	{
		double ratio = f->mean[j] / f->deviation[j];

		for (int k = p; k < q; k++)
		{
			f->theta[k] += f->theta[j] * ratio;
			for (int i = 0; i < q; i++)
				v[k * q + i] += ratio * v[j * q + i];
		}
	}
	for (int j = 0; j < p; j++)
	{
		double ratio = f->mean[j] / f->deviation[j];

		for (int k = p; k < q; k++)
		{
			for (int i = 0; i < q; i++)
				v[i * q + k] += ratio * v[i * q + j];
		}
	}
	for (int j = 0; j < p; j++)
	{
		f->theta[j] /= f->deviation[j];
		for (int i = 0; i < q; i++)
		{
			v[j * q + i] /= f->deviation[j];
			v[i * q + j] /= f->deviation[j];
		}
	}
}

cc_status
cc_logistic_fit(const cc_model *model, const double *level, int levels,
				double *work, cc_logistic *fit, cc_poll poll, cc_error *error)
{
	fitting f;
	int bad;

	fit->reason[0] = '\0';
	fit->n = model->rows->n;
	fit->iterations = 0;
	lay_out(&f, model, levels, work, fit, poll);
	if (check_terms(model, error) != CC_OK || gather(&f, level, error) != CC_OK)
		return error->status;
	if (fit->n <= model->terms)
	{
		snprintf(fit->reason, sizeof(fit->reason),
				 "%lld row%s for %d driver%s: there must be more",
				 (long long) fit->n, fit->n == 1 ? "" : "s", model->terms,
				 model->terms == 1 ? "" : "s");
		return CC_OK;
	}
	if (levels < 2)
	{
		snprintf(fit->reason, sizeof(fit->reason), "item \"%s\" does not vary",
				 cc_model_rows_name(model->rows, model->outcome));
		return CC_OK;
	}
	bad = standardise(&f);
	if (bad >= 0)
	{
		snprintf(fit->reason, sizeof(fit->reason), "item \"%s\" does not vary",
				 model->name[bad]);
		return CC_OK;
	}
	bad = collinear(&f);
	if (bad >= 0)
	{
		snprintf(fit->reason, sizeof(fit->reason),
				 "driver \"%s\" is a linear combination of the drivers before "
				 "it",
				 model->name[bad]);
		return CC_OK;
	}
	begin(&f);
	maximise(&f);
	if (fit->reason[0] != '\0')
		return CC_OK;
	cc_cholesky_inverse(f.factor, f.q, fit->covariance);
	if (model->errors == CC_ROBUST)
		robust_middle(&f);
	else if (model->errors == CC_CLUSTERED)
		clustered_middle(&f);
	if (model->errors != CC_MODEL_BASED)
		sandwich(&f);
	unstandardise(&f);
	return CC_OK;
}

/* ---- what is read off a fit ---- */

double
cc_logistic_aic(const cc_logistic *fit)
{
	return fit->deviance + 2 * fit->parameters;
}

double
cc_logistic_mcfadden(const cc_logistic *fit)
{
	return 1 - fit->deviance / fit->null_deviance;
}

cc_wald
cc_wald_of(double estimate, double std_error, double level)
{
	double reach = cc_normal_critical(level) * std_error;
	double z = std_error > 0 ? estimate / std_error : (double) NAN;
	cc_wald result;

	result.estimate = cc_number_or_none(estimate);
	result.std_error = cc_number_or_none(std_error);
	result.z = cc_number_or_none(z);
	result.p = isnan(z) ? z : cc_t_two_sided(z, INFINITY);
	result.lower = cc_number_or_none(estimate - reach);
	result.upper = cc_number_or_none(estimate + reach);
	return result;
}

double
cc_odds(double x)
{
	return cc_number_or_none(exp(x));
}

cc_wald
cc_logistic_wald(const cc_logistic *fit, int parameter, double sign,
				 double level)
{
	double variance = fit->covariance[parameter * fit->parameters + parameter];

	return cc_wald_of(sign * fit->estimate[parameter], sqrt(variance), level);
}

double
cc_logistic_auc(const cc_model_rows *rows, cc_logistic *fit, cc_poll poll)
{
	size_t n = rows->used;
	double before = 0; /* weight of the lower level at smaller eta */
	double events = 0;
	double larger = 0;

	sort_by(fit->eta, n, fit->by_key, fit->scratch, poll);
	for (size_t i = 0; i < n;)
	{
		double eta = fit->eta[fit->by_key[i]];
		double weight[2] = {0, 0};

		for (; i < n && fit->eta[fit->by_key[i]] == eta; i++)
		{
			uint32_t row = fit->by_key[i];

			weight[fit->category[row]] += fit->weight[row];
			if (i % ROWS_PER_POLL == 0 && poll != NULL)
				poll();
		}
		larger += weight[1] * (before + weight[0] / 2);
		before += weight[0];
		events += weight[1];
	}
	return larger / before / events;
}

/* dterm/ditem, once for each time that it is a factor */
static double
slope_of(const cc_model_term *term, const double *x, int item)
{
	double slope = 0;

	for (int i = 0; i < term->factors; i++)
	{
		if (term->item[i] == item)
			slope += product(term, x, i);
	}
	return slope;
}

/* The term where the item is 1; where it is 0 the term is 0 too. */
static double
term_at_one(const cc_model_term *term, const double *x, int item)
{
	double value = 1;

	for (int i = 0; i < term->factors; i++)
		value *= term->item[i] == item ? 1 : x[term->item[i]];
	return value;
}

static bool
is_in(const cc_model_term *term, int item)
{
	for (int i = 0; i < term->factors; i++)
	{
		if (term->item[i] == item)
			return true;
	}
	return false;
}

/* Adds w times the difference of a row, and of its slopes to the gradient. */
static double
add_difference(const cc_model *model, const cc_logistic *fit, int item,
			   const double *x, double w, double *gradient)
{
	int p = model->terms;
	double without = -fit->estimate[p];
	double with;
	logit zero;
	logit one;

	for (int j = 0; j < p; j++)
	{
		if (!is_in(&model->term[j], item))
			without += fit->estimate[j] * product(&model->term[j], x, -1);
	}
	with = without;
	for (int j = 0; j < p; j++)
	{
		if (is_in(&model->term[j], item))
			with += fit->estimate[j] * term_at_one(&model->term[j], x, item);
	}
	zero = logit_of(without);
	one = logit_of(with);
	for (int j = 0; j < p; j++)
		gradient[j] +=
			w *
			(is_in(&model->term[j], item)
				 ? one.slope * term_at_one(&model->term[j], x, item)
				 : (one.slope - zero.slope) * product(&model->term[j], x, -1));
	gradient[p] -= w * (one.slope - zero.slope);
	return w * (one.chance - zero.chance);
}

/* The same of the derivative. */
static double
add_derivative(const cc_model *model, const cc_logistic *fit, int item,
			   const double *x, double w, double *gradient)
{
	int p = model->terms;
	double eta = -fit->estimate[p];
	double change = 0;
	double bend;
	logit at;

	for (int j = 0; j < p; j++)
	{
		eta += fit->estimate[j] * product(&model->term[j], x, -1);
		change += fit->estimate[j] * slope_of(&model->term[j], x, item);
	}
	at = logit_of(eta);
	bend = at.slope * (1 - 2 * at.chance) * change;
	for (int j = 0; j < p; j++)
		gradient[j] += w * (at.slope * slope_of(&model->term[j], x, item) +
							bend * product(&model->term[j], x, -1));
	gradient[p] -= w * bend;
	return w * at.slope * change;
}

void
cc_average_marginal_effect(const cc_model *model, const cc_logistic *fit,
						   int item, double *gradient,
						   cc_marginal_effect *result, cc_poll poll)
{
	const cc_model_rows *rows = model->rows;
	int q = fit->parameters;
	double total = 0;
	double variance;

	result->difference = true;
	for (uint32_t row = 0; row < rows->used && result->difference; row++)
	{
		double x = cc_model_rows_values(rows, row)[item];

		result->difference = x == 0 || x == 1;
	}
	memset(gradient, 0, (size_t) q * sizeof(double));
	result->effect = 0;
	for (uint32_t i = 0; i < rows->used; i++)
	{
		const double *x = cc_model_rows_values(rows, fit->order[i]);
		double w = fit->weight[i];

		if (i % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
		total += w;
		result->effect +=
			result->difference
				? add_difference(model, fit, item, x, w, gradient)
				: add_derivative(model, fit, item, x, w, gradient);
	}
	result->effect /= total;
	for (int i = 0; i < q; i++)
		gradient[i] /= total;
	cc_effects_covariance(fit, gradient, 1, &variance);
	result->std_error = sqrt(variance);
}

void
cc_effects_covariance(const cc_logistic *fit, const double *gradient,
					  int effects, double *covariance)
{
	int q = fit->parameters;

	for (int a = 0; a < effects; a++)
		for (int b = 0; b < effects; b++)
		{
			double sum = 0;

			for (int i = 0; i < q; i++)
				for (int j = 0; j < q; j++)
					sum += gradient[a * q + i] * fit->covariance[i * q + j] *
						   gradient[b * q + j];
			covariance[a * effects + b] = sum;
		}
}

void
cc_covariance_root(double *covariance, int n, double *work, cc_poll poll)
{
	double *vector = work;
	double *copy = vector + n * n;
	double *value = copy + n * n;

	memcpy(copy, covariance, (size_t) n * (size_t) n * sizeof(double));
	cc_symmetric_eigen(copy, n, value, vector, poll);
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			covariance[i * n + j] =
				vector[i * n + j] * sqrt(value[j] > 0 ? value[j] : 0);
}

void
cc_effects_draw(const double *effect, const double *root, int n, double *z,
				const cc_simulation_host *host, double *draw)
{
	for (int i = 0; i < n; i++)
		z[i] = cc_random_normal(host, CC_RANDOM_ARRIVAL);
	for (int i = 0; i < n; i++)
	{
		draw[i] = effect[i];
		for (int j = 0; j < n; j++)
			draw[i] += root[i * n + j] * z[j];
	}
}
