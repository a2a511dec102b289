/*
 * queueing_uncertain.c
 *		Queues whose arrival rate is only known by its mean and spread.
 *
 * Expectations are integrals over u = ln(rate / mean), in which the density of
 * a gamma variate of mean 1 and shape k is smooth: proportional to
 * exp(k (u - e^u)).  Panels are halved until Gauss's rule says of the halves
 * what it says of the whole; where M/M/n loses its steady state one ends.
 */
#include "core/queueing_uncertain.h"

#include <math.h>
#include <string.h>

/* Exponents below this are nothing: e^-40. */
#define FAINT 40.0
#define TOLERANCE 1e-12
#define MOST_PANELS 64 /* waiting to be halved */
#define FIRST_PANELS 6
#define LEAST_PANEL 1e-7 /* of the range */

/* Gauss-Legendre with ten points, those above the middle. */
#define HALF_POINTS 5
static const double point[HALF_POINTS] = {
	0.14887433898163121089, 0.43339539412924719080, 0.67940956829902440623,
	0.86506336668898451073, 0.97390652851717172008};
static const double point_weight[HALF_POINTS] = {
	0.29552422471475287017, 0.26926671930999635509, 0.21908636251598204400,
	0.14945134915058059315, 0.06667134430868813759};

/* What is integrated. */
enum
{
	DENSITY,
	OFFERED,
	LOAD,
	BUSY,
	WAITING,
	SERVED_WELL,
	ANSWERED_WAIT,
	WAIT,
	ABANDONED,
	BLOCKED,
	QUEUE,
	ANSWERED,
	REDIALS,
	PARTS
};

typedef struct mixture
{
	const cc_queue *queue;
	double agents;
	double shape; /* of the gamma distribution */
	cc_poll poll;
} mixture;

/* u - e^u + 1, without cancellation around 0 */
static double
exponent(double u)
{
	if (fabs(u) < 1e-3)
		return -u * u / 2 * (1 + u / 3 * (1 + u / 4 * (1 + u / 5)));
	return u - expm1(u);
}

static void
add_rate(const mixture *m, double u, double weight, double *sums)
{
	double density = weight * exp(m->shape * exponent(u));
	cc_queue queue = *m->queue;
	cc_performance p;
	double offered;

	queue.calls = m->queue->calls * exp(u);
	cc_queue_performance(&queue, m->agents, m->poll, &p);
	offered = queue.calls + p.redials;
	sums[DENSITY] += density;
	sums[OFFERED] += density * offered;
	sums[LOAD] += density * p.load;
	sums[BUSY] += isnan(p.occupancy) ? 0 : density * p.occupancy;
	sums[WAITING] += density * offered * p.wait_probability;
	sums[SERVED_WELL] +=
		isnan(p.service_level) ? 0 : density * offered * p.service_level;
	if (isfinite(p.asa))
		sums[ANSWERED_WAIT] += density * p.answered * p.asa;
	if (isfinite(p.mean_wait))
		sums[WAIT] += density * offered * p.mean_wait;
	sums[ABANDONED] += density * offered * p.abandonment;
	sums[BLOCKED] += density * offered * p.blocking;
	if (isfinite(p.queue_length))
		sums[QUEUE] += density * p.queue_length;
	sums[ANSWERED] += density * p.answered;
	sums[REDIALS] += density * p.redials;
}

typedef struct panel
{
	double from;
	double until;
	double sums[PARTS];
} panel;

static panel
make_panel(const mixture *m, double from, double until)
{
	panel result = {.from = from, .until = until};
	double middle = (from + until) / 2;
	double half = (until - from) / 2;

	for (int i = 0; i < HALF_POINTS; i++)
	{
		add_rate(m, middle - half * point[i], half * point_weight[i],
				 result.sums);
		add_rate(m, middle + half * point[i], half * point_weight[i],
				 result.sums);
	}
	return result;
}

static bool
agree(const double *whole, const panel *left, const panel *right,
	  const double *scale)
{
	for (int i = 0; i < PARTS; i++)
		if (fabs(whole[i] - left->sums[i] - right->sums[i]) >
			TOLERANCE * scale[i])
			return false;
	return true;
}

/* Where the exponent times the shape falls to -FAINT, on one side of 0. */
static double
faint_end(double shape, double side)
{
	double near = 0;
	double far = side;

	while (shape * exponent(far) > -FAINT)
		far *= 2;
	for (int i = 0; i < 60; i++)
	{
		double middle = (near + far) / 2;

		if (shape * exponent(middle) > -FAINT)
			near = middle;
		else
			far = middle;
	}
	return far;
}

static void
integrate(const mixture *m, double from, double until, double *sums,
		  double *scale)
{
	panel stack[MOST_PANELS];
	int waiting = 0;
	double least = (until - from) * LEAST_PANEL;

	if (!(until > from))
		return;
	for (int i = FIRST_PANELS; i-- > 0;)
	{
		double width = (until - from) / FIRST_PANELS;
		panel *p = &stack[waiting++];

		*p = make_panel(m, from + i * width,
						i + 1 == FIRST_PANELS ? until : from + (i + 1) * width);
		for (int part = 0; part < PARTS; part++)
			scale[part] += fabs(p->sums[part]);
	}
	while (waiting > 0)
	{
		panel whole = stack[--waiting];
		double middle = (whole.from + whole.until) / 2;
		panel left = make_panel(m, whole.from, middle);
		panel right = make_panel(m, middle, whole.until);

		if (m->poll != NULL)
			m->poll();
		if (waiting + 2 > MOST_PANELS || whole.until - whole.from < least ||
			agree(whole.sums, &left, &right, scale))
		{
			for (int i = 0; i < PARTS; i++)
				sums[i] += left.sums[i] + right.sums[i];
			continue;
		}
		stack[waiting++] = right;
		stack[waiting++] = left;
	}
}

