/*
 * center_staffing.c
 *		How many agents of each group a centre needs in each interval.
 *
 * Tested in test/pgtap/center-simulation.sql.
 */
#include "core/center_staffing.h"

#include <math.h>
#include <string.h>

#include "core/distributions.h"
#include "core/queueing.h"

#define MAX_ROUNDS 60
/* Replications that compare, and the first of the check's numbers. */
#define FEW 24
#define SOME 80
#define OTHER_NUMBERS 1000000

typedef struct search
{
	cc_center_performance *p;
	const cc_center_model *m;
	const cc_staffing_goals *goals;
	cc_simulation_host host;
	void (*reseed)(void *context, int64_t number);
	cc_staffing_progress progress;
	int64_t first; /* number of the first replication */
	double z;
	int32_t *agents;
	int32_t *trial; /* what is tried, [group][interval] */
	double *lacks;	/* [interval], calls below the goals */
	double *before; /* [interval], the same of the trial's start */
	double *gains;	/* [interval], of the best group per cost */
	int32_t *best;	/* [interval], that group */
	int32_t *steps; /* [interval], agents to add */
	int *parts;		/* [queue + group], joined by skills */
	cc_staffing *result;
	cc_error *error;
} search;

static double
search_uniform(void *context, cc_random_stream stream)
{
	search *s = context;

	return s->host.uniform(s->host.context, stream);
}

static void *
search_resize(void *context, void *memory, size_t size)
{
	search *s = context;

	return s->host.resize(s->host.context, memory, size);
}

static void
search_reseed(void *context, int64_t number)
{
	search *s = context;

	s->reseed(s->host.context, s->first + number);
}

static void
poll(const search *s)
{
	if (s->host.poll != NULL)
		s->host.poll();
}

static size_t
at(const search *s, int group, int interval)
{
	return (size_t) group * (size_t) s->m->intervals + (size_t) interval;
}

/*
 * Simulate and see how many calls each interval lacks.  strict: with the
 * confidence asked for; else as estimated.  Returns the goals not met.
 */
static cc_status
evaluate(search *s, int64_t replications, bool strict, double *lacks,
		 int *missed)
{
	const cc_center_model *m = s->m;
	cc_status status;

	cc_center_performance_reset(s->p);
	status = cc_center_performance_run(s->p, replications, 0, search_reseed,
									   s->error);
	if (status != CC_OK)
		return status;
	s->result->replications += replications;
	*missed = 0;
	for (int i = 0; i < m->intervals; i++)
	{
		lacks[i] = 0;
		for (int q = 0; q < m->queues; q++)
		{
			cc_queue_figures f;
			double lack;

			if (isnan(s->goals->service_levels[q]))
				continue;
			cc_center_queue_figures(s->p, q, i, &f);
			if (isnan(f.service_level.value))
				continue;
			lack = s->goals->service_levels[q] - f.service_level.value;
			if (strict)
				lack += s->z * f.service_level.error;
			/* a goal of 1 is met by 1 */
			if (lack <= 1e-12)
				continue;
			lacks[i] += lack * f.offered;
			if ((*missed)++ == 0)
			{
				s->result->queue = q;
				s->result->interval = i;
			}
		}
	}
	return CC_OK;
}

static int64_t
total(const search *s)
{
	int64_t sum = 0;

	for (int g = 0; g < s->m->groups; g++)
	{
		for (int i = 0; i < s->m->intervals; i++)
			sum += s->agents[at(s, g, i)];
	}
	return sum;
}

static void
tell(const search *s, const char *phase, int missed)
{
	if (s->progress != NULL)
		s->progress(s->host.context, phase, s->result->rounds, total(s),
					missed);
}

/* The least number of the part that something belongs to. */
static int
part_of(const search *s, int i)
{
	while (s->parts[i] != i)
		i = s->parts[i];
	return i;
}

static double
law_mean(const cc_center_law *law, int interval)
{
	return law->means == NULL
			   ? law->quantiles_mean
			   : law->means[law->means_count == 1 ? 0 : interval];
}

