/*
 * path_model.c
 *		Partial least squares path models from correlations.
 */
#include "core/path_model.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/distributions.h"
#include "core/linalg.h"

/*
 * Packages stop at 1e-7; going on costs a few microseconds and lets results of
 * different starts agree to the last digits.
 */
#define TOLERANCE 1e-13
#define ENOUGH 1e-7

const char *const cc_path_schemes[] = {"path", "factorial", "centroid", NULL};
const char *const cc_path_metrics[] = {"correlation", "raw", NULL};
const char *const cc_path_weight_kinds[] = {"frequency", "analytic", "sampling",
											NULL};

size_t
cc_path_model_doubles(const cc_path_syntax *syntax)
{
	size_t k = (size_t) syntax->items;
	size_t c = (size_t) syntax->constructs;
	size_t factors = 0;

	for (size_t i = 0; i < c; i++)
	{
		size_t block = (size_t) syntax->construct[i].items;

		if (syntax->construct[i].mode == CC_PATH_MODE_B)
			factors += block * block;
	}
	/* work: the weights before, inner weights, two regressions, mode B */
	return 3 * k + k * k + c * k + 2 * c * c + 2 * c +
		   2 * (size_t) syntax->paths + k + c + 2 * c * c + factors;
}

void
cc_path_model_place(cc_path_model *model, const cc_path_syntax *syntax,
					double *memory)
{
	size_t k = (size_t) syntax->items;
	size_t c = (size_t) syntax->constructs;
	size_t paths = (size_t) syntax->paths;

	model->syntax = syntax;
	model->mean = memory;
	model->stddev = model->mean + k;
	model->weight = model->stddev + k;
	model->correlation = model->weight + k;
	model->cross = model->correlation + k * k;
	model->construct = model->cross + c * k;
	model->rho_a = model->construct + c * c;
	model->r_squared = model->rho_a + c;
	model->estimate = model->r_squared + c;
	model->vif = model->estimate + paths;
	model->total = model->vif + paths;
	model->work = model->total + c * c;
}

/* Say why there is no estimate; false, for return. */
static bool __attribute__((format(printf, 2, 3)))
no_estimate(cc_path_model *model, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(model->reason, sizeof(model->reason), format, args);
	va_end(args);
	model->iterations = 0;
	return false;
}

/* What correction for attenuation can make of correlations of rows. */
static bool
constructs_contradict(cc_path_model *model)
{
	return no_estimate(model, "the correlation matrix of the constructs is not "
							  "positive definite");
}

/*
 * Correlations of the composites with the items and with each other, after
 * bringing each composite to variance 1.
 */
static bool
form_composites(cc_path_model *model)
{
	const cc_path_syntax *syntax = model->syntax;
	int k = syntax->items;
	int c = syntax->constructs;

	for (int l = 0; l < c; l++)
	{
		const cc_path_construct *block = &syntax->construct[l];
		double *weight = model->weight + block->first_item;
		double *cross = model->cross + l * k;
		double *own = cross + block->first_item;
		double variance = 0;
		double scale;

		for (int j = 0; j < k; j++)
			cross[j] = 0;
		for (int i = 0; i < block->items; i++)
		{
			const double *row = model->correlation +
								(size_t) (block->first_item + i) * (size_t) k;

			for (int j = 0; j < k; j++)
				cross[j] += weight[i] * row[j];
		}
		for (int i = 0; i < block->items; i++)
			variance += weight[i] * own[i];
		/* an overflow fails this too */
		if (!(variance > 0 && variance <= 1e300))
			return no_estimate(model,
							   "the composite of construct \"%s\" does not "
							   "vary with its neighbours",
							   block->name);
		scale = 1 / sqrt(variance);
		for (int i = 0; i < block->items; i++)
			weight[i] *= scale;
		for (int j = 0; j < k; j++)
			cross[j] *= scale;
	}
	for (int l = 0; l < c; l++)
	{
		model->construct[l * c + l] = 1;
		for (int m = 0; m < l; m++)
		{
			const cc_path_construct *block = &syntax->construct[m];
			const double *cross = model->cross + l * k;
			double sum = 0;

			for (int i = block->first_item;
				 i < block->first_item + block->items; i++)
				sum += model->weight[i] * cross[i];
			model->construct[l * c + m] = model->construct[m * c + l] = sum;
		}
	}
	return true;
}

