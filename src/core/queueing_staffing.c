/*
 * queueing_staffing.c
 *		From targets back to agents and calls.
 *
 * Every measure improves with each agent and worsens with each call, so a
 * bracket closes in on the one place where the targets begin to be met,
 * wherever the search starts.  Both ends of the bracket are always tried, never
 * computed.
 *
 * Tested in test/pgtap/queueing.sql.
 */
#include <math.h>
#include <stddef.h>

#include "core/erlang_functions.h"
#include "core/queueing_private.h"

/* Erlang C staffing: steps from zero agents are cheaper up to this load */
#define FORWARD_BELOW 48.0
#define MOST_STEPS 100

/*
 * How far a value stays below a target, from -1 to 1; the sign is exact.  A
 * target that is NaN is not given.
 */
static inline double
slack(double value, double target)
{
	if (isnan(target))
		return 1;
	if (value == target)
		return 0;
	if (!(value < INFINITY))
		return -1; /* or nobody is answered */
	return (target - value) / (target + value);
}

/* The least slack of all targets: not negative where every one is met. */
static double
margin(const cc_queue *queue, double agents, const cc_targets *targets,
	   cc_poll poll)
{
	bool with_level = !isnan(targets->service_level);
	double calls;
	double let_in;
	double result;
	cc_steady_state state;

	if (poll != NULL)
		poll();
	if (cc_offered_load(queue->calls, queue->period, queue->aht) < CC_MIN_LOAD)
		return 1;
	calls = cc_attempts(queue, agents, poll);
	cc_solve(queue, calls, agents, with_level ? CC_WANT_SERVICE_LEVEL : 0, poll,
			 &state);
	/* of all calls, too few agents leave few to wait: most find no line */
	let_in = 1 - state.blocking;
	if (isinf(state.queue_length) || let_in <= 0)
		return -1;
	result = slack(state.asa, targets->max_asa);
	result = fmin(result,
				  slack(state.abandonment / let_in, targets->max_abandonment));
	result = fmin(result, slack(state.wait_probability / let_in,
								targets->max_wait_probability));
	result = fmin(
		result,
		slack(agents > 0 ? cc_queue_occupancy(queue, calls, agents, &state) : 1,
			  targets->max_occupancy));
	if (with_level)
	{
		double level = isnan(state.service_level) ? 0 : state.service_level;

		result = fmin(result, (level - targets->service_level) /
								  (2 - level - targets->service_level));
	}
	return result;
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

/* A number of agents or of calls, and its margin. */
typedef struct probe
{
	double at;
	double margin;
} probe;

static probe
probe_agents(const cc_queue *queue, double agents, const cc_targets *targets,
			 cc_poll poll)
{
	return (probe){agents, margin(queue, agents, targets, poll)};
}

static probe
probe_calls(const cc_queue *queue, double agents, double calls,
			const cc_targets *targets, cc_poll poll)
{
	cc_queue other = *queue;

	other.calls = calls;
	return (probe){calls, margin(&other, agents, targets, poll)};
}

/*
 * Where to look next between what misses the targets and what meets them: by
 * regula falsi, every third time in the middle.  Either end when nothing lies
 * between.
 */
static double
between(const probe *miss, const probe *meet, int round)
{
	double share = 0.5;
	double at;

	if (round % 3 != 2)
		share = miss->margin / (miss->margin - meet->margin);
	at = miss->at + (meet->at - miss->at) * share;
	if ((at - miss->at) * (at - meet->at) < 0)
		return at;
	return miss->at + (meet->at - miss->at) / 2;
}

/* Illinois rule: an end that stays counts half. */
static void
move(probe *miss, probe *meet, probe found, int *last)
{
	if (found.margin >= 0)
	{
		*meet = found;
		if (*last > 0)
			miss->margin /= 2;
		*last = 1;
	}
	else
	{
		*miss = found;
		if (*last < 0)
			meet->margin /= 2;
		*last = -1;
	}
}

double
cc_required_agents(const cc_queue *queue, const cc_targets *targets, bool whole,
				   cc_poll poll)
{
	double load = cc_offered_load(queue->calls, queue->period, queue->aht);
	double most = fmin(floor(queue->lines), CC_MAX_AGENTS);
	double step = ceil(sqrt(load) / 8);
	probe none = probe_agents(queue, 0, targets, poll);
	probe miss;
	probe meet;
	int last = 0;

	if (none.margin >= 0)
		return 0;
	meet = probe_agents(queue, fmin(staffing_guess(queue, targets, load), most),
						targets, poll);
	if (meet.margin >= 0)
	{
		for (;; step *= 2)
		{
			miss = none;
			if (meet.at <= step)
				break;
			miss = probe_agents(queue, meet.at - step, targets, poll);
			if (miss.margin < 0)
				break;
			meet = miss;
		}
	}
	else
	{
		do
		{
			if (meet.at >= most)
				return NAN;
			miss = meet;
			meet =
				probe_agents(queue, fmin(miss.at + step, most), targets, poll);
			step *= 2;
		} while (meet.margin < 0);
	}
	for (int round = 0; meet.at - miss.at > 1; round++)
	{
		double at = floor(between(&miss, &meet, round));

		at = fmin(fmax(at, miss.at + 1), meet.at - 1);
		move(&miss, &meet, probe_agents(queue, at, targets, poll), &last);
	}
	/* below a billionth of an agent there is nothing to look for */
	for (int round = 0; !whole && meet.at > 1e-9; round++)
	{
		double at = between(&miss, &meet, round);

		if (at <= miss.at || at >= meet.at)
			break;
		move(&miss, &meet, probe_agents(queue, at, targets, poll), &last);
	}
	return meet.at;
}

double
cc_max_calls(const cc_queue *queue, double agents, const cc_targets *targets,
			 cc_poll poll)
{
	double limit = CC_MAX_LOAD / queue->aht * queue->period;
	double scale = queue->period / queue->aht;
	probe miss = probe_calls(
		queue, agents, fmin(fmax(agents, 1) * scale, limit), targets, poll);
	probe meet = miss;
	int last = 0;

	while (miss.margin >= 0)
	{
		if (miss.at >= limit)
			return INFINITY;
		meet = miss;
		miss =
			probe_calls(queue, agents, fmin(meet.at * 2, limit), targets, poll);
	}
	for (double part = 0.5; meet.margin < 0; part /= 16)
	{
		miss = meet;
		meet = probe_calls(queue, agents, miss.at * part, targets, poll);
		if (miss.at < 1e-60 * scale)
			return 0;
	}
	for (int round = 0;; round++)
	{
		double at = between(&miss, &meet, round);

		if (at <= meet.at || at >= miss.at)
			return meet.at;
		move(&miss, &meet, probe_calls(queue, agents, at, targets, poll),
			 &last);
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
