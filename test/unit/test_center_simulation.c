/*
 * The simulation of a centre: with one queue and one group it is
 * core/simulation.h call by call; random models of every feature against what
 * must balance, computed anew from what they gave out.
 */
#include "core/center_simulation.h"
#include "unit/unit.h"

#define MOST_VISITS 200000
#define MOST_SPANS 400000
#define MOST_QUEUES 6
#define MOST_GROUPS 5

typedef struct test_host
{
	uint64_t state[CC_RANDOM_STREAMS];
	void *blocks[32];
	int block_count;
	int resizes_left;
	int resizes;
} test_host;

static cc_visit visits[MOST_VISITS];
static cc_visit visits_before[MOST_VISITS];
static int visit_count;
static cc_agent_span spans[MOST_SPANS];
static int span_count;
static const double forever = (double) INFINITY;

/* splitmix64 */
static uint64_t
next64(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static double
between(uint64_t *state, double low, double high)
{
	return low +
		   (high - low) * ((double) (next64(state) >> 11) / 9007199254740992.0);
}

static double
uniform(void *context, cc_random_stream stream)
{
	test_host *t = context;

	return (double) (next64(&t->state[stream]) >> 11) / 9007199254740992.0;
}

static void *
resize(void *context, void *memory, size_t size)
{
	test_host *t = context;
	int i;

	t->resizes++;
	if (t->resizes_left-- == 0)
		return NULL;
	for (i = 0; i < t->block_count && t->blocks[i] != memory; i++)
		;
	if (i == t->block_count)
		t->block_count++;
	return t->blocks[i] = realloc(memory, size);
}

static void
seed_host(test_host *t, uint64_t seed)
{
	for (int i = 0; i < CC_RANDOM_STREAMS; i++)
		t->state[i] = seed * 1000 + (uint64_t) i;
}

static void
release(test_host *t)
{
	for (int i = 0; i < t->block_count; i++)
		free(t->blocks[i]);
	t->block_count = 0;
}

static void
keep_visit(void *context, const cc_visit *visit)
{
	(void) context;
	if (visit_count < MOST_VISITS)
		visits[visit_count++] = *visit;
}

static void
keep_span(void *context, const cc_agent_span *span)
{
	(void) context;
	if (span_count < MOST_SPANS)
		spans[span_count++] = *span;
}

static const cc_center_sink keep = {keep_visit, keep_span, NULL};

static cc_status
run(cc_center *c, const cc_center_model *model, test_host *t, uint64_t seed,
	cc_error *error)
{
	cc_simulation_host host = {uniform, resize, t, NULL};
	cc_status status;

	*t = (test_host){.resizes_left = -1};
	seed_host(t, seed);
	visit_count = span_count = 0;
	status = cc_center_begin(c, model, &host, &keep, error);
	return status == CC_OK ? cc_center_run(c, error) : status;
}

/* ---- one queue, one group ---- */

static void
test_same_as_queue(void)
{
	static const double calls[] = {120, 300, 0, 150};
	static const int32_t agents[] = {12, 14, 3, 10};
	static const double aht = 250;
	static const int32_t nobody = 0;

	for (int variant = 0; variant < 6; variant++)
	{
		double patience = variant == 0 ? forever : 120;
		double lines = variant == 2 ? 16 : forever;
		cc_simulation_model one = {.queues = 1,
								   .intervals = 4,
								   .period = 1800,
								   .calls = calls,
								   .agents = agents,
								   .agents_count = 4,
								   .aht = &aht,
								   .aht_count = 1,
								   .patience = &patience,
								   .patience_count = 1,
								   .initial_calls = &nobody,
								   .initial_calls_count = 1,
								   .lines = lines,
								   .redial_abandoned = variant >= 3 ? 0.4 : 0,
								   .redial_blocked = variant == 2 ? 0.7 : 0,
								   .redial_delay = 200,
								   .handle_distribution =
									   variant == 4 ? CC_HANDLE_EXPONENTIAL
													: CC_HANDLE_LOGNORMAL,
								   .handle_cv = variant == 1 ? 0 : 1.2,
								   .arrival_cv = variant == 5 ? 0.3 : 0,
								   .time_limit = INT64_MAX};
		cc_center_queue queue = {.calls = calls,
								 .handle = {.shape = variant == 4
														 ? CC_SHAPE_EXPONENTIAL
														 : CC_SHAPE_LOGNORMAL,
											.cv = one.handle_cv,
											.means = &aht,
											.means_count = 1},
								 .patience = {.shape = CC_SHAPE_EXPONENTIAL,
											  .means = &patience,
											  .means_count = 1},
								 .line = forever,
								 .redial_abandoned = one.redial_abandoned,
								 .redial_blocked = one.redial_blocked,
								 .redial_delay = 200};
		cc_center_group group = {agents, 4, 1, 0};
		cc_center_skill skill = {.handle_factor = 1};
		cc_center_model model = {.queues = 1,
								 .groups = 1,
								 .skills = 1,
								 .intervals = 4,
								 .period = 1800,
								 .queue = &queue,
								 .group = &group,
								 .skill = &skill,
								 .lines = lines,
								 .arrival_cv = one.arrival_cv,
								 .time_limit = INT64_MAX};
		test_host t;
		test_host other = {.resizes_left = -1};
		cc_simulation_host host = {uniform, resize, &other, NULL};
		cc_simulation sim;
		cc_center c;
		cc_error error;
		cc_call call;
		bool found = true;
		int same = 0;
		int n = 0;

		ok(run(&c, &model, &t, 7 + (uint64_t) variant, &error) == CC_OK,
		   "variant %d runs", variant);
		seed_host(&other, 7 + (uint64_t) variant);
		if (cc_simulation_begin(&sim, &one, &host, &error) != CC_OK)
			found = false;
		while (found &&
			   cc_simulation_next(&sim, &call, &found, &error) == CC_OK &&
			   found)
		{
			const cc_visit *v = &visits[n < visit_count ? n : 0];
			bool answered = call.outcome == CC_CALL_ANSWERED;

			n++;
			same += v->call_no == call.call_no && v->attempt == call.attempt &&
					v->queued_at == call.queued_at &&
					v->left_at == call.left_at &&
					v->ended_at == call.ended_at &&
					(!answered || v->agent + 1 == call.agent_no) &&
					strcmp(cc_visit_outcome_names[v->outcome],
						   cc_call_outcome_names[call.outcome]) == 0;
		}
		ok(n > 500 && n == visit_count && same == n,
		   "all %d calls are those of the one queue", n);
		release(&t);
		release(&other);
	}
}

/* ---- what must balance ---- */

typedef struct random_model
{
	double calls[MOST_QUEUES][8];
	double aht[MOST_QUEUES][8];
	double patience[MOST_QUEUES];
	double quantiles[5];
	int32_t agents[MOST_GROUPS][8];
	cc_center_queue queue[MOST_QUEUES];
	cc_center_group group[MOST_GROUPS];
	cc_center_skill skill[MOST_QUEUES * MOST_GROUPS];
	cc_center_shift shift[12];
	cc_center_model model;
} random_model;

static void
make_model(random_model *r, uint64_t seed)
{
	uint64_t s = seed;
	cc_center_model *m = &r->model;

	*m = (cc_center_model){.queues = 1 + (int) between(&s, 0, MOST_QUEUES),
						   .groups = 1 + (int) between(&s, 0, MOST_GROUPS),
						   .intervals = 1 + (int) between(&s, 0, 8),
						   .period = 900,
						   .queue = r->queue,
						   .group = r->group,
						   .skill = r->skill,
						   .shift = r->shift,
						   .lines = next64(&s) % 3 ? forever : 60,
						   .arrival_cv = next64(&s) % 2 ? 0 : 0.2,
						   .day_cv = next64(&s) % 2 ? 0 : 0.3,
						   .time_limit = INT64_MAX};
	for (int i = 0; i < 5; i++)
		r->quantiles[i] = i * i * 40;
	for (int q = 0; q < m->queues; q++)
	{
		for (int i = 0; i < m->intervals; i++)
		{
			r->calls[q][i] = between(&s, 0, 60);
			r->aht[q][i] = between(&s, 60, 300);
		}
		r->patience[q] = next64(&s) % 4 ? between(&s, 20, 300) : forever;
		r->queue[q] = (cc_center_queue){
			.calls = r->calls[q],
			.handle = {.shape = (cc_center_shape) (next64(&s) % 4),
					   .cv = between(&s, 0.2, 1.5),
					   .means = r->aht[q],
					   .means_count = next64(&s) % 2 ? 1 : m->intervals,
					   .quantiles = r->quantiles,
					   .quantiles_count = 5},
			.patience = {.shape = (cc_center_shape) (next64(&s) % 4),
						 .cv = 1,
						 .means = &r->patience[q],
						 .means_count = 1,
						 .quantiles = r->quantiles,
						 .quantiles_count = 5},
			.line = next64(&s) % 3 ? forever : 8,
			.redial_abandoned = next64(&s) % 2 ? 0 : 0.5,
			.redial_blocked = next64(&s) % 2 ? 0 : 0.5,
			.redial_delay = 120,
			.repeat = next64(&s) % 2 ? 0 : 0.2,
			.transfer = next64(&s) % 2 ? 0 : 0.2,
			.transfer_to = (int32_t) (next64(&s) % (uint64_t) m->queues),
			.callback = next64(&s) % 2 ? 0 : 0.5,
			.callback_after = between(&s, 0, 60),
			.callback_promise = between(&s, 0, 2000),
			.last_agent = next64(&s) % 2};
		if (r->queue[q].patience.shape == CC_SHAPE_EMPIRICAL)
			r->queue[q].patience.means = NULL;
	}
	for (int g = 0; g < m->groups; g++)
	{
		for (int i = 0; i < m->intervals; i++)
			r->agents[g][i] = (int32_t) between(&s, 0, 12);
		r->group[g] = (cc_center_group){
			r->agents[g], next64(&s) % 2 ? 1 : m->intervals,
			next64(&s) % 3 ? 1 : 1 + (int32_t) (next64(&s) % 4), 0.3};
		for (int q = 0; q < m->queues; q++)
		{
			if (next64(&s) % 3 == 0)
				continue;
			r->skill[m->skills++] = (cc_center_skill){
				.queue = q,
				.group = g,
				.level = (int32_t) (next64(&s) % 3),
				.priority = (int32_t) (next64(&s) % 3),
				.after = next64(&s) % 3 ? 0 : between(&s, 0, 60),
				.reserve = next64(&s) % 3 ? 0 : 2,
				.handle_factor = between(&s, 0.7, 1.4)};
		}
	}
	m->shifts = (int) (next64(&s) % 12);
	for (int i = 0; i < m->shifts; i++)
	{
		int64_t starts = (int64_t) between(&s, 0, 4e9);

		r->shift[i] =
			(cc_center_shift){(int32_t) (next64(&s) % (uint64_t) m->groups),
							  (int32_t) (next64(&s) % 4), starts,
							  starts + (int64_t) between(&s, 1, 3e9)};
	}
}

static int
by_agent(const void *a, const void *b)
{
	const cc_agent_span *x = a;
	const cc_agent_span *y = b;

	if (x->agent != y->agent)
		return x->agent < y->agent ? -1 : 1;
	return (x->starts > y->starts) - (x->starts < y->starts);
}

static int
by_arrival(const void *a, const void *b)
{
	const cc_visit *x = a;
	const cc_visit *y = b;

	if (x->call_no != y->call_no)
		return x->call_no < y->call_no ? -1 : 1;
	return (x->attempt > y->attempt) - (x->attempt < y->attempt);
}

/* Faults of a run, as a text; empty when there is none. */
static const char *
faults(const cc_center *c, const cc_center_model *m)
{
	__extension__ __int128 waits = 0;
	__extension__ __int128 handles = 0;
	__extension__ __int128 busy = 0;
	int64_t outcomes[CC_VISIT_OUTCOMES] = {0};
	bool single = true;

	for (int g = 0; g < m->groups; g++)
		single &= m->group[g].concurrency == 1;
	for (int i = 0; i < visit_count; i++)
	{
		const cc_visit *v = &visits[i];
		bool skilled = v->outcome != CC_VISIT_ANSWERED;

		outcomes[v->outcome]++;
		waits += v->left_at - v->queued_at;
		handles += v->ended_at - v->left_at;
		if (v->left_at < v->queued_at || v->ended_at < v->left_at)
			return "order of instants";
		for (int s = 0; s < m->skills && !skilled; s++)
			skilled = m->skill[s].queue == v->queue &&
					  m->skill[s].group == v->group &&
					  (m->queue[v->queue].last_agent ||
					   v->left_at - v->queued_at >=
						   cc_microseconds(m->skill[s].after));
		if (!skilled)
			return "an agent without the skill, or before the time";
	}
	if (visit_count != c->balance.visits)
		return "a visit is missing";
	for (int i = 0; i < CC_VISIT_OUTCOMES; i++)
	{
		if (outcomes[i] != c->balance.outcomes[i])
			return "outcomes";
	}
	if (waits != c->balance.waiting_time)
		return "Little's law";
	if (handles != c->balance.busy_time)
		return "busy time and handle time";
	qsort(spans, (size_t) span_count, sizeof(*spans), by_agent);
	for (int i = 0; i < span_count; i++)
	{
		if (spans[i].busy)
			busy += spans[i].ends - spans[i].starts;
		if (spans[i].ends <= spans[i].starts)
			return "an empty span";
		if (i > 0 && spans[i].agent == spans[i - 1].agent &&
			spans[i].starts < spans[i - 1].ends)
			return "two spans at once";
	}
	if (single ? busy != handles : busy > handles)
		return "spans and handle time";
	qsort(visits, (size_t) visit_count, sizeof(*visits), by_arrival);
	for (int i = 0; i < visit_count; i++)
	{
		const cc_visit *v = &visits[i];
		const cc_visit *before = v - 1;

		if (v->attempt == 1)
		{
			if (v->cause != CC_CAUSE_CALL)
				return "the cause of a first call";
			continue;
		}
		if (i == 0 || before->call_no != v->call_no ||
			before->attempt != v->attempt - 1)
			return "the number of an attempt";
		if (v->cause == CC_CAUSE_TRANSFER &&
			(!before->passed_on || v->queued_at != before->ended_at ||
			 v->queue != m->queue[before->queue].transfer_to))
			return "a transfer";
		if (v->cause == CC_CAUSE_CALLBACK &&
			(before->outcome != CC_VISIT_CALLBACK ||
			 v->outcome == CC_VISIT_ABANDONED ||
			 v->queued_at - before->left_at !=
				 cc_microseconds(m->queue[v->queue].callback_promise)))
			return "a callback";
	}
	return "";
}

static void
test_balance(void)
{
	static random_model r;
	int64_t seen[CC_VISIT_OUTCOMES] = {0};
	int64_t causes[5] = {0};
	int wrong = 0;
	int differ[3] = {0};

	for (uint64_t seed = 1; seed <= 200; seed++)
	{
		cc_center c;
		cc_center_callers callers = {.count = 0};
		cc_error error;
		test_host t;
		const char *fault;
		int count;

		make_model(&r, seed);
		if (run(&c, &r.model, &t, seed, &error) != CC_OK)
		{
			ok(false, "model %d: %s", (int) seed, error.message);
			continue;
		}
		count = visit_count;
		memcpy(visits_before, visits, (size_t) count * sizeof(*visits));
		for (int i = 0; i < visit_count; i++)
		{
			seen[visits[i].outcome]++;
			causes[visits[i].cause]++;
		}
		fault = faults(&c, &r.model);
		if (*fault != '\0')
		{
			wrong++;
			printf("# model %d: %s\n", (int) seed, fault);
		}
		/* in the same memory; its callers kept; those, not random ones */
		for (int again = 0; again < 3; again++)
		{
			int resizes = t.resizes;

			seed_host(&t, again < 2 ? seed : seed + 1000);
			t.state[CC_RANDOM_REDIAL] = seed * 1000 + CC_RANDOM_REDIAL;
			c.callers = again > 0 ? &callers : NULL;
			visit_count = span_count = 0;
			differ[again] += cc_center_run(&c, &error) != CC_OK ||
							 visit_count != count ||
							 (again != 1 && resizes != t.resizes) ||
							 memcmp(visits, visits_before,
									(size_t) count * sizeof(*visits)) != 0;
		}
		release(&t);
	}
	ok(wrong == 0, "200 random centres balance to the microsecond");
	ok(differ[0] == 0, "a second run in the same memory is the same");
	ok(differ[1] == 0, "and one that keeps its callers");
	ok(differ[2] == 0, "and one of the callers kept");
	for (int i = 0; i < CC_VISIT_OUTCOMES; i++)
		ok(seen[i] > 100, "%s: %d", cc_visit_outcome_names[i], (int) seen[i]);
	for (int i = 0; i < 5; i++)
		ok(causes[i] > 100, "%s: %d", cc_visit_cause_names[i], (int) causes[i]);
}

/* ---- rules, one by one ---- */

typedef struct two_queues
{
	double calls[2][1];
	double aht;
	double patience;
	int32_t agents[2];
	cc_center_queue queue[2];
	cc_center_group group[2];
	cc_center_skill skill[4];
	cc_center_model model;
} two_queues;

static void
make_two(two_queues *w)
{
	*w = (two_queues){.calls = {{200}, {200}},
					  .aht = 60,
					  .patience = forever,
					  .agents = {4, 4}};
	for (int i = 0; i < 2; i++)
	{
		w->queue[i] =
			(cc_center_queue){.calls = w->calls[i],
							  .handle = {.shape = CC_SHAPE_EXPONENTIAL,
										 .means = &w->aht,
										 .means_count = 1},
							  .patience = {.shape = CC_SHAPE_EXPONENTIAL,
										   .means = &w->patience,
										   .means_count = 1},
							  .line = forever,
							  .redial_delay = 60};
		w->group[i] = (cc_center_group){&w->agents[i], 1, 1, 0};
		w->skill[i] = (cc_center_skill){i, i, 0, 0, 0, 0, 1};
	}
	w->model = (cc_center_model){.queues = 2,
								 .groups = 2,
								 .skills = 2,
								 .intervals = 1,
								 .period = 3600,
								 .queue = w->queue,
								 .group = w->group,
								 .skill = w->skill,
								 .lines = forever,
								 .time_limit = INT64_MAX};
}

static void
test_rules(void)
{
	two_queues w;
	cc_center c;
	cc_error error;
	test_host t;
	int early = 0;
	int helped = 0;

	/* group 2 helps queue 1 after 30 s */
	make_two(&w);
	w.agents[1] = 8;
	w.skill[w.model.skills++] = (cc_center_skill){0, 1, 1, 5, 30, 0, 1};
	ok(run(&c, &w.model, &t, 1, &error) == CC_OK, "overflow runs");
	for (int i = 0; i < visit_count; i++)
	{
		if (visits[i].queue == 0 && visits[i].group == 1)
		{
			helped++;
			early += visits[i].left_at - visits[i].queued_at < 30000000;
		}
	}
	ok(helped > 10 && early == 0, "%d calls overflow, none before its time",
	   helped);
	{
		int prompt = 0;

		for (int i = 0; i < visit_count; i++)
			prompt += visits[i].queue == 0 && visits[i].group == 1 &&
					  visits[i].left_at - visits[i].queued_at == 30000000;
		ok(prompt > 5, "%d of them at the very moment", prompt);
	}
	release(&t);

	/* two agents of group 2 stay for queue 2 */
	make_two(&w);
	w.skill[w.model.skills++] = (cc_center_skill){0, 1, 0, 0, 0, 2, 1};
	ok(run(&c, &w.model, &t, 1, &error) == CC_OK, "a reserve runs");
	{
		int most = 0;

		for (int i = 0; i < visit_count; i++)
		{
			int at_once = 0;

			if (visits[i].group != 1 || visits[i].queue != 0)
				continue;
			/* with this one, how many of the group are busy then? */
			for (int j = 0; j < visit_count; j++)
				at_once += visits[j].group == 1 &&
						   visits[j].left_at <= visits[i].left_at &&
						   visits[j].ended_at > visits[i].left_at;
			most = at_once > most ? at_once : most;
		}
		ok(most == 2, "at most %d of 4 are busy when queue 1 has one", most);
	}
	release(&t);

	/* priority: queue 2 before queue 1 */
	make_two(&w);
	w.model.groups = 1;
	w.agents[0] = 7;
	w.skill[0] = (cc_center_skill){0, 0, 0, 2, 0, 0, 1};
	w.skill[1] = (cc_center_skill){1, 0, 0, 1, 0, 0, 1};
	ok(run(&c, &w.model, &t, 3, &error) == CC_OK, "priorities run");
	{
		int jumped = 0;

		for (int i = 0; i < visit_count; i++)
		{
			for (int j = 0; j < visit_count; j++)
				jumped += visits[i].queue == 0 && visits[j].queue == 1 &&
						  visits[i].left_at > visits[i].queued_at &&
						  visits[j].queued_at < visits[i].left_at &&
						  visits[j].left_at > visits[i].left_at;
		}
		ok(jumped == 0,
		   "nobody of low priority is answered before one of high");
	}
	release(&t);

	/* who calls again finds the same agent, if idle */
	make_two(&w);
	w.agents[0] = 8;
	w.queue[0].repeat = 0.5;
	w.queue[0].last_agent = true;
	ok(run(&c, &w.model, &t, 4, &error) == CC_OK, "the last agent runs");
	{
		int same = 0;
		int all = 0;

		qsort(visits, (size_t) visit_count, sizeof(*visits), by_arrival);
		for (int i = 1; i < visit_count; i++)
		{
			if (visits[i].cause != CC_CAUSE_REPEAT)
				continue;
			all++;
			same += visits[i].agent == visits[i - 1].agent;
		}
		ok(all > 50 && same > all / 3, "%d of %d go to the same agent", same,
		   all);
	}
	release(&t);

	/* chats: an agent has up to three, and no more */
	make_two(&w);
	w.group[0].concurrency = 3;
	w.agents[0] = 1;
	ok(run(&c, &w.model, &t, 5, &error) == CC_OK, "chats run");
	{
		int most = 0;

		for (int i = 0; i < visit_count; i++)
		{
			int at_once = 0;

			for (int j = 0; j < visit_count && visits[i].group == 0; j++)
				at_once += visits[j].group == 0 &&
						   visits[j].left_at <= visits[i].left_at &&
						   visits[j].ended_at > visits[i].left_at;
			most = at_once > most ? at_once : most;
		}
		ok(most == 3, "%d at once", most);
	}
	release(&t);
}

static void
refused(two_queues *w, cc_status wanted)
{
	cc_center c;
	cc_error error;
	test_host t;

	ok(run(&c, &w->model, &t, 1, &error) == wanted, "%s", error.message);
	release(&t);
}

static void
test_errors(void)
{
	two_queues w;
	cc_center c;
	cc_error error;
	test_host t;
	int fails = 0;

	make_two(&w);
	w.skill[1] = w.skill[0];
	refused(&w, CC_BAD_ARGUMENT);
	make_two(&w);
	w.model.period = 1e-7;
	refused(&w, CC_BAD_ARGUMENT);
	make_two(&w);
	w.queue[1].handle.cv = 1e6;
	refused(&w, CC_BAD_ARGUMENT);
	make_two(&w);
	w.model.time_limit = 3600000000;
	refused(&w, CC_BAD_DATETIME);
	make_two(&w);
	w.model.time_limit = 3600000001;
	refused(&w, CC_BAD_DATETIME);
	make_two(&w);
	w.calls[0][0] = 2e8;
	refused(&w, CC_TOO_LARGE);
	make_two(&w);
	w.agents[0] = 2000000;
	refused(&w, CC_TOO_LARGE);
	make_two(&w);
	w.model.queues = CC_CENTER_MAX_QUEUES + 1;
	refused(&w, CC_TOO_LARGE);
	make_two(&w);
	w.model.groups = CC_CENTER_MAX_GROUPS + 1;
	refused(&w, CC_TOO_LARGE);
	make_two(&w);
	w.model.intervals = CC_CENTER_MAX_INTERVALS + 1;
	refused(&w, CC_TOO_LARGE);
	for (int left = 0; left < 20; left++)
	{
		cc_simulation_host host = {uniform, resize, &t, NULL};
		cc_status status;

		make_two(&w);
		w.agents[0] = 0;
		t = (test_host){.resizes_left = left};
		seed_host(&t, 1);
		status = cc_center_begin(&c, &w.model, &host, &keep, &error);
		if (status == CC_OK)
			status = cc_center_run(&c, &error);
		fails += status == CC_TOO_LARGE;
		release(&t);
	}
	ok(fails >= 10 && fails < 20, "no memory is told wherever it is: %d",
	   fails);
}

int
main(void)
{
	test_same_as_queue();
	test_balance();
	test_rules();
	test_errors();
	return unit_done();
}
