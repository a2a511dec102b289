/*
 * benchmarks.h
 *		A value against a benchmark, the price of the gap, maturity, repeats.
 */
#ifndef CC_BENCHMARKS_H
#define CC_BENCHMARKS_H

#include <stdint.h>

#include "core/reference.h"

/* A value beside a printed mean and median, in the unit of both. */
typedef struct cc_gap
{
	double from_mean;	/* value - mean */
	double from_median; /* value - median */
	double of_median;	/* value / median */
	double deviations;	/* from the mean; NaN when none was printed */
	/* better, worse than the mean, or equal; NULL: neither side is better */
	const char *verdict;
} cc_gap;

extern void
cc_benchmark_gap(const cc_benchmark_row *row, double value, cc_gap *gap);

/* Money a difference in seconds per contact costs; the sign is kept. */
extern double cc_cost_of_gap(double own, double target, double contacts,
							 double cost_per_minute);

/* Full-time equivalents the same difference ties up. */
extern double
cc_fte_of_gap(double own, double target, double contacts, double paid_hours,
			  double occupancy, double shrinkage);

/*
 * Staged maturity (CMMI 1.2, ch. 3): scores[i] is what level i + 2 reached; the
 * level is the highest whose own and all lower scores are at least threshold.
 * NaN: not scored; the level is unknown (-1) once the climb meets it.
 */
extern int cc_maturity_level(const double *scores, size_t n, double threshold);

/*
 * Was a contact repeated: has the same customer's next one come by as_of, after
 * it ended and at most days of 24 hours later?  Instants in microseconds; a next
 * that is not later (INT64_MIN: none) does not count.  False: not known, since
 * as_of the days are not over or the end is no instant (INT64_MIN, INT64_MAX).
 */
extern bool cc_repeat_contact(int64_t ended, int64_t next, double days,
							  int64_t as_of, bool *repeated);

#endif