/*
 * Standardised regression of a construct on its sources: coefficients into
 * beta, the factor of the sources' correlations into factor (order paths).
 */
static bool
regress(cc_path_model *model, int target, double *factor, double *beta)
{
	const cc_path_syntax *syntax = model->syntax;
	const cc_path_construct *construct = &syntax->construct[target];
	const cc_path_arrow *path = syntax->path + construct->first_path;
	int c = syntax->constructs;
	int p = construct->paths;
	int failed;

	for (int i = 0; i < p; i++)
	{
		for (int j = 0; j < p; j++)
			factor[i * p + j] =
				model->construct[path[i].source * c + path[j].source];
		beta[i] = model->construct[path[i].source * c + target];
	}
	failed = cc_cholesky(factor, p);
	if (failed >= 0 && cc_contradictory(model->construct, c))
		return constructs_contradict(model);
	if (failed >= 0)
		return no_estimate(model,
						   "construct \"%s\" is a linear combination of the "
						   "other sources of \"%s\"",
						   syntax->construct[path[failed].source].name,
						   construct->name);
	cc_cholesky_solve(factor, p, beta);
	return true;
}

/* Inner weights E (c x c): which neighbours stand in for each construct. */
static bool
weigh_neighbours(cc_path_model *model, double *inner, double *factor,
				 double *beta)
{
	const cc_path_syntax *syntax = model->syntax;
	int c = syntax->constructs;

	for (int i = 0; i < c * c; i++)
		inner[i] = 0;
	for (int i = 0; i < syntax->paths; i++)
	{
		int t = syntax->path[i].target;
		int s = syntax->path[i].source;
		double r = model->construct[t * c + s];

		if (model->options.scheme == CC_PATH_SCHEME_CENTROID)
			r = r > 0 ? 1 : r < 0 ? -1 : 0;
		inner[t * c + s] = inner[s * c + t] = r;
	}
	if (model->options.scheme != CC_PATH_SCHEME_PATH)
		return true;
	for (int t = 0; t < c; t++)
	{
		const cc_path_construct *target = &syntax->construct[t];

		if (target->paths == 0)
			continue;
		if (!regress(model, t, factor, beta))
			return false;
		for (int i = 0; i < target->paths; i++)
			inner[t * c + syntax->path[target->first_path + i].source] =
				beta[i];
	}
	return true;
}

/* Weights of the items from the neighbours' composites. */
static void
weigh_items(cc_path_model *model, const double *inner, const double *factors)
{
	const cc_path_syntax *syntax = model->syntax;
	int k = syntax->items;
	int c = syntax->constructs;

	for (int l = 0; l < c; l++)
	{
		const cc_path_construct *block = &syntax->construct[l];
		double *weight = model->weight + block->first_item;
		double widest = 0;

		for (int i = 0; i < block->items; i++)
			weight[i] = 0;
		for (int m = 0; m < c; m++)
		{
			const double *cross = model->cross + m * k + block->first_item;

			if (inner[l * c + m] == 0)
				continue;
			for (int i = 0; i < block->items; i++)
				weight[i] += inner[l * c + m] * cross[i];
		}
		if (block->mode == CC_PATH_MODE_B)
		{
			cc_cholesky_solve(factors, block->items, weight);
			factors += block->items * block->items;
		}
		else if (model->options.metric == CC_PATH_METRIC_RAW)
		{
			/* w = cov(x, z), and what is kept is w times stddev */
			const double *stddev = model->stddev + block->first_item;

			for (int i = 0; i < block->items; i++)
				widest = fmax(widest, stddev[i]);
			for (int i = 0; i < block->items; i++)
				weight[i] *= (stddev[i] / widest) * (stddev[i] / widest);
		}
	}
}

static bool
factor_formative_blocks(cc_path_model *model, double *factors)
{
	const cc_path_syntax *syntax = model->syntax;

	for (int l = 0; l < syntax->constructs; l++)
	{
		const cc_path_construct *block = &syntax->construct[l];
		int n = block->items;
		int failed;

		if (block->mode != CC_PATH_MODE_B)
			continue;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++)
				factors[i * n + j] =
					model->correlation[(size_t) (block->first_item + i) *
										   (size_t) syntax->items +
									   (size_t) (block->first_item + j)];
		failed = cc_cholesky(factors, n);
		if (failed >= 0)
			return no_estimate(
				model,
				"item \"%s\" is a linear combination of the items before it "
				"in construct \"%s\"",
				syntax->item[block->first_item + failed].name, block->name);
		factors += n * n;
	}
	return true;
}

