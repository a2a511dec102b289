/*
 * queueing.c
 *		Steady state and waits of M/M/n and M/M/n+M queues.
 */
#include "core/queueing.h"

#include <math.h>

#include "core/erlang_functions.h"
#include "core/queueing_private.h"

const char *const cc_service_variants[] = {
	"offered",		 "answered", "abandon_met", "ignore_in_threshold",
	"exclude_short", "virtual",	 NULL};

double
cc_offered_load(double calls, double period, double aht)
{
	return (double) ((long double) calls * aht / period);
}

double
cc_with_shrinkage(double agents, double shrinkage)
{
	return (double) (agents / (1 - (long double) shrinkage));
}

/* P(wait > 0), 0 < load */
static inline double
wait_probability(double agents, double load, double d)
{
	return d >= 0 ? 1 : 1 / (1 - d * cc_erlang_i1(agents, load, d));
}

double
cc_erlang_c(double agents, double load)
{
	if (load == 0)
		return 0;
	if (load >= agents)
		return 1;
	return wait_probability(agents, load, (load - agents) / agents);
}

void
cc_set_operating_point(const cc_queue *queue, double calls, double agents,
					   cc_operating_point *at)
{
	long double load = (long double) calls * queue->aht / queue->period;

	at->agents = agents;
	at->load = (double) load;
	at->exact_load = load;
	at->excess = load - agents;
	if (fabsl(at->excess) < 1e-3L * load)
	{
		/* load - agents = (calls aht - agents period)/period, exactly */
		double work = calls * queue->aht;
		double time = agents * queue->period;

		if (isfinite(work) && work > 1e-250)
			at->excess =
				((long double) (work - time) + fma(calls, queue->aht, -work) -
				 fma(agents, queue->period, -time)) /
				queue->period;
	}
	at->d = (double) (at->excess / agents);
	/* squares of it must not overflow; nobody is as patient or impatient */
	at->places = fmin(fmax(queue->patience / queue->aht, 1e-100), 1e100);
}

/* Nobody calls, so nobody waits. */
static void
idle(cc_steady_state *state)
{
	*state = (cc_steady_state){.served = 1, .service_level = 1};
}

/* M/M/n */
static void
patient(const cc_queue *queue, const cc_operating_point *at,
		cc_steady_state *state)
{
	double spare = (double) -at->excess;
	double p;

	*state = (cc_steady_state){0};
	if (spare <= 0)
	{
		/* no steady state: the queue grows without end */
		state->wait_probability = 1;
		state->served = at->agents / at->load;
		state->asa = state->mean_wait = state->queue_length = INFINITY;
		return;
	}
	p = wait_probability(at->agents, at->load, at->d);
	state->wait_probability = p;
	state->served = 1;
	state->asa = state->mean_wait = p * queue->aht / spare;
	state->queue_length = p * at->load / spare;
	state->service_level = 1 - p * exp(-spare * queue->threshold / queue->aht);
}

/* (-1)^k/k! from k = 2 */
#define CURVE_TERMS 11
static const double curve_table[CURVE_TERMS] = {
	1.0 / 2,	   -1.0 / 6,		1.0 / 24,		-1.0 / 120,
	1.0 / 720,	   -1.0 / 5040,		1.0 / 40320,	-1.0 / 362880,
	1.0 / 3628800, -1.0 / 39916800, 1.0 / 479001600};

/* x - lost, where lost = 1 - e^-x, x >= 0 */
static inline double
curve(double x, double lost)
{
	double sum = 0;

	if (x > 0.25)
		return x - lost;
	for (int i = CURVE_TERMS - 1; i >= 0; i--)
		sum = sum * x + curve_table[i];
	return sum * x * x;
}

/* Palm's queue at one operating point */
typedef struct palm_queue
{
	double x;
	double y;
	double below; /* weight of the states with an idle agent, with palm.shift */
	double total; /* Z, with palm.shift */
	cc_palm palm;
} palm_queue;

static void
palm_queue_at(const cc_operating_point *at, palm_queue *q)
{
	q->x = at->agents * at->places;
	q->y = at->load * at->places;
	cc_palm_sums(q->x, q->y, at->d, &q->palm);
	q->below = cc_erlang_i1(at->agents, at->load, at->d);
	if (q->palm.shift > 0)
		q->below *= exp(-q->palm.shift);
	q->total = q->below + q->palm.a;
}

/*
 * P(V > t), and P(answered, V > t): e^H A(x,y_t)/Z and e^H (A(x,y_t)-1) n/(a Z)
 * with y_t = y e^-tau, H = y(1 - e^-tau) - n t/h.  The exponent of a shift and
 * H cancel to -s(x,y_t).  V is the wait offered to a caller who never abandons.
 */
static double
palm_tail(const cc_queue *queue, const cc_operating_point *at,
		  const palm_queue *q, double t, double *answered)
{
	double tau = t / queue->patience;
	double lost = -expm1(-tau);
	double factor = 1 / q->total;
	double d = at->d - (1 + at->d) * lost;
	bool shifted = q->palm.shift > 0;
	double one;
	double rest;

	if (shifted)
	{
		/* d cancels: the overload melts away while the caller waits */
		long double start = at->excess / at->agents;
		long double exact = -expm1l(-(long double) t / queue->patience);

		d = (double) (start - (1 + start) * exact);
	}
	else
		factor *= exp((double) (at->excess * t / queue->aht) -
					  q->y * curve(tau, lost));
	rest = factor * cc_palm_tail(q->x, q->y * (1 - lost), d, shifted, &one);
	*answered = rest * at->agents / at->load;
	return rest + factor * one;
}

