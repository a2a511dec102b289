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

/* Erlang C staffing: steps from zero agents are cheaper up to this load */
#define FORWARD_BELOW 48.0
#define MOST_STEPS 100

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
	double let_in;
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
	/* of all calls, too few agents leave few to wait: most find no line */
	let_in = 1 - state.blocking;
	if (let_in <= 0)
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
		   at_most(state.abandonment / let_in, targets->max_abandonment) &&
		   at_most(state.wait_probability / let_in,
				   targets->max_wait_probability) &&
		   at_most(agents > 0 ? cc_queue_occupancy(queue, calls, agents, &state)
							  : 1,
				   targets->max_occupancy);
}

/*
 * Halfin & Whitt 1981: with a + beta sqrt(a) agents the probability of waiting
 * is 1/(1 + beta Phi(beta)/phi(beta)), whose negative logarithm is within 0.1
 * of 1.2533 beta + 0.2146 beta^2 + 0.03 beta^3 for beta up to 5.  Where a
 * search starts, no more: beta with late = P(wait) e^(-beta delay).
 */
static double
halfin_whitt(double late, double delay)
{
	double want = -log(late);
	double beta = want / (1.2533 + delay + 0.3 * sqrt(want));

	for (int i = 0; i < 3; i++)
	{
		double linear = 1.2533 + delay;
		double f = beta * (linear + beta * (0.2146 + beta * 0.03)) - want;

		beta -= f / (linear + beta * (0.4292 + beta * 0.09));
	}
	return beta;
}

static double
staffing_guess(const cc_queue *queue, const cc_targets *targets, double load)
{
	double beta = 1;

	if (isfinite(queue->patience))
		beta = 0;
	else if (!isnan(targets->service_level))
		beta = halfin_whitt(1 - targets->service_level,
							sqrt(load) * queue->threshold / queue->aht);
	return floor(load + beta * sqrt(load)) + 1;
}

double
cc_required_agents(const cc_queue *queue, const cc_targets *targets, bool whole,
				   cc_poll poll)
{
	double load = cc_offered_load(queue->calls, queue->period, queue->aht);
	double most = fmin(floor(queue->lines), CC_MAX_AGENTS);
	double high = fmin(staffing_guess(queue, targets, load), most);
	double low;
	double step = ceil(sqrt(load) / 16) + 1;

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
	/* below a billionth of an agent there is nothing to look for */
	while (!whole && high > 1e-9)
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
	/* towards zero by leaps, then by halves */
	while (low == 0)
	{
		double less = high / 64;

		probe.calls = less;
		if (meets(&probe, agents, targets, poll))
			low = less;
		else
			high = less;
		if (cc_offered_load(less, queue->period, queue->aht) < 1e-100)
			return 0;
	}
	for (;;)
	{
		double middle = low + (high - low) / 2;

		if (middle <= low || middle >= high)
			return low;
		probe.calls = middle;
		if (meets(&probe, agents, targets, poll))
			low = middle;
		else
			high = middle;
	}
}

double
cc_erlang_c_agents(double calls, double period, double aht,
				   double service_level, double threshold)
{
	cc_queue queue = {.calls = calls,
					  .period = period,
					  .aht = aht,
					  .threshold = threshold,
					  .patience = INFINITY,
					  .lines = INFINITY,
					  .variant = CC_SERVICE_OFFERED};
	cc_targets targets = {service_level, NAN, NAN, NAN, NAN};
	double load = cc_offered_load(calls, period, aht);
	double late = 1 - service_level;
	double fall = exp(-threshold / aht); /* what an agent more leaves of it */
	double n = 0;
	double i = 1; /* I(n, load) */
	double kept;  /* P(W > t | W > 0) */
	double ratio; /* P(W > t) / late */
	double lower;
	double close = 1e-9 + 1e-15 / late; /* service levels round near 1 */

	if (load < CC_MIN_LOAD)
		return 0;
	if (load < FORWARD_BELOW)
	{
		double v = 1 / load;

		for (; n <= load; n += 1)
			i = 1 + (n + 1) * v * i;
	}
	else
	{
		double root = sqrt(load);

		n = floor(load + root * halfin_whitt(late, root * threshold / aht));
		n = fmax(n, floor(load) + 1);
		i = 1 + cc_erlang_i1(n, load, (load - n) / n);
	}
	kept = exp(-(n - load) * threshold / aht);
	ratio = kept / (late * (1 + (n - load) / n * (i - 1)));
	lower = INFINITY; /* the ratio of one agent fewer */
	for (int step = 0; ratio > 1 && step < MOST_STEPS; step++)
	{
		n += 1;
		i = 1 + n / load * i;
		kept *= fall;
		lower = ratio;
		ratio = kept / (late * (1 + (n - load) / n * (i - 1)));
	}
	for (int step = 0; lower == INFINITY && step < MOST_STEPS; step++)
	{
		/* the first guess serves; so may fewer */
		double fewer = n - 1;

		if (fewer <= load)
			break;
		i = (i - 1) * load / n;
		kept /= fall;
		lower = kept / (late * (1 + (fewer - load) / fewer * (i - 1)));
		if (lower > 1)
			break;
		n = fewer;
		ratio = lower;
		lower = INFINITY;
	}
	if (ratio < 1 - close && lower > 1 + close &&
		(isfinite(lower) || n - 1 <= load * (1 - 1e-9)))
		return n;
	/* too close to call from steps, or too far away */
	return cc_required_agents(&queue, &targets, true, NULL);
}