/* A part in an interval: Erlang A of its calls together, the mildest goal. */
static double
pooled_agents(const search *s, int part, int interval)
{
	const cc_center_model *m = s->m;
	cc_queue pooled = {.period = m->period,
					   .lines = (double) INFINITY,
					   .variant = CC_SERVICE_OFFERED};
	cc_targets targets = {NAN, NAN, NAN, NAN, NAN};
	double leaving = 0;

	for (int q = 0; q < m->queues; q++)
	{
		double calls = m->queue[q].calls[interval];
		double patience = law_mean(&m->queue[q].patience, interval);
		double goal = s->goals->service_levels[q];

		if (part_of(s, q) != part || calls <= 0)
			continue;
		pooled.calls += calls;
		pooled.aht += calls * law_mean(&m->queue[q].handle, interval);
		leaving += isinf(patience) ? 0 : calls / fmax(patience, 1e-3);
		pooled.threshold = fmax(pooled.threshold, s->p->thresholds[q]);
		if (!isnan(goal))
			targets.service_level = fmin(targets.service_level, goal);
	}
	if (pooled.calls <= 0 || pooled.aht <= 0)
		return 0;
	pooled.aht /= pooled.calls;
	pooled.patience = leaving > 0 ? pooled.calls / leaving : (double) INFINITY;
	if (isnan(targets.service_level))
		return 0;
	targets.service_level = fmin(targets.service_level, 0.999);
	return cc_required_agents(&pooled, &targets, true, s->host.poll);
}

/* Where the search begins: the pooled agents, by the load of first levels. */
static void
begin_low(search *s)
{
	const cc_center_model *m = s->m;

	for (int i = 0; i < m->queues + m->groups; i++)
		s->parts[i] = i;
	for (int i = 0; i < m->skills; i++)
	{
		int a = part_of(s, m->skill[i].queue);
		int b = part_of(s, m->queues + m->skill[i].group);

		s->parts[a > b ? a : b] = a > b ? b : a;
	}
	for (int i = 0; i < m->intervals; i++)
	{
		for (int part = 0; part < m->queues; part++)
		{
			double need;
			double load = 0;
			double given = 0;
			double cumulated = 0;

			if (part_of(s, part) != part)
				continue;
			need = pooled_agents(s, part, i);
			/* gains serves as room for the load of groups: see cc_staff_center */
			for (int g = 0; g < m->groups; g++)
				s->gains[g] = 0;
			for (int q = 0; q < m->queues; q++)
			{
				int32_t level = INT32_MAX;
				int sharers = 0;
				double mine = m->queue[q].calls[i] *
							  law_mean(&m->queue[q].handle, i) / m->period;

				if (part_of(s, q) != part)
					continue;
				poll(s);
				for (int k = 0; k < m->skills; k++)
				{
					if (m->skill[k].queue != q || m->skill[k].level > level)
						continue;
					sharers = m->skill[k].level < level ? 1 : sharers + 1;
					level = m->skill[k].level;
				}
				for (int k = 0; k < m->skills; k++)
				{
					if (m->skill[k].queue == q && m->skill[k].level == level)
						s->gains[m->skill[k].group] += mine / sharers;
				}
				load += mine;
			}
			for (int g = 0; g < m->groups && load > 0; g++)
			{
				double upto;

				if (part_of(s, m->queues + g) != part)
					continue;
				cumulated += s->gains[g];
				upto = floor(need * cumulated / load + 0.5);
				s->agents[at(s, g, i)] = (int32_t) fmin(
					s->goals->most,
					ceil((upto - given) / m->group[g].concurrency));
				given = upto;
			}
		}
	}
}

/* Whether a group answers a queue that may want it in an interval. */
static bool
may_help(const search *s, int group, int interval)
{
	const cc_center_team *team = &s->p->center.teams[group];

	poll(s);
	for (int k = team->skills; k < team->skills + team->skills_count; k++)
	{
		int q = s->m->skill[k].queue;
		cc_queue_figures f;

		if (isnan(s->goals->service_levels[q]))
			continue;
		cc_center_queue_figures(s->p, q, interval, &f);
		if (f.offered > 0)
			return true;
	}
	return false;
}

/* Replace what is simulated by the trial, or back. */
static void
swap_trial(search *s)
{
	size_t cells = (size_t) s->m->groups * (size_t) s->m->intervals;

	for (size_t i = 0; i < cells; i++)
	{
		int32_t agents = s->agents[i];

		s->agents[i] = s->trial[i];
		s->trial[i] = agents;
	}
}

