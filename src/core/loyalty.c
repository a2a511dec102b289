/*
 * loyalty.c
 *		Scores of loyalty and satisfaction with intervals: NPS, CSAT, CES, gaps.
 *
 * Tested in test/pgtap/loyalty.sql.
 */
#include "core/loyalty.h"

#include "core/distributions.h"

#include <math.h>

/* Answers beyond this are summed about the first of them. */
#define USUAL_ANSWER 0x1p20

bool
cc_answers_valid(const cc_answers *state)
{
	return state->n >= 0 && isfinite(state->n) && state->weight >= 0 &&
		   isfinite(state->weight) && state->weight_squares >= 0 &&
		   isfinite(state->weight_squares) && isfinite(state->pivot) &&
		   isfinite(state->sum) && isfinite(state->square) &&
		   isfinite(state->weighted_sum) && isfinite(state->weighted_square) &&
		   (state->n == 0 || state->weight > 0);
}

void
cc_answers_add(cc_answers *state, double z, double weight)
{
	if (weight == 0)
		return;
	if (state->n == 0)
		state->pivot = fabs(z) < USUAL_ANSWER ? 0 : z;
	z -= state->pivot;
	state->n += 1;
	state->weight += weight;
	state->weight_squares += weight * weight;
	state->sum += weight * z;
	state->square += weight * z * z;
	state->weighted_sum += weight * weight * z;
	state->weighted_square += weight * weight * z * z;
}

void
cc_answers_merge(cc_answers *a, const cc_answers *b)
{
	double d;

	if (b->n == 0)
		return;
	if (a->n == 0)
		a->pivot = b->pivot;
	d = b->pivot - a->pivot;
	a->n += b->n;
	a->weight += b->weight;
	a->weight_squares += b->weight_squares;
	a->sum += b->sum + d * b->weight;
	a->square += b->square + 2 * d * b->sum + d * d * b->weight;
	a->weighted_sum += b->weighted_sum + d * b->weight_squares;
	a->weighted_square += b->weighted_square + 2 * d * b->weighted_sum +
						  d * d * b->weight_squares;
}

double
cc_answers_mean(const cc_answers *state)
{
	return state->n > 0
			   ? cc_number_or_none(state->pivot + state->sum / state->weight)
			   : (double) NAN;
}

/* Every weight the same, up to rounding. */
static bool
equal_weights(const cc_answers *state)
{
	double square = state->weight * state->weight;

	return fabs(state->n * state->weight_squares - square) <= 1e-9 * square;
}

static cc_estimate
start_estimate(const cc_answers *state)
{
	cc_estimate result;

	result.n = state->n;
	result.value = cc_answers_mean(state);
	result.std_error = result.lower = result.upper = (double) NAN;
	return result;
}

cc_estimate
cc_mean_estimate(const cc_answers *state, double level)
{
	cc_estimate result = start_estimate(state);
	double mean = state->sum / state->weight;
	double squares; /* sum w^2 (z - mean)^2 */
	double reach;

	if (state->n < 2)
		return result;
	squares =
		equal_weights(state)
			? (state->square - state->sum * mean) * (state->weight / state->n)
			: state->weighted_square - 2 * mean * state->weighted_sum +
				  mean * mean * state->weight_squares;
	result.std_error = cc_number_or_none(
		sqrt(fmax(0, squares) * (state->n / (state->n - 1))) / state->weight);
	reach = cc_t_critical(level, state->n - 1) * result.std_error;
	result.lower = cc_number_or_none(result.value - reach);
	result.upper = cc_number_or_none(result.value + reach);
	return result;
}

cc_estimate
cc_nps_estimate(const cc_answers *state, double level)
{
	cc_estimate result;
	double n = state->n;
	double z;
	double polar; /* promoters and detractors */
	double value;
	double reach;

	if (!equal_weights(state))
		return cc_mean_estimate(state, level);
	result = start_estimate(state);
	polar = state->square / state->weight;
	result.std_error = sqrt(fmax(0, polar - result.value * result.value) / n);
	z = cc_normal_critical(level);
	value = result.value * n / (n + 3);
	polar = (polar * n + 1.5) / (n + 3);
	reach = z * sqrt(fmax(0, polar - value * value) / (n + 3));
	result.lower = value - reach;
	result.upper = value + reach;
	return result;
}

cc_estimate
cc_share_estimate(const cc_answers *state, double level)
{
	cc_estimate result;
	double n = state->n;
	double share;
	double z;
	double middle;
	double reach;

	if (!equal_weights(state))
	{
		result = cc_mean_estimate(state, level);
		result.lower = fmax(0, result.lower);
		result.upper = fmin(1, result.upper);
		return result;
	}
	result = start_estimate(state);
	share = result.value;
	result.std_error = sqrt(fmax(0, share * (1 - share)) / n);
	z = cc_normal_critical(level);
	middle = (share + z * z / (2 * n)) / (1 + z * z / n);
	reach = z / (1 + z * z / n) *
			sqrt(fmax(0, share * (1 - share)) / n + z * z / (4 * n * n));
	/* at 0 and 1 the formula is exact, its rounding is not */
	result.lower = share == 0 ? 0 : middle - reach;
	result.upper = share == 1 ? 1 : middle + reach;
	return result;
}

/* Answers are whole; a mean or a rescaled one between 6 and 9 is neither. */
double
cc_nps_class(double score)
{
	return score >= 9 ? 1 : score <= 6 ? -1 : 0;
}

void
cc_scale_summary(const cc_comoments *state, const int *item, int count,
				 double minimum, double maximum, cc_scale *scale)
{
	double unit = 100 / (maximum - minimum);
	double k = count;
	double total = 0;	 /* variance of the sum */
	double diagonal = 0; /* sum of the variances */

	scale->mean = 0;
	for (int i = 0; i < count; i++)
	{
		scale->mean += (cc_comoments_mean(state, item[i]) - minimum) / k * unit;
		for (int j = 0; j < count; j++)
		{
			double covariance = cc_comoments_covariance(state, item[i], item[j],
														CC_FREQUENCY_WEIGHTS);

			total += covariance;
			if (i == j)
				diagonal += covariance;
		}
	}
	/* pairs of different rows may contradict each other */
	scale->mean = cc_number_or_none(scale->mean);
	scale->stddev = total >= -1e-9 * diagonal
						? cc_number_or_none(sqrt(fmax(0, total)) / k * unit)
						: (double) NAN;
	scale->alpha = count > 1 && total > 0 && total <= k * diagonal * (1 + 1e-9)
					   ? cc_number_or_none(k / (k - 1) * (1 - diagonal / total))
					   : (double) NAN;
}

const char *
cc_attribute_kind(double penalty_p, double reward_p, double alpha)
{
	bool penalty = penalty_p < alpha;
	bool reward = reward_p < alpha;

	if (penalty)
		return reward ? "performance" : "basic";
	return reward ? "excitement" : "indifferent";
}
