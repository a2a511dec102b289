/*
 * queueing_staffing.c
 *		From targets back to agents and calls.
 *
 * Every measure improves with each agent and worsens with each call, so a
 * bracket and bisection find the one place where the targets begin to be met,
 * wherever the search starts.
 */
#include <math.h>
#include <stddef.h>

#include "core/queueing_functions.h"
#include "core/queueing_model.h"

/* NaN as a target: not given. */
static inline bool
at_most(double value, double target)
{
	return isnan(target) || value <= target;
}

static bool
meets(const cc_queue *queue, double agents, const cc_targets *targets,
	  cc_poll poll)
{
	bool with_level = !isnan(targets->service_level);
	double calls;
	cc_steady_state state;

	if (poll != NULL)
		poll();
	if (cc_offered_load(queue->calls, queue->period, queue->aht) < CC_MIN_LOAD)
		return true;
	calls = cc_attempts(queue, agents, poll);
	cc_solve(queue, calls, agents, with_level ? CC_WANT_SERVICE_LEVEL : 0, poll,
			 &state);
	if (isinf(state.queue_length))
		return false;
	if (agents == 0)
	{
		/* what no agent leaves open, the first moments of an agent settle */
		state.asa = INFINITY;
		if (isnan(state.service_level))
			state.service_level = 0;
	}
	return (!with_level || state.service_level >= targets->service_level) &&
		   at_most(state.asa, targets->max_asa) &&
		   at_most(state.abandonment, targets->max_abandonment) &&
		   at_most(state.wait_probability, targets->max_wait_probability) &&
		   at_most(agents > 0 ? cc_queue_occupancy(queue, calls, agents, &state)
							  : 1,
				   targets->max_occupancy);
}

/*
 * Halfin & Whitt 1981: agents = a + beta sqrt(a), where the probability of
 * waiting is 1/(1 + beta Phi(beta)/phi(beta)).  Where a search starts, no more.
 */
static double
staffing_guess(const cc_queue *queue, const cc_targets *targets)
{
	double load = cc_offered_load(queue->calls, queue->period, queue->aht);

	(void) targets;
	return floor(load + 1 + sqrt(load));
}

double
cc_required_agents(const cc_queue *queue, const cc_targets *targets, bool whole,
				   cc_poll poll)
{
	double most = fmin(floor(queue->lines), CC_MAX_AGENTS);
	double high = fmin(staffing_guess(queue, targets), most);
	double low;
	double step = 1;

	if (meets(queue, 0, targets, poll))
		return 0;
	if (meets(queue, high, targets, poll))
	{
		/* down: low misses, high meets */
		for (low = fmax(high - step, 0); low > 0;)
		{
			if (!meets(queue, low, targets, poll))
				break;
			high = low;
			step *= 2;
			low = fmax(low - step, 0);
		}
	}
	else
	{
		do
		{
			if (high >= most)
				return NAN;
			low = high;
			high = fmin(high + step, most);
			step *= 2;
		} while (!meets(queue, high, targets, poll));
	}
	while (high - low > 1)
	{
		double middle = floor(low + (high - low) / 2);

		if (meets(queue, middle, targets, poll))
			high = middle;
		else
			low = middle;
	}
	while (!whole)
	{
		double middle = low + (high - low) / 2;

		if (middle <= low || middle >= high)
			break;
		if (meets(queue, middle, targets, poll))
			high = middle;
		else
			low = middle;
	}
	return high;
}

double
cc_max_calls(const cc_queue *queue, double agents, const cc_targets *targets,
			 cc_poll poll)
{
	cc_queue probe = *queue;
	double limit = CC_MAX_LOAD / queue->aht * queue->period;
	double low = 0;
	double high = fmin(fmax(agents, 1) / queue->aht * queue->period, limit);

	for (;;)
	{
		probe.calls = high;
		if (!meets(&probe, agents, targets, poll))
			break;
		if (high >= limit)
			return INFINITY;
		low = high;
		high = fmin(high * 2, limit);
	}
	while (high > 1e-300)
	{
		double middle =
			low > 0 || high < 1e-9 ? low + (high - low) / 2 : high / 64;

		if (middle <= low || middle >= high)
			break;
		probe.calls = middle;
		if (meets(&probe, agents, targets, poll))
			low = middle;
		else
			high = middle;
	}
	return low;
}

double
cc_erlang_c_agents(double calls, double period, double aht,
				   double service_level, double threshold)
{
	cc_queue queue = {calls,	period, aht, threshold, INFINITY,
					  INFINITY, 0,		0,	 0,			CC_SERVICE_OFFERED};
	cc_targets targets = {service_level, NAN, NAN, NAN, NAN};

	return cc_required_agents(&queue, &targets, true, NULL);
}