/* Whether some rates are more than the agents can ever take. */
static bool
is_unbounded(const cc_queue *queue)
{
	return isinf(queue->patience) && isinf(queue->lines) && queue->calls > 0;
}

void
cc_queue_performance_uncertain(const cc_queue *queue, double agents,
							   double rate_cv, cc_poll poll,
							   cc_performance *result)
{
	mixture m = {queue, agents, 1 / (rate_cv * rate_cv), poll};
	double load = cc_offered_load(queue->calls, queue->period, queue->aht);
	double sums[PARTS] = {0};
	double scale[PARTS] = {0};
	double from, until, break_at, offered;

	/* so sharp a distribution is a point */
	if (rate_cv < 1e-8 || queue->calls <= 0)
	{
		cc_queue_performance(queue, agents, poll, result);
		return;
	}
	from = faint_end(m.shape, -rate_cv);
	until = faint_end(m.shape, rate_cv);
	break_at = is_unbounded(queue) && agents > 0 ? log(agents / load) : from;
	break_at = fmin(fmax(break_at, from), until);
	integrate(&m, from, break_at, sums, scale);
	integrate(&m, break_at, until, sums, scale);
	offered = sums[OFFERED];
	*result = (cc_performance){
		.agents = agents,
		.load = sums[LOAD] / sums[DENSITY],
		.occupancy = agents > 0 ? sums[BUSY] / sums[DENSITY] : NAN,
		.wait_probability = sums[WAITING] / offered,
		.service_level = sums[SERVED_WELL] / offered,
		.asa = sums[ANSWERED] > 0 ? sums[ANSWERED_WAIT] / sums[ANSWERED] : NAN,
		.mean_wait = sums[WAIT] / offered,
		.abandonment = sums[ABANDONED] / offered,
		.blocking = sums[BLOCKED] / offered,
		.queue_length = sums[QUEUE] / sums[DENSITY],
		.answered = sums[ANSWERED] / sums[DENSITY],
		.redials = sums[REDIALS] / sums[DENSITY]};
	if (is_unbounded(queue))
		result->asa = result->mean_wait = result->queue_length = INFINITY;
}

/* A target that is NaN is not given. */
static bool
is_within(double value, double target)
{
	return isnan(target) || value <= target;
}

static bool
is_met(const cc_queue *queue, double agents, double rate_cv,
	   const cc_targets *targets, cc_poll poll)
{
	cc_performance p;
	double let_in;

	cc_queue_performance_uncertain(queue, agents, rate_cv, poll, &p);
	let_in = 1 - p.blocking;
	return (isnan(targets->service_level) ||
			p.service_level >= targets->service_level) &&
		   is_within(isnan(p.asa) ? INFINITY : p.asa, targets->max_asa) &&
		   is_within(let_in > 0 ? p.abandonment / let_in : 1,
					 targets->max_abandonment) &&
		   is_within(isnan(p.occupancy) ? 1 : p.occupancy,
					 targets->max_occupancy) &&
		   is_within(let_in > 0 ? p.wait_probability / let_in : 1,
					 targets->max_wait_probability);
}

double
cc_required_agents_uncertain(const cc_queue *queue, const cc_targets *targets,
							 double rate_cv, bool whole, cc_poll poll)
{
	double load = cc_offered_load(queue->calls, queue->period, queue->aht);
	double most = fmin(floor(queue->lines), CC_MAX_AGENTS);
	double step = fmax(1, floor(load * rate_cv / 4));
	double miss = -1;
	double meet;

	if (rate_cv < 1e-8 || queue->calls <= 0)
		return cc_required_agents(queue, targets, whole, poll);
	if (is_unbounded(queue) && !isnan(targets->max_asa))
		return NAN;
	if (is_met(queue, 0, rate_cv, targets, poll))
		return 0;
	miss = 0;
	/* from what the mean rate takes */
	meet = cc_required_agents(queue, targets, true, poll);
	meet = isnan(meet) ? most : fmin(meet, most);
	while (!is_met(queue, meet, rate_cv, targets, poll))
	{
		if (meet >= most)
			return NAN;
		miss = meet;
		meet = fmin(meet + step, most);
		step *= 2;
	}
	while (meet - miss > 1)
	{
		double middle = floor((miss + meet) / 2);

		if (is_met(queue, middle, rate_cv, targets, poll))
			meet = middle;
		else
			miss = middle;
	}
	while (!whole && meet - miss > 1e-9 * meet)
	{
		double middle = (miss + meet) / 2;

		if (is_met(queue, middle, rate_cv, targets, poll))
			meet = middle;
		else
			miss = middle;
	}
	return meet;
}
