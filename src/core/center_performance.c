/*
 * center_performance.c
 *		Replications of the simulation of a centre and their figures.
 *
 * Tested in test/pgtap/center-simulation.sql.
 */
#include "core/center_performance.h"

#include <math.h>
#include <string.h>

#define MICROSECONDS 1e6
#define KEPT_BYTES (64 * 1024 * 1024.0)

static inline cc_queue_tally *
queue_tallies(cc_center_performance *p, int queue)
{
	return p->queue_tallies + (size_t) queue * (size_t) p->cells;
}

static void
tally_visit(void *context, const cc_visit *v)
{
	cc_center_performance *p = context;
	cc_queue_tally *tally = queue_tallies(p, v->queue) + v->interval;
	int64_t wait = v->left_at - v->queued_at;

	/* A kept promise is no new contact. */
	if (v->cause == CC_CAUSE_CALLBACK)
	{
		if (v->outcome == CC_VISIT_ANSWERED)
		{
			tally->returned++;
			tally->return_wait += wait;
		}
		return;
	}
	tally->outcomes[v->outcome]++;
	if (v->outcome == CC_VISIT_ANSWERED)
	{
		tally->wait += wait;
		tally->in_time += wait <= p->limits[v->queue];
	}
}

/* What of a span is in each interval. */
static void
tally_span(void *context, const cc_agent_span *span)
{
	cc_center_performance *p = context;
	cc_group_tally *tallies =
		p->group_tallies + (size_t) span->group * (size_t) p->cells;
	int64_t starts = span->starts;
	int intervals = p->cells - 1;

	for (int64_t i = starts / p->period; i < intervals && starts < span->ends;
		 i++)
	{
		int64_t next = (i + 1) * p->period;
		int64_t ends = span->ends < next ? span->ends : next;

		tallies[i].there += ends - starts;
		if (span->busy)
			tallies[i].busy += ends - starts;
		starts = ends;
	}
}

cc_status
cc_center_performance_begin(cc_center_performance *p,
							const cc_center_model *model,
							const double *thresholds,
							const cc_simulation_host *host, cc_error *error)
{
	cc_center_sink sink = {tally_visit, tally_span, p};
	size_t cells = (size_t) model->intervals + 1;
	size_t queues = (size_t) model->queues + 1; /* and all of them */
	size_t groups = (size_t) model->groups;
	cc_status status = cc_center_begin(&p->center, model, host, &sink, error);

	if (status != CC_OK)
		return status;
	p->thresholds = thresholds;
	p->callers = NULL;
	p->kept = 0;
	p->cells = (int) cells;
	p->period = cc_microseconds(model->period);
	p->limits =
		host->resize(host->context, NULL, (queues + 1) * sizeof(*p->limits));
	p->queue_tallies = host->resize(
		host->context, NULL, (queues * cells + 1) * sizeof(*p->queue_tallies));
	p->queue_sums = host->resize(host->context, NULL,
								 (queues * cells + 1) * sizeof(*p->queue_sums));
	p->group_tallies = host->resize(
		host->context, NULL, (groups * cells + 1) * sizeof(*p->group_tallies));
	p->group_sums = host->resize(host->context, NULL,
								 (groups * cells + 1) * sizeof(*p->group_sums));
	if (p->limits == NULL || p->queue_tallies == NULL ||
		p->queue_sums == NULL || p->group_tallies == NULL ||
		p->group_sums == NULL)
		return cc_fail(error, CC_TOO_LARGE, "no memory for the simulation");
	for (size_t q = 0; q + 1 < queues; q++)
		p->limits[q] = cc_microseconds(thresholds[q]);
	cc_center_performance_reset(p);
	return CC_OK;
}

void
cc_center_performance_reset(cc_center_performance *p)
{
	const cc_center_model *m = &p->center.model;

	p->replications = 0;
	memset(p->queue_sums, 0,
		   (size_t) (m->queues + 1) * (size_t) p->cells *
			   sizeof(*p->queue_sums));
	memset(p->group_sums, 0,
		   (size_t) m->groups * (size_t) p->cells * sizeof(*p->group_sums));
}

