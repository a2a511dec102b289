/*
 * queueing_uncertain.h
 *		Queues whose arrival rate is only known by its mean and spread.
 *
 * The rate is gamma distributed (Jongbloed & Koole 2001) with the coefficient
 * of variation rate_cv, 0 to 1; for each rate the queue is in its steady state.
 */
#ifndef CC_QUEUEING_UNCERTAIN_H
#define CC_QUEUEING_UNCERTAIN_H

#include "core/queueing.h"

/*
 * What a call meets: every share and mean of calls weighs a rate by its calls.
 * Load, occupancy and queue length, the calls answered and redials are means
 * over the rates.  Without patience or lines some rates, however rare, have no
 * steady state: waits and queue lengths are infinite then.  To 1e-10.
 */
extern void cc_queue_performance_uncertain(const cc_queue *queue, double agents,
										   double rate_cv, cc_poll poll,
										   cc_performance *result);

/* As cc_required_agents. */
extern double
cc_required_agents_uncertain(const cc_queue *queue, const cc_targets *targets,
							 double rate_cv, bool whole, cc_poll poll);

#endif