/*
 * Turn composites round whose loadings sum to less than nothing or, beside a
 * reference, those that run against the composite of the reference's weights.
 */
static void
orient(cc_path_model *model, const double *reference)
{
	const cc_path_syntax *syntax = model->syntax;
	int k = syntax->items;
	int c = syntax->constructs;

	for (int l = 0; l < c; l++)
	{
		const cc_path_construct *block = &syntax->construct[l];
		double *cross = model->cross + l * k;
		double sum = 0;

		for (int i = block->first_item; i < block->first_item + block->items;
			 i++)
			sum += reference == NULL ? cross[i] : cross[i] * reference[i];
		if (!(sum < 0))
			continue;
		for (int i = 0; i < block->items; i++)
			model->weight[block->first_item + i] *= -1;
		for (int j = 0; j < k; j++)
			cross[j] *= -1;
		for (int m = 0; m < c; m++)
		{
			if (m != l)
				model->construct[l * c + m] = model->construct[m * c + l] *= -1;
		}
	}
}

/*
 * Wold's alternation of inner and outer weights, from the weights that are
 * there; leaves composites formed and oriented.
 */
static bool
iterate(cc_path_model *model, double tolerance, const double *reference,
		cc_poll poll)
{
	int k = model->syntax->items;
	int c = model->syntax->constructs;
	double *before = model->work;
	double *beta = before + k;
	double *inner = beta + c;
	double *factor = inner + c * c;
	double *factors = factor + c * c;
	double change = INFINITY;

	if (!factor_formative_blocks(model, factors) || !form_composites(model))
		return false;
	for (int iteration = 1; iteration <= CC_PATH_MAX_ITERATIONS; iteration++)
	{
		if (poll != NULL)
			poll();
		memcpy(before, model->weight, sizeof(double) * (size_t) k);
		if (!weigh_neighbours(model, inner, factor, beta))
			return false;
		weigh_items(model, inner, factors);
		if (!form_composites(model))
			return false;
		change = 0;
		for (int i = 0; i < k; i++)
			change = fmax(change, fabs(model->weight[i] - before[i]));
		model->iterations = iteration;
		if (change < tolerance)
			break;
	}
	if (!(change < ENOUGH))
		return no_estimate(model, "no convergence in %d iterations",
						   CC_PATH_MAX_ITERATIONS);
	orient(model, reference);
	return true;
}

/*
 * rho_A of a block (Dijkstra & Henseler 2015, equation 3); 1 for a single item,
 * NAN for a formative block and where it is not positive.
 */
static double
block_rho_a(const cc_path_model *model, int construct)
{
	const cc_path_construct *block = &model->syntax->construct[construct];
	const double *weight = model->weight + block->first_item;
	double squares = 0;
	double quartics = 0;
	double above = 0;
	double rho;

	if (block->mode == CC_PATH_MODE_B)
		return NAN;
	if (block->items == 1)
		return 1;
	for (int i = 0; i < block->items; i++)
	{
		const double *row =
			model->correlation +
			(size_t) (block->first_item + i) * (size_t) model->syntax->items +
			block->first_item;

		squares += weight[i] * weight[i];
		quartics += weight[i] * weight[i] * weight[i] * weight[i];
		for (int j = 0; j < i; j++)
			above += 2 * weight[i] * row[j] * weight[j];
	}
	rho = squares * squares * above / (squares * squares - quartics);
	return rho > 0 ? cc_number_or_none(rho) : NAN;
}

/* Correct the correlations of the constructs for attenuation. */
static bool
correct_attenuation(cc_path_model *model)
{
	const cc_path_syntax *syntax = model->syntax;
	int c = syntax->constructs;

	for (int l = 0; l < c; l++)
	{
		if (syntax->construct[l].mode == CC_PATH_MODE_A &&
			isnan(model->rho_a[l]))
			return no_estimate(model,
							   "rho_A of construct \"%s\" is not positive, "
							   "which consistent estimation needs",
							   syntax->construct[l].name);
	}
	for (int l = 0; l < c; l++)
	{
		for (int m = 0; m < l; m++)
		{
			double rho = 1;
			double r;

			if (!isnan(model->rho_a[l]))
				rho *= model->rho_a[l];
			if (!isnan(model->rho_a[m]))
				rho *= model->rho_a[m];
			r = model->construct[l * c + m] / sqrt(rho);
			if (!(fabs(r) <= 1))
				return no_estimate(model,
								   "consistent correlation of \"%s\" and "
								   "\"%s\" is beyond 1",
								   syntax->construct[l].name,
								   syntax->construct[m].name);
			model->construct[l * c + m] = model->construct[m * c + l] = r;
		}
	}
	return true;
}

