/*
 * offered_load.h
 *		Staffing over time: the load that calls leave behind, and what capacity
 *		keeps a deadline.
 */
#ifndef CC_OFFERED_LOAD_H
#define CC_OFFERED_LOAD_H

#include <stddef.h>

#include "core/status.h"

/* Erlang, in one interval. */
typedef struct cc_load_row
{
	double start;
	double mean;
	double end;
	double max;
} cc_load_row;

/*
 * The modified offered load of one interval: calls that come at a constant rate
 * over period seconds and last aht seconds each on average, exponentially, when
 * start of them are in service at its start.  With R = calls aht / period
 *		m(t) = R + (start - R) e^(-t/aht)
 * (Jennings, Mandelbaum, Massey & Whitt 1996; Green, Kolesar & Whitt 2007).
 */
extern void cc_offered_load_row(double calls, double period, double aht,
								double start, cc_load_row *row);

/*
 * The least constant capacity per interval with which work, handled first come
 * first served and arriving evenly over each interval, is done within limit
 * intervals of its arrival: the greatest mean, over windows of intervals, of
 * their work over their number and limit.  With limit 0, within its own
 * interval.  Found by Dinkelbach's (1967) iteration, each a walk over the work.
 */
extern double cc_deadline_capacity(const double *work, size_t count,
								   double limit, cc_poll poll);

#endif
