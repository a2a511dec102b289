/*
 * queueing_private.h
 *		What the files of the queueing chapter share.
 */
#ifndef CC_QUEUEING_PRIVATE_H
#define CC_QUEUEING_PRIVATE_H

#include "core/queueing.h"

/* A load below this is no load. */
#define CC_MIN_LOAD 1e-100

/*
 * Agents against load.  long double where the difference of the two counts:
 * near saturation a rounding of the load is magnified without bound.
 */
typedef struct cc_operating_point
{
	double agents;
	double load;
	double d;	   /* load/agents - 1 */
	double places; /* patience in handle times */
	long double exact_load;
	long double excess; /* load - agents */
} cc_operating_point;

/* Shares of all calls offered, and their waits. */
typedef struct cc_steady_state
{
	double wait_probability;
	double abandonment;
	double blocking;
	double served;
	double service_level;
	double asa;
	double mean_wait;
	double queue_length;
} cc_steady_state;

/* What costs extra is computed only when wanted. */
#define CC_WANT_SERVICE_LEVEL 1u

extern void cc_set_operating_point(const cc_queue *queue, double calls,
								   double agents, cc_operating_point *at);

/* The shares of calls that a service level is made of. */
typedef struct cc_service_shares
{
	double served;
	double served_late; /* answered after the threshold */
	double waiting;		/* W > threshold */
	double unanswered;	/* V > threshold */
	double short_late;	/* answered after short_abandon */
	double short_waiting;
	double blocked;
} cc_service_shares;

extern double cc_queue_service_level(cc_service_variant variant,
									 const cc_service_shares *shares);

/* The steady state of a queue with calls per period (redials included). */
extern void cc_solve(const cc_queue *queue, double calls, double agents,
					 unsigned wanted, cc_poll poll, cc_steady_state *state);

/* M/M/n and M/M/n+M: nobody is turned away */
extern void
cc_solve_waiting(const cc_queue *queue, const cc_operating_point *at,
				 unsigned wanted, cc_steady_state *state);

/* M/M/n/N+M, lines finite */
extern void
cc_solve_lines(const cc_queue *queue, const cc_operating_point *at,
			   unsigned wanted, cc_poll poll, cc_steady_state *state);

extern double cc_queue_occupancy(const cc_queue *queue, double calls,
								 double agents, const cc_steady_state *state);

/* Calls per period, redials included: cc_queue_performance. */
extern double cc_attempts(const cc_queue *queue, double agents, cc_poll poll);

#endif