/*
 * Effects of every construct on every other: sources come before targets, so
 * each is a sum over the last steps.
 */
static void
add_up_effects(cc_path_model *model)
{
	const cc_path_syntax *syntax = model->syntax;
	int c = syntax->constructs;

	for (int i = 0; i < c * c; i++)
		model->total[i] = NAN;
	for (int i = 0; i < c; i++)
	{
		int t = syntax->order[i];
		const cc_path_construct *target = &syntax->construct[t];

		for (int j = target->first_path; j < target->first_path + target->paths;
			 j++)
		{
			int last = syntax->path[j].source;

			for (int s = 0; s < c; s++)
			{
				double *total = &model->total[s * c + t];
				double before = s == last ? 1 : model->total[s * c + last];

				if (isnan(before))
					continue;
				*total =
					(isnan(*total) ? 0 : *total) + before * model->estimate[j];
			}
		}
	}
}

/*
 * What follows from correlations and weights, whether just estimated or read:
 * to the last bit the same, so forming the composites must not touch weights.
 */
bool
cc_path_solve(cc_path_model *model)
{
	const cc_path_syntax *syntax = model->syntax;
	int k = syntax->items;
	int c = syntax->constructs;
	double *kept = model->work;
	double *factor = kept + k + c;
	double *inverse = factor + c * c;

	memcpy(kept, model->weight, sizeof(double) * (size_t) k);
	if (!form_composites(model))
		return false;
	for (int i = 0; i < k; i++)
	{
		if (!(fabs(model->weight[i] - kept[i]) <= 1e-9 * fabs(kept[i])))
			return no_estimate(model, "a composite does not have variance 1");
	}
	memcpy(model->weight, kept, sizeof(double) * (size_t) k);

	for (int l = 0; l < c; l++)
		model->rho_a[l] = block_rho_a(model, l);
	if (model->options.consistent && !correct_attenuation(model))
		return false;
	for (int t = 0; t < c; t++)
	{
		const cc_path_construct *target = &syntax->construct[t];
		int p = target->paths;
		double *beta = model->estimate + target->first_path;
		double explained = 0;

		model->r_squared[t] = NAN;
		if (p == 0)
			continue;
		if (!regress(model, t, factor, beta))
			return false;
		cc_cholesky_inverse(factor, p, inverse);
		for (int i = 0; i < p; i++)
		{
			int source = syntax->path[target->first_path + i].source;

			model->vif[target->first_path + i] = inverse[i * p + i];
			explained += beta[i] * model->construct[source * c + t];
		}
		if (explained > 1 + 1e-9)
			return constructs_contradict(model);
		model->r_squared[t] = fmin(fmax(explained, 0), 1);
	}
	add_up_effects(model);
	return true;
}

static cc_status
load_moments(cc_path_model *model, const cc_comoments *moments, bool *usable,
			 cc_error *error)
{
	const cc_path_syntax *syntax = model->syntax;
	cc_weight_kind kind = model->options.weight_kind == CC_PATH_WEIGHT_FREQUENCY
							  ? CC_FREQUENCY_WEIGHTS
							  : CC_ANALYTIC_WEIGHTS;
	int item[CC_PATH_MAX_ITEMS];
	int constant;

	*usable = false;
	for (int i = 0; i < syntax->items; i++)
	{
		const char *name = syntax->item[i].name;

		item[i] = cc_comoments_find(moments, name, strlen(name));
		if (item[i] >= 0)
			continue;
		cc_fail(error, CC_BAD_ARGUMENT,
				"item \"%s\" of construct \"%s\" is not among the moments",
				name, syntax->construct[syntax->item[i].construct].name);
		cc_error_hint(error, "Names are those of the columns that went in; "
							 "upper and lower case differ.");
		return CC_BAD_ARGUMENT;
	}
	model->n = cc_comoments_size_of(moments, item, syntax->items, kind);
	if (!(model->n > 1))
	{
		no_estimate(model, "there are fewer than two observations");
		return CC_OK;
	}
	constant = cc_comoments_correlations(moments, item, syntax->items,
										 model->correlation);
	if (constant >= 0)
	{
		no_estimate(model, "item \"%s\" does not vary",
					syntax->item[constant].name);
		return CC_OK;
	}
	if (cc_contradictory(model->correlation, syntax->items))
	{
		no_estimate(model, "%s", cc_not_positive_definite);
		return CC_OK;
	}
	for (int i = 0; i < syntax->items; i++)
	{
		model->mean[i] = cc_comoments_mean(moments, item[i]);
		model->stddev[i] =
			sqrt(cc_comoments_covariance(moments, item[i], item[i], kind));
		/* an item of a pairwise state may have too few rows of its own */
		if (!(model->stddev[i] > 0 && isfinite(model->stddev[i])))
		{
			no_estimate(model, "item \"%s\" does not vary",
						syntax->item[i].name);
			return CC_OK;
		}
	}
	*usable = true;
	return CC_OK;
}