/* M/M/n+M */
static void
impatient(const cc_queue *queue, const cc_operating_point *at, unsigned wanted,
		  cc_steady_state *state)
{
	cc_service_shares shares = {0};
	palm_queue q;
	double z;

	*state = (cc_steady_state){0};
	shares.waiting = exp(-queue->threshold / queue->patience);
	shares.unanswered = 1;
	shares.short_waiting = exp(-queue->short_abandon / queue->patience);
	if (at->agents == 0)
	{
		/* every caller leaves when his patience ends */
		state->wait_probability = state->abandonment = 1;
		state->mean_wait = queue->patience;
		state->queue_length = at->load * at->places;
		state->asa = NAN;
		state->service_level = cc_queue_service_level(queue->variant, &shares);
		return;
	}
	palm_queue_at(at, &q);
	z = q.total;
	state->wait_probability = q.palm.a / z;
	state->abandonment = fmin(q.palm.queue / (q.y * z), 1);
	state->queue_length = q.palm.queue / z;
	state->mean_wait = q.palm.queue * queue->aht / (at->load * z);
	if (at->d > 0)
		state->served = (q.below + q.palm.a1 * (at->agents / at->load)) / z;
	else
		state->served = 1 - state->abandonment;
	state->asa = q.palm.delay * queue->aht / (at->load * z) / state->served;
	if (!(wanted & CC_WANT_SERVICE_LEVEL))
		return;
	shares.served = state->served;
	shares.unanswered =
		palm_tail(queue, at, &q, queue->threshold, &shares.served_late);
	shares.waiting *= shares.unanswered;
	if (queue->variant == CC_SERVICE_EXCLUDE_SHORT)
		shares.short_waiting *=
			palm_tail(queue, at, &q, queue->short_abandon, &shares.short_late);
	state->service_level = cc_queue_service_level(queue->variant, &shares);
}

void
cc_solve_waiting(const cc_queue *queue, const cc_operating_point *at,
				 unsigned wanted, cc_steady_state *state)
{
	if (at->load < CC_MIN_LOAD)
		idle(state);
	else if (isfinite(queue->patience))
		impatient(queue, at, wanted, state);
	else
		patient(queue, at, state);
}

double
cc_queue_service_level(cc_service_variant variant, const cc_service_shares *s)
{
	double in_time = fmax(s->served - s->served_late, 0);

	switch (variant)
	{
		case CC_SERVICE_OFFERED:
			return in_time;
		case CC_SERVICE_ANSWERED:
			return in_time / s->served;
		case CC_SERVICE_ABANDON_MET:
			return fmax(1 - s->blocked - s->waiting, 0);
		case CC_SERVICE_IGNORE_IN_THRESHOLD:
			return in_time / (in_time + s->waiting + s->blocked);
		case CC_SERVICE_EXCLUDE_SHORT:
			return fmin(in_time / (s->served - s->short_late +
								   s->short_waiting + s->blocked),
						1);
		case CC_SERVICE_VIRTUAL:
			return fmax(1 - s->blocked - s->unanswered, 0);
	}
	return NAN;
}

/* The distribution of the time in queue at one operating point. */
typedef struct wait_distribution
{
	const cc_queue *queue;
	cc_operating_point at;
	palm_queue q;
	double wait_probability; /* M/M/n only */
} wait_distribution;

static void
wait_distribution_at(const cc_queue *queue, double agents,
					 wait_distribution *waits)
{
	*waits = (wait_distribution){.queue = queue};
	cc_set_operating_point(queue, queue->calls, agents, &waits->at);
	if (isinf(queue->patience))
		waits->wait_probability =
			wait_probability(agents, waits->at.load, waits->at.d);
	else if (agents > 0)
		palm_queue_at(&waits->at, &waits->q);
}

static double
wait_tail(const wait_distribution *waits, double t)
{
	const cc_queue *queue = waits->queue;
	double answered;

	if (isinf(queue->patience))
		return waits->at.excess >= 0
				   ? 1
				   : waits->wait_probability *
						 exp((double) waits->at.excess * t / queue->aht);
	return exp(-t / queue->patience) *
		   (waits->at.agents > 0
				? palm_tail(queue, &waits->at, &waits->q, t, &answered)
				: 1);
}

double
cc_queue_wait_exceeds(const cc_queue *queue, double agents, double seconds)
{
	wait_distribution waits;

	if (cc_offered_load(queue->calls, queue->period, queue->aht) < CC_MIN_LOAD)
		return 0;
	wait_distribution_at(queue, agents, &waits);
	return wait_tail(&waits, seconds);
}

double
cc_queue_wait_quantile(const cc_queue *queue, double agents, double q)
{
	wait_distribution waits;
	double low = 0;
	double high = queue->aht;

	if (cc_offered_load(queue->calls, queue->period, queue->aht) < CC_MIN_LOAD)
		return 0;
	wait_distribution_at(queue, agents, &waits);
	if (wait_tail(&waits, 0) <= 1 - q)
		return 0;
	if (q == 1 || (isinf(queue->patience) && waits.at.excess >= 0))
		return INFINITY;
	if (isinf(queue->patience))
		return queue->aht * log(waits.wait_probability / (1 - q)) /
			   (double) -waits.at.excess;
	while (wait_tail(&waits, high) > 1 - q)
	{
		low = high;
		high *= 2;
	}
	for (;;)
	{
		double middle = low + (high - low) / 2;

		if (middle <= low || middle >= high)
			return high;
		if (wait_tail(&waits, middle) > 1 - q)
			low = middle;
		else
			high = middle;
	}
}