/*
 * One round up: try some more agents of each group where calls are lacking, and
 * keep in each interval those that mend most for what they cost.  *stuck tells
 * that an interval has as many as allowed.
 */
static cc_status
round_up(search *s, int64_t replications, bool strict, bool *stuck)
{
	const cc_center_model *m = s->m;
	size_t cells = (size_t) m->groups * (size_t) m->intervals;
	cc_status status;
	int missed;

	for (int i = 0; i < m->intervals; i++)
	{
		double there = 0;
		double offered = 0;

		for (int g = 0; g < m->groups; g++)
			there += s->agents[at(s, g, i)];
		for (int q = 0; q < m->queues; q++)
			offered += m->queue[q].calls[i];
		/* a coarse step where much is lacking */
		s->steps[i] = (int32_t) fmax(
			1, floor(0.3 * there * s->before[i] / fmax(offered, 1)));
		s->gains[i] = -1;
		s->best[i] = -1;
		/* a queue that nobody is there for */
		if (there == 0)
			s->steps[i] = 1;
	}
	for (int g = 0; g < m->groups; g++)
	{
		bool any = false;

		memcpy(s->trial, s->agents, cells * sizeof(*s->trial));
		for (int i = 0; i < m->intervals; i++)
		{
			int32_t *a = &s->trial[at(s, g, i)];

			if (s->before[i] <= 0 || *a >= s->goals->most || !may_help(s, g, i))
				continue;
			*a = *a > s->goals->most - s->steps[i] ? s->goals->most
												   : *a + s->steps[i];
			any = true;
		}
		if (!any)
			continue;
		swap_trial(s);
		status = evaluate(s, replications, strict, s->lacks, &missed);
		swap_trial(s);
		if (status != CC_OK)
			return status;
		for (int i = 0; i < m->intervals; i++)
		{
			double gain = (s->before[i] - s->lacks[i]) / s->goals->costs[g];

			if (s->trial[at(s, g, i)] == s->agents[at(s, g, i)])
				continue;
			if (s->best[i] < 0 || gain > s->gains[i])
			{
				s->gains[i] = gain;
				s->best[i] = g;
			}
		}
	}
	*stuck = true;
	for (int i = 0; i < m->intervals; i++)
	{
		int32_t *a;

		if (s->best[i] < 0)
			continue;
		a = &s->agents[at(s, s->best[i], i)];
		*a = *a > s->goals->most - s->steps[i] ? s->goals->most
											   : *a + s->steps[i];
		*stuck = false;
	}
	return CC_OK;
}

static cc_status
climb(search *s, const char *phase, int64_t replications, bool strict,
	  int *missed, bool *stuck)
{
	*stuck = false;
	for (;;)
	{
		cc_status status = evaluate(s, replications, strict, s->before, missed);

		if (status != CC_OK)
			return status;
		tell(s, phase, *missed);
		if (*missed == 0 || s->result->rounds >= MAX_ROUNDS)
			return CC_OK;
		s->result->rounds++;
		/* as many as for the verdict, or confidence would be compared with less */
		status = round_up(s, replications, strict, stuck);
		if (status != CC_OK || *stuck)
			return status;
	}
}

/*
 * Take away agents, dearest groups first, in every other interval at a time, and
 * keep away those whose interval and the next lack nothing without them.
 */