/*
 * Start from the sum of each block, as the packages do; from its first item
 * where the items cancel each other out.
 */
static void
start_weights(cc_path_model *model)
{
	const cc_path_syntax *syntax = model->syntax;

	for (int l = 0; l < syntax->constructs; l++)
	{
		const cc_path_construct *block = &syntax->construct[l];
		double *weight = model->weight + block->first_item;
		const double *stddev = model->stddev + block->first_item;
		double variance = 0;
		double most = 0;

		for (int i = 0; i < block->items; i++)
			weight[i] = model->options.metric == CC_PATH_METRIC_RAW
							? stddev[i] / stddev[0]
							: 1;
		for (int i = 0; i < block->items; i++)
		{
			const double *row =
				model->correlation +
				(size_t) (block->first_item + i) * (size_t) syntax->items +
				block->first_item;

			for (int j = 0; j < block->items; j++)
			{
				variance += weight[i] * row[j] * weight[j];
				most += weight[i] * weight[j];
			}
		}
		if (!(variance > 1e-9 * most))
		{
			for (int i = 0; i < block->items; i++)
				weight[i] = i == 0;
		}
	}
}

cc_status
cc_path_estimate(cc_path_model *model, const cc_comoments *moments,
				 cc_poll poll, cc_error *error)
{
	bool usable;
	cc_status status;

	model->iterations = 0;
	model->reason[0] = '\0';
	status = load_moments(model, moments, &usable, error);
	if (status != CC_OK || !usable)
		return status;
	start_weights(model);
	if (iterate(model, TOLERANCE, NULL, poll))
		(void) cc_path_solve(model);
	return CC_OK;
}

/*
 * Ordinary least squares on the composites, which are taken as given.  Survey
 * weights and the correction for attenuation need resampling instead.
 */
double
cc_path_std_error(const cc_path_model *model, int path, double *t, double *p)
{
	int target = model->syntax->path[path].target;
	double df = model->n - model->syntax->construct[target].paths - 1;
	double std_error;

	*t = *p = NAN;
	if (model->iterations == 0 || model->options.consistent ||
		model->options.weight_kind == CC_PATH_WEIGHT_SAMPLING || !(df > 0))
		return NAN;
	std_error = sqrt((1 - model->r_squared[target]) * model->vif[path] / df);
	if (std_error > 0)
	{
		*p = cc_t_two_sided(model->estimate[path] / std_error, df);
		*t = cc_number_or_none(model->estimate[path] / std_error);
	}
	return std_error;
}

/* (R2 with the path - R2 without it) / (1 - R2) = b^2 / (VIF (1 - R2)) */
double
cc_path_f_squared(const cc_path_model *model, int path)
{
	double left = 1 - model->r_squared[model->syntax->path[path].target];

	return left > 0 ? model->estimate[path] * model->estimate[path] /
						  (model->vif[path] * left)
					: NAN;
}

double
cc_path_outer_weight(const cc_path_model *model, int item)
{
	return model->options.metric == CC_PATH_METRIC_RAW
			   ? cc_number_or_none(model->weight[item] / model->stddev[item])
			   : model->weight[item];
}

/*
 * Correlation of an item with its composite; with consistent estimation, of a
 * reflective item with its construct: sqrt(rho_A) w / (w'w).
 */
