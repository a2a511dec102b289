/*
 * center_staffing.h
 *		How many agents of each group a centre needs in each interval.
 *
 * The start is the requirement of Erlang A for queues that share agents, pooled; a
 * search by simulation with common random numbers adds agents where they help
 * most for what they cost, takes away what is not needed, exchanges two for one,
 * and checks the result with other random numbers.
 */
#ifndef CC_CENTER_STAFFING_H
#define CC_CENTER_STAFFING_H

#include "core/center_performance.h"

typedef enum cc_staffing_end
{
	CC_STAFFING_MET,
	CC_STAFFING_NO_SKILL, /* queue: nobody answers it */
	CC_STAFFING_LIMIT,	  /* queue, interval: with as many as allowed neither */
	CC_STAFFING_ROUNDS	  /* queue, interval: not met when it had to stop */
} cc_staffing_end;

typedef struct cc_staffing_goals
{
	const double *service_levels; /* a queue's; NaN: none */
	const double *costs;		  /* an agent's of a group, > 0 */
	double confidence;			  /* with which each goal is to be met */
	int32_t most;				  /* agents of a group in an interval */
	int64_t replications;		  /* of the check */
} cc_staffing_goals;

typedef struct cc_staffing
{
	cc_staffing_end end;
	int queue;
	int interval;
	int rounds;
	int64_t replications; /* in all */
} cc_staffing;

/* Where the search is: its phase, round, agents and goals not met. */
typedef void (*cc_staffing_progress)(void *context, const char *phase,
									 int round, int64_t agents, int missed);

/*
 * Staff a centre.  agents, [group][interval], is also where the groups of the
 * model have their agents; the model has no shifts.  bounds, likewise, gets where
 * the search began.  p holds the check afterwards.
 */
extern cc_status
cc_staff_center(cc_center_performance *p, const cc_center_model *model,
				const double *thresholds, const cc_staffing_goals *goals,
				const cc_simulation_host *host,
				void (*reseed)(void *context, int64_t number),
				cc_staffing_progress progress, int32_t *agents, int32_t *bounds,
				cc_staffing *result, cc_error *error);

#endif
