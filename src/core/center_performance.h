/*
 * center_performance.h
 *		What a centre does on average: replications of its simulation, with the
 *		standard errors of every figure.
 *
 * A figure that is a ratio is that of the sums over replications; its error is by
 * the delta method on the pairs of sums (Cochran 1977, eq. 2.46).
 */
#ifndef CC_CENTER_PERFORMANCE_H
#define CC_CENTER_PERFORMANCE_H

#include "core/center_simulation.h"

#define CC_CENTER_MAX_REPLICATIONS 1000000
/* Before so many, an error is not believed to be small. */
#define CC_CENTER_LEAST_REPLICATIONS 10

/* Sums over replications of x, y and their products. */
typedef struct cc_ratio_sums
{
	double x;
	double y;
	double xx;
	double xy;
	double yy;
} cc_ratio_sums;

typedef struct cc_estimate
{
	double value; /* NaN when there is none */
	double error; /* its standard error; NaN with one replication */
} cc_estimate;

/* One queue in one interval, by when its visits came; per replication. */
typedef struct cc_queue_figures
{
	double offered; /* answered, abandoned or called back */
	double answered;
	double abandoned;
	double blocked;
	double callbacks;
	double open;
	cc_estimate service_level; /* answered in time / offered */
	cc_estimate asa;		   /* mean wait of the answered, seconds */
	cc_estimate abandonment;
	double callback_wait; /* mean seconds beyond the promise */
} cc_queue_figures;

/* One group in one interval. */
typedef struct cc_group_figures
{
	double agents; /* mean there */
	double busy;   /* mean with a contact */
	cc_estimate occupancy;
} cc_group_figures;

/* The rest is its own. */
typedef struct cc_queue_tally
{
	int64_t outcomes[CC_VISIT_OUTCOMES];
	int64_t in_time;
	int64_t wait;
	int64_t returned; /* called back, and answered */
	int64_t return_wait;
} cc_queue_tally;

typedef struct cc_group_tally
{
	int64_t busy;
	int64_t there;
} cc_group_tally;

typedef struct cc_queue_sums
{
	double outcomes[CC_VISIT_OUTCOMES];
	double returned;
	double return_wait;
	cc_ratio_sums service_level;
	cc_ratio_sums asa;
	cc_ratio_sums abandonment;
} cc_queue_sums;

typedef struct cc_center_performance
{
	cc_center center;
	const double *thresholds;
	int64_t *limits; /* thresholds in microseconds */
	int64_t period;
	int cells; /* intervals and, last, all of them */
	int64_t replications;
	cc_center_callers *callers; /* of the first kept replications */
	int64_t kept;
	cc_queue_tally *queue_tallies; /* of a replication, [queue][cell] */
	cc_group_tally *group_tallies;
	cc_queue_sums *queue_sums;
	cc_ratio_sums *group_sums;
} cc_center_performance;

/* Thresholds in seconds, one for each queue; both outlive what they are for. */
extern cc_status
cc_center_performance_begin(cc_center_performance *p,
							const cc_center_model *model,
							const double *thresholds,
							const cc_simulation_host *host, cc_error *error);

/* Forget the replications. */
extern void cc_center_performance_reset(cc_center_performance *p);

/*
 * Keep the callers of the first replications, so many as take 64 MB, for those
 * who reset and run again and again; they must be told to forget them when the
 * numbers get other callers.
 */
extern cc_status
cc_center_performance_keep(cc_center_performance *p, int64_t replications,
						   cc_error *error);
extern void cc_center_performance_forget(cc_center_performance *p);

/*
 * Run replications until there are most, or the greatest standard error of a
 * queue's service level over all intervals is at most target (0: never).  Before
 * each, reseed sets the host's streams to those of its number, from 0: the same
 * number, the same callers, whoever is there to answer.
 */
extern cc_status
cc_center_performance_run(cc_center_performance *p, int64_t most, double target,
						  void (*reseed)(void *context, int64_t number),
						  cc_error *error);

/* From 0; queue model.queues is all of them, interval model.intervals too. */
extern void cc_center_queue_figures(const cc_center_performance *p, int queue,
									int interval, cc_queue_figures *figures);
extern void cc_center_group_figures(const cc_center_performance *p, int group,
									int interval, cc_group_figures *figures);

#endif