cc_status
cc_center_performance_keep(cc_center_performance *p, int64_t replications,
						   cc_error *error)
{
	const cc_center_model *m = &p->center.model;
	const cc_simulation_host *host = &p->center.host;
	double calls = 0;
	bool room;

	for (int q = 0; q < m->queues; q++)
	{
		for (int i = 0; i < m->intervals; i++)
			calls += m->queue[q].calls[i];
	}
	/* nearly always enough */
	calls += 4 * sqrt(calls) + 16;
	p->kept = (int64_t) fmin(KEPT_BYTES / (calls * sizeof(cc_center_caller)),
							 (double) replications);
	p->callers = host->resize(host->context, NULL,
							  ((size_t) p->kept + 1) * sizeof(*p->callers));
	room = p->callers != NULL;
	for (int64_t i = 0; room && i < p->kept; i++)
	{
		cc_center_callers *callers = &p->callers[i];

		*callers = (cc_center_callers){.room = (int32_t) calls};
		callers->caller =
			host->resize(host->context, NULL,
						 (size_t) callers->room * sizeof(*callers->caller));
		room = callers->caller != NULL;
	}
	return room ? CC_OK
				: cc_fail(error, CC_TOO_LARGE, "no memory for the simulation");
}

void
cc_center_performance_forget(cc_center_performance *p)
{
	for (int64_t i = 0; i < p->kept; i++)
		p->callers[i].complete = false;
}

static void
add_ratio(cc_ratio_sums *sums, double x, double y)
{
	sums->x += x;
	sums->y += y;
	sums->xx += x * x;
	sums->xy += x * y;
	sums->yy += y * y;
}

static void
add_queue(cc_queue_sums *sums, const cc_queue_tally *t)
{
	double answered = (double) t->outcomes[CC_VISIT_ANSWERED];
	double abandoned = (double) t->outcomes[CC_VISIT_ABANDONED];
	double offered =
		answered + abandoned + (double) t->outcomes[CC_VISIT_CALLBACK];

	for (int i = 0; i < CC_VISIT_OUTCOMES; i++)
		sums->outcomes[i] += (double) t->outcomes[i];
	sums->returned += (double) t->returned;
	sums->return_wait += (double) t->return_wait / MICROSECONDS;
	add_ratio(&sums->service_level, (double) t->in_time, offered);
	add_ratio(&sums->asa, (double) t->wait / MICROSECONDS, answered);
	add_ratio(&sums->abandonment, abandoned, offered);
}

static void
add_tally(cc_queue_tally *sum, const cc_queue_tally *t)
{
	for (int i = 0; i < CC_VISIT_OUTCOMES; i++)
		sum->outcomes[i] += t->outcomes[i];
	sum->in_time += t->in_time;
	sum->wait += t->wait;
	sum->returned += t->returned;
	sum->return_wait += t->return_wait;
}

/* Add the tallies of a replication to the sums. */
static void
add_replication(cc_center_performance *p)
{
	const cc_center_model *m = &p->center.model;

	p->replications++;
	for (int q = 0; q <= m->queues; q++)
	{
		cc_queue_tally *tallies = queue_tallies(p, q);
		cc_queue_sums *sums = p->queue_sums + (size_t) q * (size_t) p->cells;

		for (int i = 0; i < m->intervals; i++)
		{
			add_tally(&tallies[m->intervals], &tallies[i]);
			if (q < m->queues)
				add_tally(queue_tallies(p, m->queues) + i, &tallies[i]);
			add_queue(&sums[i], &tallies[i]);
		}
		add_queue(&sums[m->intervals], &tallies[m->intervals]);
	}
	for (int g = 0; g < m->groups; g++)
	{
		cc_group_tally *tallies =
			p->group_tallies + (size_t) g * (size_t) p->cells;
		cc_group_tally *all = &tallies[m->intervals];
		cc_ratio_sums *sums = p->group_sums + (size_t) g * (size_t) p->cells;

		for (int i = 0; i < m->intervals; i++)
		{
			all->busy += tallies[i].busy;
			all->there += tallies[i].there;
			add_ratio(&sums[i], (double) tallies[i].busy / MICROSECONDS,
					  (double) tallies[i].there / MICROSECONDS);
		}
		add_ratio(&sums[m->intervals], (double) all->busy / MICROSECONDS,
				  (double) all->there / MICROSECONDS);
	}
}

