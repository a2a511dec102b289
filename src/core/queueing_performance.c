/*
 * queueing_performance.c
 *		Any queue at its operating point, calls that come again included.
 *
 * Tested in test/unit/test_queueing.c.
 */
#include <math.h>

#include "core/queueing_private.h"
#include "core/roots.h"

void
cc_solve(const cc_queue *queue, double calls, double agents, unsigned wanted,
		 cc_poll poll, cc_steady_state *state)
{
	cc_operating_point at;

	cc_set_operating_point(queue, calls, agents, &at);
	if (at.load < CC_MIN_LOAD || !isfinite(queue->lines))
		cc_solve_waiting(queue, &at, wanted, state);
	else
		cc_solve_lines(queue, &at, wanted, poll, state);
}

/* attempts - those that come again - calls */
typedef struct redialing
{
	const cc_queue *queue;
	double agents;
	cc_poll poll;
} redialing;

static double
answered_surplus(double attempts, const void *context)
{
	const redialing *r = context;
	const cc_queue *queue = r->queue;
	cc_steady_state state;

	cc_solve(queue, attempts, r->agents, 0, r->poll, &state);
	return attempts -
		   attempts * (queue->redial_abandoned * state.abandonment +
					   queue->redial_blocked * state.blocking) -
		   queue->calls;
}

double
cc_attempts(const cc_queue *queue, double agents, cc_poll poll)
{
	redialing r = {queue, agents, poll};
	double most = fmax(isinf(queue->patience) ? 0 : queue->redial_abandoned,
					   isinf(queue->lines) ? 0 : queue->redial_blocked);

	if (most == 0)
		return queue->calls;
	return cc_increasing_root(answered_surplus, &r, queue->calls,
							  queue->calls / (1 - most));
}

/* Rounded once: 8.5 Erlang on 10 agents are the 0.85 of a target. */
double
cc_queue_occupancy(const cc_queue *queue, double calls, double agents,
				   const cc_steady_state *state)
{
	long double load = (long double) calls * queue->aht / queue->period;

	if (agents == 0)
		return NAN;
	if (isinf(state->queue_length))
		return 1;
	return fmin((double) (load * state->served / agents), 1);
}

void
cc_queue_performance(const cc_queue *queue, double agents, cc_poll poll,
					 cc_performance *result)
{
	double calls = cc_attempts(queue, agents, poll);
	cc_steady_state state;

	cc_solve(queue, calls, agents, CC_WANT_SERVICE_LEVEL, poll, &state);
	result->agents = agents;
	result->load = cc_offered_load(calls, queue->period, queue->aht);
	result->occupancy = cc_queue_occupancy(queue, calls, agents, &state);
	result->wait_probability = state.wait_probability;
	result->service_level = state.service_level;
	result->asa = state.asa;
	result->mean_wait = state.mean_wait;
	result->abandonment = state.abandonment;
	result->blocking = state.blocking;
	result->queue_length = state.queue_length;
	result->answered = calls * state.served;
	result->redials = calls * (queue->redial_abandoned * state.abandonment +
							   queue->redial_blocked * state.blocking);
}
