/*
 * logistic.h
 *		Logistic and proportional-odds regression on distinct rows.
 *
 * One model serves both: logit P(Y <= level k) = zeta_k - x'beta, the cumulative
 * logit (McCullagh 1980), of which the binary one is the case of two levels,
 * with intercept -zeta_1.  The log likelihood of an answer between thresholds
 * a > b (after subtracting x'beta) is
 *
 *		ln F(a) + ln F(-b) + ln(1 - exp(b - a)),	F(t) = 1 / (1 + exp(-t)),
 *
 * concave in all parameters (Pratt 1981), so Newton's method with halved steps
 * finds its maximum when there is one.  It works on standardised drivers.
 * Rows are taken in their sorted order, so that the result is the same to the bit
 * however they were gathered.
 */
#ifndef CC_LOGISTIC_H
#define CC_LOGISTIC_H

#include "core/model_rows.h"
#include "core/simulation.h"

#define CC_MODEL_MAX_LEVELS 101 /* of an ordinal outcome */
#define CC_MODEL_TERM_FACTORS 8 /* of an interaction */
#define CC_LOGISTIC_ITERATIONS 100
#define CC_EFFECT_MAX_DRAWS 1000000

/* A driver: an item, or the product of several. */
typedef struct cc_model_term
{
	int factors;
	int item[CC_MODEL_TERM_FACTORS];
} cc_model_term;

/*
 * "wait" is that item, "wait:vip" the product of both (and "wait:wait" the
 * square); an item whose name has a colon goes before products.  False: there
 * are no such items, or too many factors.
 */
extern bool cc_model_term_parse(const cc_model_rows *rows, const char *text,
								size_t length, cc_model_term *term);

/* How the standard errors are made. */
typedef enum cc_model_errors
{
	CC_MODEL_BASED, /* the inverse of the information */
	CC_ROBUST,		/* Huber (1967), White (1982): a row is one observation */
	CC_CLUSTERED	/* Liang & Zeger (1986), times G / (G - 1) for G clusters */
} cc_model_errors;

typedef struct cc_model
{
	const cc_model_rows *rows;
	int outcome; /* an item */
	const cc_model_term *term;
	const char *const *name; /* of the terms, for messages */
	int terms;
	cc_model_errors errors;
	int cluster; /* an item, of clustered errors */
} cc_model;

/*
 * The distinct values of the outcome, ascending, into level (with room for
 * CC_MODEL_MAX_LEVELS): 0 and 1 alone, or any that are not too many.
 */
extern cc_status
cc_binary_levels(const cc_model_rows *rows, int outcome, double *level,
				 int *levels, cc_poll poll, cc_error *error);
extern cc_status
cc_ordinal_levels(const cc_model_rows *rows, int outcome, double *level,
				  int *levels, cc_poll poll, cc_error *error);

typedef struct cc_logistic
{
	int levels;
	int parameters; /* terms + levels - 1 */
	int64_t n;		/* rows */
	int64_t events; /* rows whose outcome is 1 */
	int iterations;
	double null_deviance; /* -2 ln L of the shares of the levels */
	double deviance;	  /* -2 ln L */
	/* in the work space */
	double *estimate;	/* beta per term, then zeta per threshold */
	double *covariance; /* of all of them */
	/* the distinct rows in their order, and of each */
	uint32_t *order;
	uint32_t *category; /* of the outcome */
	double *weight;		/* times its count */
	double *eta;		/* x'beta */
	/* as long, for sorting */
	double *key;
	uint32_t *by_key;
	uint32_t *scratch;
	/* why there is no fit (then nothing else but n holds); empty: there is one
	 */
	char reason[200];
} cc_logistic;

/* Number of doubles of work space. */
extern size_t cc_logistic_work(uint32_t rows, int terms, int levels);

/*
 * Maximum likelihood, weights as frequencies.  Too few rows, an item that does
 * not vary, drivers that are combinations of others and outcomes that the
 * drivers separate (Albert & Anderson 1984: there is no maximum) give a reason;
 * drivers that are named twice, or the outcome itself, are errors.  A single
 * cluster leaves no covariance (NAN).
 */
extern cc_status
cc_logistic_fit(const cc_model *model, const double *level, int levels,
				double *work, cc_logistic *fit, cc_poll poll, cc_error *error);

/* Akaike's criterion: the deviance and 2 for each parameter. */
extern double cc_logistic_aic(const cc_logistic *fit);
/* 1 - deviance / null deviance (McFadden 1974) */
extern double cc_logistic_mcfadden(const cc_logistic *fit);

/*
 * What is told of an estimate by the normal distribution (Wald).  NAN where there
 * is no standard error, or it is zero, or a number overflows.
 */
typedef struct cc_wald
{
	double estimate;
	double std_error;
	double z;
	double p;
	double lower;
	double upper;
} cc_wald;

extern cc_wald cc_wald_of(double estimate, double std_error, double level);

/* Of a parameter, times sign (1, or -1 of what is a threshold as intercept). */
extern cc_wald cc_logistic_wald(const cc_logistic *fit, int parameter,
								double sign, double level);

/* exp(x), or NAN when that overflows: odds of log odds */
extern double cc_odds(double x);

/*
 * The chance that a row of the higher of two levels has a larger eta than one
 * of the lower (area under the ROC curve), ties counting half.
 */
extern double
cc_logistic_auc(const cc_model_rows *rows, cc_logistic *fit, cc_poll poll);

/* What one item's change does to the chance of the event, on average. */
typedef struct cc_marginal_effect
{
	bool difference; /* the item is 0 or 1: from 0 to 1; else per unit */
	double effect;
	double std_error; /* by the delta method; the rows are taken as given */
} cc_marginal_effect;

/*
 * Of a binary fit: the mean over the rows of dP/dx, or of P(x = 1) - P(x = 0),
 * through every term that the item is in.  gradient has room for the
 * parameters, and is that of the effect by them.
 */
extern void
cc_average_marginal_effect(const cc_model *model, const cc_logistic *fit,
						   int item, double *gradient,
						   cc_marginal_effect *result, cc_poll poll);

/*
 * Of several effects with these gradients (one after another) the covariance,
 * and a root R of it (R R' is the covariance, of whatever rank), which takes the
 * covariance's place.  work: 2 n^2 + n.
 */
extern void
cc_effects_covariance(const cc_logistic *fit, const double *gradient,
					  int effects, double *covariance);
extern void
cc_covariance_root(double *covariance, int n, double *work, cc_poll poll);

/*
 * Effects drawn from the normal distribution of the estimates (King, Tomz &
 * Wittenberg 2000): effect + R z.  z has room for n.
 */
extern void
cc_effects_draw(const double *effect, const double *root, int n, double *z,
				const cc_simulation_host *host, double *draw);

#endif