static cc_status
descend(search *s, int64_t replications)
{
	const cc_center_model *m = s->m;
	size_t cells = (size_t) m->groups * (size_t) m->intervals;
	bool any = true;

	while (any && s->result->rounds < MAX_ROUNDS)
	{
		double dearer = (double) INFINITY;

		any = false;
		s->result->rounds++;
		for (int turn = 0; turn < m->groups; turn++)
		{
			int group = -1;

			/* the next in order of cost, then of number */
			for (int g = 0; g < m->groups; g++)
			{
				double cost = s->goals->costs[g] - 1e-9 * g;

				if (cost < dearer &&
					(group < 0 || cost > s->goals->costs[group] - 1e-9 * group))
					group = g;
			}
			if (group < 0)
				break;
			dearer = s->goals->costs[group] - 1e-9 * group;
			for (int parity = 0; parity < 2; parity++)
			{
				cc_status status;
				int missed;
				bool tried = false;

				memcpy(s->trial, s->agents, cells * sizeof(*s->trial));
				for (int i = parity; i < m->intervals; i += 2)
				{
					tried |= s->agents[at(s, group, i)] > 0;
					s->agents[at(s, group, i)] -=
						s->agents[at(s, group, i)] > 0;
				}
				if (!tried)
					continue;
				status = evaluate(s, replications, true, s->lacks, &missed);
				if (status != CC_OK)
					return status;
				for (int i = parity; i < m->intervals; i += 2)
				{
					size_t cell = at(s, group, i);

					if (s->lacks[i] > 0 ||
						(i + 1 < m->intervals && s->lacks[i + 1] > 0))
						s->agents[cell] = s->trial[cell];
					else
						any |= s->agents[cell] < s->trial[cell];
				}
			}
		}
		tell(s, "fewer", 0);
	}
	return CC_OK;
}

/* Whether two groups answer some queue both. */
static bool
share(const search *s, int a, int b)
{
	const cc_center_skill *skill = s->m->skill;
	const cc_center_team *x = &s->p->center.teams[a];
	const cc_center_team *y = &s->p->center.teams[b];

	poll(s);
	for (int i = x->skills; i < x->skills + x->skills_count; i++)
	{
		for (int k = y->skills; k < y->skills + y->skills_count; k++)
		{
			if (skill[i].queue == skill[k].queue)
				return true;
		}
	}
	return false;
}

/*
 * Put one of c in the place of one of a and, unless it is -1, one of b: with few
 * replications where that is out of the question, with all of them elsewhere.
 */
static cc_status
exchange(search *s, int64_t replications, int a, int b, int c, bool *any)
{
	const cc_center_model *m = s->m;
	size_t cells = (size_t) m->groups * (size_t) m->intervals;

	for (int parity = 0; parity < 2; parity++)
	{
		bool tried = false;

		memcpy(s->trial, s->agents, cells * sizeof(*s->trial));
		for (int i = parity; i < m->intervals; i += 2)
		{
			if (s->agents[at(s, a, i)] <= (b == a ? 1 : 0) ||
				(b >= 0 && s->agents[at(s, b, i)] == 0) ||
				s->agents[at(s, c, i)] >= s->goals->most)
				continue;
			s->agents[at(s, a, i)]--;
			if (b >= 0)
				s->agents[at(s, b, i)]--;
			s->agents[at(s, c, i)]++;
			tried = true;
		}
		for (int strict = 0; tried && strict < 2; strict++)
		{
			int missed;
			cc_status status = evaluate(s, strict ? replications : FEW, strict,
										s->lacks, &missed);

			if (status != CC_OK)
				return status;
			tried = false;
			for (int i = parity; i < m->intervals; i += 2)
			{
				bool lacks = s->lacks[i] > 0 ||
							 (i + 1 < m->intervals && s->lacks[i + 1] > 0);

				for (int g = 0; lacks && g < m->groups; g++)
					s->agents[at(s, g, i)] = s->trial[at(s, g, i)];
				tried |= s->agents[at(s, c, i)] > s->trial[at(s, c, i)];
			}
		}
		*any |= tried;
	}
	return CC_OK;
}

/*
 * Exchanges that make it cheaper: an agent of a cheaper group for one of
 * another, or one agent for one each of two groups, of those that answer the same.
 */
static cc_status
exchanges(search *s, int64_t replications)
{
	const double *costs = s->goals->costs;
	int groups = s->m->groups;

	for (int a = 0; a < groups; a++)
	{
		for (int b = -1; b < groups; b += b < 0 ? a + 1 : 1)
		{
			double saved = costs[a] + (b < 0 ? 0 : costs[b]);

			for (int c = 0; c < groups; c++)
			{
				cc_status status;

				if (c == a || c == b || saved - costs[c] < 1e-9 ||
					!share(s, a, c) || (b >= 0 && !share(s, b, c)))
					continue;
				/* as often as it pays somewhere */
				for (bool any = true; any;)
				{
					any = false;
					status = exchange(s, replications, a, b, c, &any);
					if (status != CC_OK)
						return status;
				}
			}
		}
		tell(s, "exchange", 0);
	}
	return CC_OK;
}