double
cc_path_loading(const cc_path_model *model, int item)
{
	int l = model->syntax->item[item].construct;
	const cc_path_construct *block = &model->syntax->construct[l];
	double squares = 0;

	if (!model->options.consistent || block->mode == CC_PATH_MODE_B ||
		block->items == 1)
		return model
			->cross[(size_t) l * (size_t) model->syntax->items + (size_t) item];
	for (int i = block->first_item; i < block->first_item + block->items; i++)
		squares += model->weight[i] * model->weight[i];
	return sqrt(model->rho_a[l]) * model->weight[item] / squares;
}

/* Mean of the correlations (or their absolute values) above the diagonal. */
static double
mean_correlation(const cc_path_model *model, const cc_path_construct *a,
				 const cc_path_construct *b, bool absolute)
{
	size_t k = (size_t) model->syntax->items;
	double sum = 0;
	int count = 0;

	for (int i = a->first_item; i < a->first_item + a->items; i++)
	{
		for (int j = b->first_item; j < b->first_item + b->items; j++)
		{
			double r = model->correlation[(size_t) i * k + (size_t) j];

			if (a == b && j >= i)
				break;
			sum += absolute ? fabs(r) : r;
			count++;
		}
	}
	return count > 0 ? sum / count : 1;
}

cc_path_quality
cc_path_construct_quality(const cc_path_model *model, int construct)
{
	const cc_path_construct *block = &model->syntax->construct[construct];
	int k = block->items;
	cc_path_quality quality = {NAN, NAN, NAN, NAN, NULL};
	double sum = 0;
	double squares = 0;
	double mean;

	if (model->iterations == 0)
	{
		quality.reason = model->reason;
		return quality;
	}
	if (block->mode == CC_PATH_MODE_B)
	{
		quality.reason = "items of a formative block (<~) need not agree";
		return quality;
	}
	for (int i = block->first_item; i < block->first_item + k; i++)
	{
		double loading = cc_path_loading(model, i);

		sum += loading;
		squares += loading * loading;
	}
	/* standardised: k mean(r) / (1 + (k - 1) mean(r)) */
	mean = mean_correlation(model, block, block, false);
	quality.cronbach_alpha = cc_number_or_none(k * mean / (1 + (k - 1) * mean));
	quality.rho_a = model->rho_a[construct];
	quality.rho_c = sum * sum / (sum * sum + k - squares);
	quality.ave = squares / k;
	if (isnan(quality.rho_a))
		quality.reason = "rho_A is not positive";
	if (isnan(quality.cronbach_alpha))
		quality.reason = "items cancel each other out";
	return quality;
}

double
cc_path_htmt(const cc_path_model *model, int a, int b)
{
	const cc_path_construct *one = &model->syntax->construct[a];
	const cc_path_construct *other = &model->syntax->construct[b];

	if (model->iterations == 0 || one->mode == CC_PATH_MODE_B ||
		other->mode == CC_PATH_MODE_B)
		return NAN;
	return cc_number_or_none(mean_correlation(model, one, other, true) /
							 sqrt(mean_correlation(model, one, one, true) *
								  mean_correlation(model, other, other, true)));
}

/* Sum of the unstandardised weights of a block. */
static double
weight_sum(const cc_path_model *model, int construct)
{
	const cc_path_construct *block = &model->syntax->construct[construct];
	double sum = 0;

	for (int i = block->first_item; i < block->first_item + block->items; i++)
		sum += model->weight[i] / model->stddev[i];
	return sum;
}

double
cc_path_index_weight(const cc_path_model *model, int item)
{
	return cc_number_or_none(
		model->weight[item] / model->stddev[item] /
		weight_sum(model, model->syntax->item[item].construct));
}

double
cc_path_index_score(const cc_path_model *model, int construct, const double *x,
					double scale_min, double scale_max)
{
	const cc_path_construct *block = &model->syntax->construct[construct];
	double sum = 0;

	for (int i = 0; i < block->items; i++)
		sum += model->weight[block->first_item + i] /
			   model->stddev[block->first_item + i] * (x[i] - scale_min);
	return cc_number_or_none(100 * sum / weight_sum(model, construct) /
							 (scale_max - scale_min));
}

double
cc_path_index_mean(const cc_path_model *model, int construct, double scale_min,
				   double scale_max)
{
	return cc_path_index_score(
		model, construct,
		model->mean + model->syntax->construct[construct].first_item, scale_min,
		scale_max);
}

/* The index is the composite, whose variance is 1, in other units. */
double
cc_path_index_stddev(const cc_path_model *model, int construct,
					 double scale_min, double scale_max)
{
	return cc_number_or_none(100 / fabs(weight_sum(model, construct)) /
							 (scale_max - scale_min));
}