static cc_estimate
ratio_of(const cc_ratio_sums *sums, int64_t replications)
{
	double n = (double) replications;
	cc_estimate e = {(double) NAN, (double) NAN};
	double squares;

	if (sums->y <= 0)
		return e;
	e.value = sums->x / sums->y;
	if (replications < 2)
		return e;
	squares = sums->xx - 2 * e.value * sums->xy + e.value * e.value * sums->yy;
	e.error = sqrt(fmax(0, squares) * n / (n - 1)) / sums->y;
	return e;
}

cc_status
cc_center_performance_run(cc_center_performance *p, int64_t most, double target,
						  void (*reseed)(void *context, int64_t number),
						  cc_error *error)
{
	const cc_center_model *m = &p->center.model;

	while (p->replications < most)
	{
		cc_status status;

		if (target > 0 && p->replications >= CC_CENTER_LEAST_REPLICATIONS)
		{
			double worst = 0;

			for (int q = 0; q < m->queues; q++)
			{
				cc_estimate e = ratio_of(
					&p->queue_sums[(size_t) (q + 1) * (size_t) p->cells - 1]
						 .service_level,
					p->replications);

				worst = fmax(worst, e.error);
			}
			if (worst <= target)
				break;
		}
		memset(p->queue_tallies, 0,
			   (size_t) (m->queues + 1) * (size_t) p->cells *
				   sizeof(*p->queue_tallies));
		memset(p->group_tallies, 0,
			   (size_t) m->groups * (size_t) p->cells *
				   sizeof(*p->group_tallies));
		reseed(p->center.host.context, p->replications);
		p->center.callers =
			p->replications < p->kept ? &p->callers[p->replications] : NULL;
		if ((status = cc_center_run(&p->center, error)) != CC_OK)
			return status;
		add_replication(p);
	}
	return CC_OK;
}

void
cc_center_queue_figures(const cc_center_performance *p, int queue, int interval,
						cc_queue_figures *f)
{
	const cc_queue_sums *s =
		&p->queue_sums[(size_t) queue * (size_t) p->cells + (size_t) interval];
	double n = (double) p->replications;

	f->answered = s->outcomes[CC_VISIT_ANSWERED] / n;
	f->abandoned = s->outcomes[CC_VISIT_ABANDONED] / n;
	f->blocked = s->outcomes[CC_VISIT_BLOCKED] / n;
	f->callbacks = s->outcomes[CC_VISIT_CALLBACK] / n;
	f->open = s->outcomes[CC_VISIT_OPEN] / n;
	f->offered = s->service_level.y / n;
	f->service_level = ratio_of(&s->service_level, p->replications);
	f->asa = ratio_of(&s->asa, p->replications);
	f->abandonment = ratio_of(&s->abandonment, p->replications);
	f->callback_wait =
		s->returned > 0 ? s->return_wait / s->returned : (double) NAN;
}

void
cc_center_group_figures(const cc_center_performance *p, int group, int interval,
						cc_group_figures *f)
{
	const cc_center_model *m = &p->center.model;
	const cc_ratio_sums *s =
		&p->group_sums[(size_t) group * (size_t) p->cells + (size_t) interval];
	double seconds = (double) p->replications * m->period *
					 (interval == m->intervals ? m->intervals : 1);

	f->agents = s->y / seconds;
	f->busy = s->x / seconds;
	f->occupancy = ratio_of(s, p->replications);
}