static bool
allot(search *s, void *memory, size_t count, size_t size)
{
	void *room = s->host.resize(s->host.context, NULL, (count + 1) * size);

	memcpy(memory, &room, sizeof(room));
	return room != NULL;
}

cc_status
cc_staff_center(cc_center_performance *p, const cc_center_model *model,
				const double *thresholds, const cc_staffing_goals *goals,
				const cc_simulation_host *host,
				void (*reseed)(void *context, int64_t number),
				cc_staffing_progress progress, int32_t *agents, int32_t *bounds,
				cc_staffing *result, cc_error *error)
{
	search s = {.p = p,
				.m = model,
				.goals = goals,
				.host = *host,
				.reseed = reseed,
				.progress = progress,
				.z = goals->confidence <= 0.5
						 ? 0
						 : cc_normal_critical(2 * goals->confidence - 1),
				.agents = agents,
				.result = result,
				.error = error};
	cc_simulation_host front = {search_uniform, search_resize, &s, host->poll};
	size_t intervals = (size_t) model->intervals;
	size_t cells = (size_t) model->groups * intervals;
	size_t wide =
		intervals > (size_t) model->groups ? intervals : (size_t) model->groups;
	cc_status status;
	bool stuck;
	int missed;

	*result =
		(cc_staffing){.end = CC_STAFFING_MET, .queue = -1, .interval = -1};
	for (int q = 0; q < model->queues; q++)
	{
		bool skilled = isnan(goals->service_levels[q]);

		for (int k = 0; k < model->skills; k++)
			skilled |= model->skill[k].queue == q;
		if (!skilled)
		{
			result->end = CC_STAFFING_NO_SKILL;
			result->queue = q;
			return CC_OK;
		}
	}
	if (!allot(&s, &s.trial, cells, sizeof(*s.trial)) ||
		!allot(&s, &s.lacks, intervals, sizeof(*s.lacks)) ||
		!allot(&s, &s.before, intervals, sizeof(*s.before)) ||
		!allot(&s, &s.gains, wide, sizeof(*s.gains)) ||
		!allot(&s, &s.best, intervals, sizeof(*s.best)) ||
		!allot(&s, &s.steps, intervals, sizeof(*s.steps)) ||
		!allot(&s, &s.parts, (size_t) model->queues + (size_t) model->groups,
			   sizeof(*s.parts)))
		return cc_fail(error, CC_TOO_LARGE, "no memory for the simulation");
	/* the simulation has room for as many as there may be */
	for (size_t i = 0; i < cells; i++)
		agents[i] = goals->most;
	status = cc_center_performance_begin(p, model, thresholds, &front, error);
	if (status != CC_OK)
		return status;
	status = cc_center_performance_keep(
		p, goals->replications > SOME ? goals->replications : SOME, error);
	if (status != CC_OK)
		return status;
	memset(agents, 0, cells * sizeof(*agents));
	begin_low(&s);
	memcpy(bounds, agents, cells * sizeof(*bounds));

	if ((status = climb(&s, "coarse", FEW, false, &missed, &stuck)) != CC_OK)
		return status;
	if (!stuck &&
		(status = climb(&s, "fine", SOME, true, &missed, &stuck)) != CC_OK)
		return status;
	if (!stuck && missed == 0)
	{
		if ((status = descend(&s, SOME)) != CC_OK ||
			(status = exchanges(&s, SOME)) != CC_OK ||
			(status = descend(&s, SOME)) != CC_OK)
			return status;
	}
	/* other callers than those it was fitted to */
	s.first = OTHER_NUMBERS;
	cc_center_performance_forget(p);
	if (!stuck && (status = climb(&s, "check", goals->replications, true,
								  &missed, &stuck)) != CC_OK)
		return status;
	if (stuck)
		status = evaluate(&s, goals->replications, true, s.before, &missed);
	p->center.host = *host;
	if (missed > 0)
		result->end = stuck ? CC_STAFFING_LIMIT : CC_STAFFING_ROUNDS;
	return status;
}
