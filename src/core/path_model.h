/*
 * path_model.h
 *		Partial least squares path models from correlations (Wold; Lohmoeller
 *		1989; Tenenhaus et al. 2005).
 *
 * A construct is measured by a composite: a weighted sum of the items of its
 * block with variance 1 (the unbiased variance).  Everything here follows from
 * the correlations of the items and the weights of the composites, which is
 * what a model keeps; the rest is worked out when it is read.
 *
 * Composites have no sign of their own: each is oriented so that its loadings
 * sum to a positive number.
 */
#ifndef CC_PATH_MODEL_H
#define CC_PATH_MODEL_H

#include "core/bytes.h"
#include "core/comoments.h"
#include "core/path_syntax.h"
#include "core/status.h"
#include "core/text.h"

typedef enum cc_path_scheme
{
	CC_PATH_SCHEME_PATH,
	CC_PATH_SCHEME_FACTORIAL,
	CC_PATH_SCHEME_CENTROID
} cc_path_scheme;

/* Are composites formed of standardised items, or of items as they are? */
typedef enum cc_path_metric
{
	CC_PATH_METRIC_CORRELATION,
	CC_PATH_METRIC_RAW
} cc_path_metric;

/* Frequency: n is the sum of weights; otherwise it is the number of rows. */
typedef enum cc_path_weight_kind
{
	CC_PATH_WEIGHT_FREQUENCY,
	CC_PATH_WEIGHT_ANALYTIC,
	CC_PATH_WEIGHT_SAMPLING
} cc_path_weight_kind;

extern const char *const cc_path_schemes[];
extern const char *const cc_path_metrics[];
extern const char *const cc_path_weight_kinds[];

typedef struct cc_path_options
{
	cc_path_scheme scheme;
	cc_path_metric metric;
	cc_path_weight_kind weight_kind;
	bool consistent; /* rho_A correction (Dijkstra & Henseler 2015) */
} cc_path_options;

/* as in the packages */
#define CC_PATH_MAX_ITERATIONS 300

/*
 * k items, c constructs, in the order of the syntax.  Numbers that do not exist
 * are NAN in here; the bindings turn them into NULL.
 */
typedef struct cc_path_model
{
	const cc_path_syntax *syntax;
	cc_path_options options;
	double n;		  /* observations */
	const char *text; /* the model as it was written */
	size_t text_length;
	int iterations;	  /* 0: not estimated */
	char reason[200]; /* why not */

	/* what is kept */
	double *mean;		 /* k */
	double *stddev;		 /* k */
	double *weight;		 /* k, of the standardised items */
	double *correlation; /* k x k */

	/* what follows from it */
	double *cross;	   /* c x k: correlation of composite and item */
	double *construct; /* c x c: correlations of the constructs */
	double *rho_a;	   /* c */
	double *r_squared; /* c, NAN for a construct without sources */
	double *estimate;  /* per path */
	double *vif;	   /* per path: inflation by the other sources */
	double *total;	   /* c x c, [source][target]; NAN: no way there */
	double *work;
} cc_path_model;

/* Number of doubles a model needs, and laying it out in them. */
extern size_t cc_path_model_doubles(const cc_path_syntax *syntax);
extern void cc_path_model_place(cc_path_model *model,
								const cc_path_syntax *syntax, double *memory);

/*
 * Estimate the model from moments.  An unknown item is an error; data that the
 * model cannot be estimated from (an item that does not vary, sources that
 * cannot be told apart, ...) leave iterations at zero and say why in reason.
 */
extern cc_status
cc_path_estimate(cc_path_model *model, const cc_comoments *moments,
				 cc_poll poll, cc_error *error);

/*
 * The same model from other moments of the same items, starting from the
 * original's weights and oriented like it; for resampling.
 */
extern cc_status
cc_path_replicate(cc_path_model *replicate, const cc_path_model *original,
				  const cc_comoments *moments, cc_poll poll, cc_error *error);
