/*
 * comoments.h
 *		Weighted first and second moments of several items in one value.
 *
 * The stored value is the working state: a flat block that the transition
 * updates in place.  Per item it holds an integer pivot p (the first value,
 * when that is an integer), s = sum w (x - p), and per pair
 * Q = sum w (x_i - p_i) (x_j - p_j).  With integer answers and weights all of
 * these are exact integers up to 2^53, and everything derived from them is
 * rounded once from exact integers, so that it does not depend on the order of
 * rows or merges.  Other data merge as Chan, Golub & LeVeque (1983) and Pebay
 * (2008) do.
 *
 * Listwise: a row with any value missing is dropped and counted.  Pairwise:
 * each pair of items uses the rows that have both.
 */
#ifndef CC_COMOMENTS_H
#define CC_COMOMENTS_H

#include "core/bytes.h"
#include "core/status.h"
#include "core/text.h"

#define CC_COMOMENTS_MAX_ITEMS 1000
#define CC_COMOMENTS_MAX_NAME 63 /* bytes */
/* values and weights beyond these could overflow a sum of products */
#define CC_COMOMENTS_MAX_VALUE 1e75
#define CC_COMOMENTS_MIN_WEIGHT 1e-75

/* Flags of a state. */
#define CC_COMOMENTS_PAIRWISE 0x0001
#define CC_COMOMENTS_INTEGER 0x0002 /* every value and weight so far */

/*
 * The header of a state; the names, one zero byte after each, padded with zeros
 * to a multiple of 8, and then the cells follow.  Cells of a listwise state:
 * pivot[k], s[k], Q[k(k+1)/2] (upper triangle by rows).  Of a pairwise one:
 * pivot[k], s[k*k] and Q_ii[k*k] ([i*k+j]: item i over the rows that have j
 * too), then Q, W and N (each k(k+1)/2).
 */
typedef struct cc_comoments
{
	uint32_t host_length; /* the host's length word, not looked at here */
	uint8_t kind;
	uint8_t version;
	uint16_t flags;
	uint32_t items;
	uint32_t names_length; /* padding included */
	int64_t n;			   /* rows used */
	int64_t dropped;	   /* rows left out for a missing value */
	double weight;		   /* sum of the weights of the rows used */
	double weight_squares; /* sum of their squares */
} cc_comoments;

/*
 * What a weight means, for degrees of freedom: a count of like rows (df from
 * the sum of weights) or a relative precision (df from the number of rows).
 */
typedef enum cc_weight_kind
{
	CC_FREQUENCY_WEIGHTS,
	CC_ANALYTIC_WEIGHTS
} cc_weight_kind;

extern const char *const cc_weight_kinds[]; /* in that order, then NULL */

/* Bytes of a whole state. */
extern size_t
cc_comoments_size(uint32_t items, uint32_t names_length, bool pairwise);

/* An empty state in cc_comoments_size() bytes; names padded as stored. */
extern void
cc_comoments_init(cc_comoments *state, uint32_t items, const char *names,
				  uint32_t names_length, bool pairwise);

/*
 * The decoder: every stored, received and typed-in state passes here before
 * anything else looks at it.
 */
extern cc_status
cc_comoments_check(const cc_comoments *state, size_t size, cc_error *error);

/*
 * Append a name (length bytes, no zero inside) to a list being built in buffer
 * (capacity bytes, *used so far); cc_names_finish() pads it.  Refuses empty,
 * long and repeated names.
 */
extern cc_status cc_names_add(char *buffer, size_t capacity, size_t *used,
							  const char *name, size_t length, cc_error *error);
extern uint32_t cc_names_finish(char *buffer, size_t capacity, size_t used);

/* One row. */
typedef struct cc_comoments_row
{
	double *x;		  /* per item; overwritten */
	const bool *null; /* per item */
	bool complete;	  /* no item is missing */
	bool integers;	  /* every x is known to be an integer within 2^53 */
	double weight;	  /* zero (it counts for nothing) or positive */
} cc_comoments_row;

extern cc_status cc_comoments_add(cc_comoments *state,
								  const cc_comoments_row *row, cc_error *error);

/* a += b; b is not changed.  The items must be the same. */
extern cc_status
cc_comoments_merge(cc_comoments *a, const cc_comoments *b, cc_error *error);

/* Reading. */
extern const char *cc_comoments_names(const cc_comoments *state);
extern const char *cc_comoments_name(const cc_comoments *state, int item);
/* index of a name, or -1 */
extern int
cc_comoments_find(const cc_comoments *state, const char *name, size_t length);
static inline bool
cc_comoments_pairwise(const cc_comoments *state)
{
	return (state->flags & CC_COMOMENTS_PAIRWISE) != 0;
}

/* Rows and summed weights behind one pair; i = j for one item. */
extern int64_t cc_comoments_pair_n(const cc_comoments *state, int i, int j);
extern double cc_comoments_pair_weight(const cc_comoments *state, int i, int j);
/* mean of an item; 0 when it has no rows (look at pair_n first) */
extern double cc_comoments_mean(const cc_comoments *state, int item);
/*
 * sum of weighted cross products about the means; an item that varies no more
 * than its own rounding has exactly zero on the diagonal
 */
extern double cc_comoments_m2(const cc_comoments *state, int i, int j);

/*
 * The number of observations that degrees of freedom are counted from: the sum
 * of weights or the rows; over several items of a pairwise state the least
 * pair.
 */
extern double cc_comoments_size_of(const cc_comoments *state, const int *item,
								   int count, cc_weight_kind kind);
/* unbiased: M2 / W * N / (N - 1); NAN when N <= 1 */
extern double cc_comoments_covariance(const cc_comoments *state, int i, int j,
									  cc_weight_kind kind);

/* NAN when either does not vary over the rows that have both */
extern double cc_comoments_correlation(const cc_comoments *state, int i, int j);

/*
 * Correlations of count items into matrix (count x count).  Returns -1, or the
 * position in item[] of the first that does not vary (or has no rows).
 */
extern int cc_comoments_correlations(const cc_comoments *state, const int *item,
									 int count, double *matrix);

/*
 * The reason that everything gives which needs such a matrix and finds that no
 * rows could have it: pairs of items that were answered by different rows, or
 * what was typed in.
 */
extern const char cc_not_positive_definite[];

/*
 * An initialised listwise state := that of n rows, n > 1, with these means,
 * sample standard deviations and correlations (items x items, symmetric).  The
 * inverse of reading them.
 */
extern cc_status
cc_comoments_of_summary(cc_comoments *state, const double *mean,
						const double *stddev, const double *correlation,
						int64_t n, cc_error *error);

/*
 * Text form: JSON, exact, about the integers nearest the means when exact, so
 * that equal integer data have equal text.  scratch is as large as state.
 */
extern void cc_comoments_print(const cc_comoments *state, cc_comoments *scratch,
							   cc_printer *printer, cc_poll poll);
extern void cc_comoments_write(const cc_comoments *state, cc_comoments *scratch,
							   cc_writer *writer);

/*
 * Back from text and from bytes.  state NULL only finds the size that the
 * state needs; the second call, with that much room, reads and checks it.
 */
extern cc_status
cc_comoments_parse(const char *text, size_t length, cc_comoments *state,
				   size_t *size, cc_poll poll, cc_error *error);
extern cc_status
cc_comoments_read(const void *bytes, size_t length, cc_comoments *state,
				  size_t *size, cc_error *error);

#endif