double
cc_path_score(const cc_path_model *model, int construct, const double *x)
{
	const cc_path_construct *block = &model->syntax->construct[construct];
	double sum = 0;

	for (int i = 0; i < block->items; i++)
	{
		int item = block->first_item + i;

		sum += model->weight[item] * (x[i] - model->mean[item]) /
			   model->stddev[item];
	}
	return cc_number_or_none(sum);
}

double
cc_path_impact(const cc_path_model *model, int source, int target,
			   double points)
{
	double total = model->total[source * model->syntax->constructs + target];

	return isnan(total)
			   ? 0
			   : cc_number_or_none(points * total * weight_sum(model, source) /
								   weight_sum(model, target));
}

double
cc_path_construct_correlation(const cc_path_model *model, int a, int b)
{
	return model->construct[a * model->syntax->constructs + b];
}

double
cc_path_direct(const cc_path_model *model, int source, int target)
{
	const cc_path_construct *to = &model->syntax->construct[target];

	for (int i = to->first_path; i < to->first_path + to->paths; i++)
	{
		if (model->syntax->path[i].source == source)
			return model->estimate[i];
	}
	return 0;
}

bool
cc_path_leads(const cc_path_syntax *syntax, int source, int target)
{
	bool reached[CC_PATH_MAX_CONSTRUCTS] = {false};

	for (int i = 0; i < syntax->constructs; i++)
	{
		int t = syntax->order[i];
		const cc_path_construct *to = &syntax->construct[t];

		for (int j = to->first_path; j < to->first_path + to->paths; j++)
		{
			if (syntax->path[j].source == source ||
				reached[syntax->path[j].source])
				reached[t] = true;
		}
	}
	return reached[target];
}

double
cc_path_gof(const cc_path_model *model)
{
	const cc_path_syntax *syntax = model->syntax;
	double communality = 0;
	double explained = 0;
	int items = 0;
	int targets = 0;

	for (int i = 0; i < syntax->items; i++)
	{
		double loading = cc_path_loading(model, i);

		/* a single item is its own construct and says nothing */
		if (syntax->construct[syntax->item[i].construct].items == 1)
			continue;
		communality += loading * loading;
		items++;
	}
	for (int t = 0; t < syntax->constructs; t++)
	{
		if (isnan(model->r_squared[t]))
			continue;
		explained += model->r_squared[t];
		targets++;
	}
	return items > 0 ? sqrt(communality / items * explained / targets) : NAN;
}

cc_status
cc_path_replicate(cc_path_model *replicate, const cc_path_model *original,
				  const cc_comoments *moments, cc_poll poll, cc_error *error)
{
	bool usable;
	cc_status status;

	replicate->options = original->options;
	replicate->iterations = 0;
	status = load_moments(replicate, moments, &usable, error);
	if (status != CC_OK || !usable)
		return status;
	memcpy(replicate->weight, original->weight,
		   sizeof(double) * (size_t) original->syntax->items);
	if (iterate(replicate, ENOUGH, original->weight, poll))
		(void) cc_path_solve(replicate);
	return CC_OK;
}

/* Linear between order statistics (Hyndman & Fan 1996, type 7). */
static double
sorted_quantile(const double *sorted, int count, double q)
{
	double at = q * (count - 1);
	int below = (int) floor(at);

	if (below >= count - 1)
		return sorted[count - 1];
	return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

/*
 * Percentiles of a bootstrap are too narrow for small samples, as if a normal
 * were used for a t; so they are read further out (Hesterberg 2015,
 * section 5.3).
 */
void
cc_path_interval(const double *sorted, int count, double level, int groups,
				 double *std_error, double *lower, double *upper)
{
	double mean = 0;
	double squares = 0;

	*std_error = *lower = *upper = NAN;
	if (count < 2 || groups < 2)
		return;
	level = erf(cc_t_critical(level, groups - 1) / sqrt(2));
	for (int i = 0; i < count; i++)
		mean += sorted[i] / count;
	for (int i = 0; i < count; i++)
		squares += (sorted[i] - mean) * (sorted[i] - mean);
	*std_error = sqrt(squares / (count - 1));
	*lower = sorted_quantile(sorted, count, (1 - level) / 2);
	*upper = sorted_quantile(sorted, count, (1 + level) / 2);
}