/*
 * Standard deviation and percentile limits of sorted replicates from resampling
 * that many groups.
 */
extern void
cc_path_interval(const double *sorted, int count, double level, int groups,
				 double *std_error, double *lower, double *upper);

/*
 * What follows from the correlations and weights of a model; false, with a
 * reason, when they contradict each other.
 */
extern bool cc_path_solve(cc_path_model *model);

/*
 * Bytes of a model, stored and sent alike.  Reading goes in two steps: the
 * head fills syntax and settles that the rest has the right length, so that
 * the caller can get memory and place the model; the body does the rest.
 */
extern void cc_path_model_write(const cc_path_model *model, cc_writer *writer);
extern cc_status
cc_path_model_read_head(cc_reader *reader, cc_path_model *model,
						cc_path_syntax *syntax, cc_error *error);
extern cc_status cc_path_model_read_body(cc_reader *reader,
										 cc_path_model *model, cc_error *error);

/*
 * Text of a model: a JSON object with keys in a fixed order.  Each buffer holds
 * as many bytes as there are to scan, and that of the head must stay.
 */
extern void
cc_path_model_print(const cc_path_model *model, cc_printer *printer);
extern cc_status
cc_path_model_scan_head(cc_scanner *scanner, cc_path_model *model,
						cc_path_syntax *syntax, char *buffer, cc_error *error);
extern cc_status cc_path_model_scan_body(cc_scanner *scanner,
										 cc_path_model *model, cc_error *error);

/*
 * Standard error, t and two-sided p of a path; NAN for sampling weights,
 * consistent estimates and where no degree of freedom is left.
 */
extern double
cc_path_std_error(const cc_path_model *model, int path, double *t, double *p);
/* Cohen's f squared, the composites kept */
extern double cc_path_f_squared(const cc_path_model *model, int path);

/* weight of an item as it is told: per unit of the item in the raw metric */
extern double cc_path_outer_weight(const cc_path_model *model, int item);
extern double cc_path_loading(const cc_path_model *model, int item);

typedef struct cc_path_quality
{
	double cronbach_alpha;
	double rho_a;
	double rho_c;
	double ave;
	const char *reason; /* why some are missing, or NULL */
} cc_path_quality;

extern cc_path_quality
cc_path_construct_quality(const cc_path_model *model, int construct);
/* Henseler, Ringle & Sarstedt (2015), with absolute correlations */
extern double cc_path_htmt(const cc_path_model *model, int a, int b);

/* The share of an item in the index of its construct; they sum to 1. */
extern double cc_path_index_weight(const cc_path_model *model, int item);
/* 0-100 index of a construct from items on scale_min..scale_max */
extern double cc_path_index_mean(const cc_path_model *model, int construct,
								 double scale_min, double scale_max);
extern double cc_path_index_stddev(const cc_path_model *model, int construct,
								   double scale_min, double scale_max);
/* Of one respondent, x in the order of the block. */
extern double
cc_path_score(const cc_path_model *model, int construct, const double *x);
extern double
cc_path_index_score(const cc_path_model *model, int construct, const double *x,
					double scale_min, double scale_max);
/*
 * Points that the target's 0-100 index gains with points of the source's: the
 * unstandardised total effect.  0 when no way leads there.
 */
extern double cc_path_impact(const cc_path_model *model, int source, int target,
							 double points);

extern double
cc_path_construct_correlation(const cc_path_model *model, int a, int b);
/* the coefficient of the path between them, 0 without one */
extern double
cc_path_direct(const cc_path_model *model, int source, int target);
/* Does any way along the paths lead from source to target? */
extern bool cc_path_leads(const cc_path_syntax *syntax, int source, int target);
/* Tenenhaus et al. (2005): root of mean communality times mean R squared */
extern double cc_path_gof(const cc_path_model *model);

#endif
