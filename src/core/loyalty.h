/*
 * loyalty.h
 *		Scores of loyalty and satisfaction with intervals: NPS, CSAT, CES, gaps.
 */
#ifndef CC_LOYALTY_H
#define CC_LOYALTY_H

#include "core/comoments.h"

/*
 * Sums over answers z with weights w.  Eight doubles, so that an array of the
 * host can hold them.  Exact, and so independent of the order, for integer
 * answers and weights.
 */
typedef struct cc_answers
{
	double n;
	double weight;
	double weight_squares;
	double pivot; /* 0 for answers of any usual scale */
	double sum;	  /* sum w (z - pivot) */
	double square;
	double weighted_sum; /* sum w^2 (z - pivot) */
	double weighted_square;
} cc_answers;

/* A state made elsewhere: finite, no negative counts. */
extern bool cc_answers_valid(const cc_answers *state);
extern void cc_answers_add(cc_answers *state, double z, double weight);
extern void cc_answers_merge(cc_answers *a, const cc_answers *b);

typedef struct cc_estimate
{
	double n;
	double value;
	double std_error; /* NAN: cannot be told from so few answers */
	double lower;
	double upper;
} cc_estimate;

/* Mean of the answers, NAN without any. */
extern double cc_answers_mean(const cc_answers *state);

/*
 * Limits of level confidence.  All: value is the mean of the answers; n > 0.
 * With unequal weights the standard error is that of a linearised ratio (as
 * survey::svymean in R) and the limits are those of t with n - 1 degrees of
 * freedom.
 *
 * nps: answers 1, 0, -1 for promoters, passives, detractors; std_error
 * sqrt((p + d - (p - d)^2) / n), limits by the adjusted Wald method: 3/4 added
 * to promoters and to detractors, 3 to n (Rocks 2016). share: answers 1 and 0;
 * limits by Wilson (1927). mean: any answers; limits of t.
 */
extern cc_estimate cc_nps_estimate(const cc_answers *state, double level);
extern cc_estimate cc_share_estimate(const cc_answers *state, double level);
extern cc_estimate cc_mean_estimate(const cc_answers *state, double level);

/* 1, 0 or -1 of an answer from 0 to 10 (Reichheld 2003). */
extern double cc_nps_class(double score);

/*
 * The mean of several items on 0-100: its mean and standard deviation over the
 * rows, and Cronbach's (1951) alpha, NAN where there is none.
 */
typedef struct cc_scale
{
	double mean;
	double stddev;
	double alpha;
} cc_scale;

extern void
cc_scale_summary(const cc_comoments *state, const int *item, int count,
				 double minimum, double maximum, cc_scale *scale);

/*
 * What an attribute is to an outcome, from the p values of its penalty (rated
 * low) and reward (rated high): basic, excitement, performance, indifferent
 * (Brandt 1987; Matzler & Sauerwein 2002).
 */
extern const char *
cc_attribute_kind(double penalty_p, double reward_p, double alpha);

#endif
