/*
 * The simulation: samplers against libm and moments, scripted runs against
 * hand-worked ones, random models against the rules of the model, each checked
 * over the whole log by brute force.
 */
#include "core/simulation.h"
#include "unit/unit.h"

#define MOST_CALLS 20000

typedef struct test_host
{
	uint64_t state[CC_RANDOM_STREAMS];
	const double *script[CC_RANDOM_STREAMS]; /* used up first */
	int script_length[CC_RANDOM_STREAMS];
	int script_used[CC_RANDOM_STREAMS];
	void *blocks[4];
	int block_count;
	int resizes_left; /* then there is no memory */
} test_host;

static cc_call log_of[MOST_CALLS];
static int logged;
static int polls;

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
uniform(void *context, cc_random_stream stream)
{
	test_host *t = context;

	if (t->script_used[stream] < t->script_length[stream])
		return t->script[stream][t->script_used[stream]++];
	return (double) (next64(&t->state[stream]) >> 11) / 9007199254740992.0;
}

static void *
resize(void *context, void *memory, size_t size)
{
	test_host *t = context;
	void *larger;
	int i;

	if (t->resizes_left-- == 0)
		return NULL;
	for (i = 0; i < t->block_count && t->blocks[i] != memory; i++)
		;
	larger = realloc(memory, size);
	if (i == t->block_count)
		t->block_count++;
	t->blocks[i] = larger;
	return larger;
}

static void
poll(void)
{
	polls++;
}

static cc_simulation_host
make_host(test_host *t, uint64_t seed)
{
	cc_simulation_host host = {uniform, resize, t, poll};

	memset(t, 0, sizeof(*t));
	t->resizes_left = -1;
	for (int i = 0; i < CC_RANDOM_STREAMS; i++)
		t->state[i] = seed * 1000 + (uint64_t) i;
	return host;
}

static void
release(test_host *t)
{
	for (int i = 0; i < t->block_count; i++)
		free(t->blocks[i]);
	t->block_count = 0;
}

static cc_status
run(const cc_simulation_model *model, test_host *t, cc_error *error)
{
	cc_simulation_host host = {uniform, resize, t, poll};
	cc_simulation sim;
	cc_status status = cc_simulation_begin(&sim, model, &host, error);
	bool found = true;

	logged = 0;
	while (status == CC_OK && found && logged < MOST_CALLS)
	{
		status = cc_simulation_next(&sim, &log_of[logged], &found, error);
		logged += status == CC_OK && found;
	}
	release(t);
	return status;
}

static const double forever = (double) INFINITY;
static const int32_t nobody = 0;

static cc_simulation_model
simple_model(const double *calls, const int32_t *agents, const double *aht)
{
	return (cc_simulation_model){.queues = 1,
								 .intervals = 1,
								 .period = 1000,
								 .calls = calls,
								 .agents = agents,
								 .agents_count = 1,
								 .aht = aht,
								 .aht_count = 1,
								 .patience = &forever,
								 .patience_count = 1,
								 .initial_calls = &nobody,
								 .initial_calls_count = 1,
								 .lines = forever,
								 .redial_delay = 300,
								 .time_limit = INT64_MAX};
}

static void
test_elementary(void)
{
	uint64_t state = 1;
	double worst_log = 0;
	double worst_exp = 0;

	for (int i = 0; i < 200000; i++)
	{
		double u = (double) ((next64(&state) >> 11) + 1) / 9007199254740992.0;
		double x = i % 2 ? u : 1 / u;
		double e = (u - 0.5) * 1400;

		worst_log = fmax(worst_log, fabs(cc_portable_log(x) / log(x) - 1));
		worst_exp = fmax(worst_exp, fabs(cc_portable_exp(e) / exp(e) - 1));
	}
	ok(worst_log < 6e-16, "log within %.1e", worst_log);
	ok(worst_exp < 6e-16, "exp within %.1e", worst_exp);
	ok(cc_portable_log(1) == 0 && cc_portable_exp(0) == 1, "log 1 and e^0");
	ok(cc_portable_exp(-1e6) == 0 && isinf(cc_portable_exp(1e6)),
	   "exp beyond the range");
}

/* Mean and variance of n numbers within four standard errors. */
static void
moments(const char *what, const double *x, int n, double mean, double variance,
		double fourth)
{
	double sum = 0;
	double squares = 0;

	for (int i = 0; i < n; i++)
		sum += x[i];
	for (int i = 0; i < n; i++)
		squares += (x[i] - mean) * (x[i] - mean);
	ok(fabs(sum / n - mean) < 4 * sqrt(variance / n), "%s: mean %g for %g",
	   what, sum / n, mean);
	ok(fabs(squares / n - variance) <
		   4 * sqrt((fourth - variance * variance) / n),
	   "%s: variance %g for %g", what, squares / n, variance);
}

static void
test_samplers(void)
{
	static double x[100000];
	static const double shapes[] = {0.1, 0.5, 1, 4, 400};
	const int n = 100000;
	test_host t;
	cc_simulation_host host = make_host(&t, 7);
	const double script[] = {0, 0.5, 0.9};

	t.script[CC_RANDOM_ARRIVAL] = script;
	t.script_length[CC_RANDOM_ARRIVAL] = 3;
	ok(cc_random_exponential(&host, CC_RANDOM_ARRIVAL) == 0 &&
		   unit_close(cc_random_exponential(&host, CC_RANDOM_ARRIVAL), log(2.0),
					  1e-15) &&
		   unit_close(cc_random_exponential(&host, CC_RANDOM_ARRIVAL),
					  log(10.0), 1e-15),
	   "the exponential is the inverse of its distribution function");
	for (int i = 0; i < n; i++)
		x[i] = cc_random_exponential(&host, CC_RANDOM_ARRIVAL);
	moments("exponential", x, n, 1, 1, 9);
	for (int i = 0; i < n; i++)
		x[i] = cc_random_normal(&host, CC_RANDOM_HANDLE);
	moments("normal", x, n, 0, 1, 3);
	for (int s = 0; s < 5; s++)
	{
		double k = shapes[s];
		char name[32];

		for (int i = 0; i < n; i++)
			x[i] = cc_random_gamma(&host, CC_RANDOM_BUSYNESS, k);
		snprintf(name, sizeof(name), "gamma %g", k);
		moments(name, x, n, k, k, 3 * k * k + 6 * k);
	}
}

/* Uniform numbers that make exponentials of mean 1 of these lengths. */
static double
for_exponential(double length)
{
	return -expm1(-length);
}

/*
 * Five callers 10, 20, 30, 40 and 50 s after the start, each handled in 100 s,
 * one agent: worked out by hand.
 */
static void
test_by_hand(void)
{
	/* one call in 10 s for a minute, then none till 1200 s */
	static const double calls[20] = {6};
	static const double aht = 100;
	static const double patience = 50;
	static const int32_t one = 1;
	double gaps[6];
	/* lives of patience in units of 50 s; the first needs none */
	double patiences[5] = {for_exponential(1), for_exponential(10),
						   for_exponential(0.5), for_exponential(3.4),
						   for_exponential(10)};
	/* calls again after 500 s; patient, then does not call again */
	double redials[3] = {0.1, for_exponential(500.0 / 300), for_exponential(1)};
	cc_simulation_model model = simple_model(calls, &one, &aht);
	cc_status status;
	test_host t;
	cc_error error;
	int call;

	for (int i = 0; i < 5; i++)
		gaps[i] = for_exponential(1);
	gaps[5] = for_exponential(2);
	model.intervals = 20;
	model.period = 60;
	model.patience = &patience;
	model.redial_abandoned = 0.2;
	model.lines = 4;
	make_host(&t, 1);
	t.script[CC_RANDOM_ARRIVAL] = gaps;
	t.script_length[CC_RANDOM_ARRIVAL] = 6;
	t.script[CC_RANDOM_PATIENCE] = patiences;
	t.script_length[CC_RANDOM_PATIENCE] = 5;
	t.script[CC_RANDOM_REDIAL] = redials;
	t.script_length[CC_RANDOM_REDIAL] = 3;
	status = run(&model, &t, &error);
	ok(status == CC_OK && logged == 6, "%d records for 6", logged);
	/*
	 * 10 s: 1 answered till 110.  30 + 25 = 55 s: 3 gives up, calls again at
	 * 555.  50 s: 5 finds 1 to 4 in the system: blocked.  110 s: 2 answered
	 * till 210; 4 waits on to 40 + 170 = 210, where the agent is first.
	 */
	static const struct
	{
		int64_t call_no;
		int32_t attempt;
		int64_t queued_at, left_at, ended_at;
		cc_call_outcome outcome;
	} want[6] = {{1, 1, 10, 10, 110, CC_CALL_ANSWERED},
				 {5, 1, 50, 50, 50, CC_CALL_BLOCKED},
				 {3, 1, 30, 55, 55, CC_CALL_ABANDONED},
				 {2, 1, 20, 110, 210, CC_CALL_ANSWERED},
				 {4, 1, 40, 210, 310, CC_CALL_ANSWERED},
				 {3, 2, 555, 555, 655, CC_CALL_ANSWERED}};
	for (call = 0; call < logged && call < 6; call++)
	{
		cc_call *c = &log_of[call];

		ok(c->call_no == want[call].call_no &&
			   c->attempt == want[call].attempt && c->queue_no == 1 &&
			   c->outcome == want[call].outcome &&
			   c->queued_at == want[call].queued_at * 1000000 &&
			   c->left_at == want[call].left_at * 1000000 &&
			   c->ended_at == want[call].ended_at * 1000000 &&
			   (c->outcome != CC_CALL_ANSWERED || c->agent_no == 1),
		   "record %d: call %d %s at %g, left %g", call + 1, (int) c->call_no,
		   cc_call_outcome_names[c->outcome], (double) c->queued_at / 1e6,
		   (double) c->left_at / 1e6);
	}
}

static int
head_count(const cc_simulation_model *m, int64_t time)
{
	int interval = m->intervals - 1;

	while (interval > 0 &&
		   time < (int64_t) floor(m->period * interval * 1e6 + 0.5))
		interval--;
	return m->agents[m->agents_count == 1 ? 0 : interval];
}

/*
 * The rules of the model, each looked up in the log alone.  Two events of the
 * same microsecond have an order that the log does not show, so a rule counts
 * strictly earlier and later ones.
 */
static const char *
broken_rule(const cc_simulation_model *m)
{
	for (int i = 0; i < logged; i++)
	{
		const cc_call *c = &log_of[i];
		bool answered = c->outcome == CC_CALL_ANSWERED;
		bool open = c->outcome == CC_CALL_OPEN;
		int64_t left = open ? INT64_MAX : c->left_at;
		int inside = 0;
		int inside_or_touching = 0;
		int busy = 0;
		int idle_longer = 0;

		if (!open && (c->queued_at > c->left_at || c->left_at > c->ended_at))
			return "time runs forward";
		if (c->outcome == CC_CALL_ABANDONED &&
			isinf(m->patience[m->patience_count == 1 ? 0 : c->queue_no - 1]))
			return "endless patience does not end";
		if (c->outcome == CC_CALL_BLOCKED && c->left_at != c->queued_at)
			return "a blocked call does not wait";
		if (answered &&
			(c->agent_no < 1 || c->agent_no > head_count(m, c->left_at)))
		{
			/* the shift may have ended in this very microsecond */
			if (c->agent_no > head_count(m, c->left_at - 1))
				return "only agents on hand answer";
		}
		if (open && head_count(m, INT64_MAX) > 0)
			return "the last shift works the queue off";
		for (int j = 0; j < logged; j++)
		{
			const cc_call *d = &log_of[j];
			int64_t d_left =
				d->outcome == CC_CALL_OPEN ? INT64_MAX : d->left_at;
			int64_t d_end =
				d->outcome == CC_CALL_OPEN ? INT64_MAX : d->ended_at;

			if (j == i)
				continue;
			if (d->call_no == c->call_no && d->attempt == c->attempt)
				return "an attempt has one record";
			if (d->outcome == CC_CALL_BLOCKED)
				continue;
			inside += d->queued_at < c->queued_at && d_end > c->queued_at;
			inside_or_touching +=
				d->queued_at <= c->queued_at && d_end >= c->queued_at;
			if (d->outcome == CC_CALL_ANSWERED)
			{
				busy += d->left_at <= c->queued_at && d_end >= c->queued_at;
				if (answered && d->agent_no == c->agent_no &&
					d->left_at < c->ended_at && d_end > c->left_at)
					return "an agent has one call at a time";
				/* somebody later in line answered while this one waited */
				if (d->queued_at > c->queued_at && d_left < left &&
					c->outcome != CC_CALL_BLOCKED)
					return "first come, first served";
			}
		}
		if (c->outcome == CC_CALL_BLOCKED && inside_or_touching < m->lines)
			return "calls are blocked only when every line is taken";
		if (c->outcome != CC_CALL_BLOCKED && inside >= m->lines)
			return "no more calls than lines";
		/* whoever waits finds all agents of the moment busy */
		if (left > c->queued_at && busy < head_count(m, c->queued_at) &&
			c->outcome != CC_CALL_BLOCKED)
		{
			/* unless others waited already: a shift has just begun */
			bool others = false;

			for (int j = 0; j < logged; j++)
				others |= j != i && log_of[j].queued_at <= c->queued_at &&
						  log_of[j].outcome != CC_CALL_BLOCKED &&
						  (log_of[j].outcome == CC_CALL_OPEN ||
						   log_of[j].left_at >= c->queued_at);
			if (!others)
				return "nobody waits beside an idle agent";
		}
		/* of those idle at the time, nobody has been idle for longer */
		if (answered && m->agents_count == 1)
		{
			int64_t mine = 0;

			for (int j = 0; j < logged; j++)
			{
				if (j != i && log_of[j].outcome == CC_CALL_ANSWERED &&
					log_of[j].agent_no == c->agent_no &&
					log_of[j].ended_at <= c->left_at &&
					log_of[j].ended_at > mine)
					mine = log_of[j].ended_at;
			}
			for (int agent = 1; agent <= m->agents[0]; agent++)
			{
				int64_t since = 0;

				for (int j = 0; j < logged; j++)
				{
					const cc_call *d = &log_of[j];

					if (d->outcome != CC_CALL_ANSWERED ||
						d->agent_no != agent || d->left_at > c->left_at)
						continue;
					if (d->ended_at > since)
						since = d->ended_at;
				}
				idle_longer += since < mine;
			}
			if (idle_longer > 0)
				return "the longest idle agent is next";
		}
	}
	return NULL;
}

static void
test_rules(void)
{
	uint64_t state = 99;
	int outcomes[CC_CALL_OUTCOMES] = {0};
	int attempts = 0;
	const int models = 400;
	const char *broken = NULL;
	uint64_t hash = UINT64_C(14695981039346656037);
	int number = 0;

	for (number = 0; number < models && broken == NULL; number++)
	{
		double calls[3 * 4];
		double aht[3];
		double patience[3];
		int32_t agents[4];
		int32_t initial[3];
		cc_simulation_model m = {0};
		test_host t;
		cc_error error;
		int64_t fresh = 0;
		int64_t redialled = 0;

		make_host(&t, (uint64_t) number + 1);
		m.queues = 1 + (int) (next64(&state) % 3);
		m.intervals = 1 + (int) (next64(&state) % 4);
		m.period = 100.3;
		for (int i = 0; i < m.queues * m.intervals; i++)
			calls[i] = (double) (next64(&state) % 20);
		m.calls = calls;
		for (int i = 0; i < m.intervals; i++)
			agents[i] = (int32_t) (next64(&state) % 6);
		m.agents = agents;
		m.agents_count = next64(&state) % 2 ? 1 : m.intervals;
		m.patience_count = m.aht_count = m.initial_calls_count =
			next64(&state) % 2 ? 1 : m.queues;
		for (int i = 0; i < 3; i++)
		{
			aht[i] = 1 + (double) (next64(&state) % 120);
			patience[i] = next64(&state) % 3
							  ? 1 + (double) (next64(&state) % 50)
							  : (double) INFINITY;
			initial[i] = (int32_t) (next64(&state) % 2 * (next64(&state) % 9));
		}
		m.aht = aht;
		m.patience = patience;
		m.initial_calls = initial;
		m.lines = next64(&state) % 2 ? (double) (next64(&state) % 12)
									 : (double) INFINITY;
		m.redial_abandoned = (double) (next64(&state) % 3) / 3;
		m.redial_blocked = (double) (next64(&state) % 3) / 3;
		m.redial_delay = 20;
		m.handle_distribution =
			next64(&state) % 2 ? CC_HANDLE_EXPONENTIAL : CC_HANDLE_LOGNORMAL;
		m.handle_cv = (double) (next64(&state) % 3) / 2;
		m.arrival_cv = (double) (next64(&state) % 2) / 2;
		m.time_limit = INT64_MAX;

		if (run(&m, &t, &error) != CC_OK)
			broken = error.message;
		else
			broken = broken_rule(&m);
		for (int i = 0; i < logged; i++)
		{
			const cc_call *c = &log_of[i];
			int64_t facts[3] = {c->call_no * 64 + c->attempt, c->queued_at,
								c->outcome};

			if (c->outcome != CC_CALL_OPEN)
				facts[2] += c->left_at * 4;
			/* FNV-1a */
			for (int j = 0; j < 24; j++)
				hash = (hash ^ ((uint64_t) facts[j / 8] >> j % 8 * 8 & 255)) *
					   UINT64_C(1099511628211);
			outcomes[log_of[i].outcome]++;
			fresh += log_of[i].attempt == 1;
			redialled += log_of[i].attempt > 1;
			if (log_of[i].attempt == 1 && log_of[i].call_no > fresh + logged)
				broken = "callers are numbered in order";
		}
		attempts += (int) redialled;
		for (int i = 0; broken == NULL && i < logged; i++)
		{
			int64_t before = 0;

			if (log_of[i].call_no > fresh)
				broken = "as many callers as numbers";
			for (int j = 0; log_of[i].attempt > 1 && j < logged; j++)
				before += log_of[j].call_no == log_of[i].call_no &&
						  log_of[j].attempt == log_of[i].attempt - 1 &&
						  (log_of[j].outcome == CC_CALL_ABANDONED ||
						   log_of[j].outcome == CC_CALL_BLOCKED) &&
						  log_of[j].left_at <= log_of[i].queued_at;
			if (log_of[i].attempt > 1 && before != 1)
				broken = "who calls again was turned away before";
		}
	}
	ok(broken == NULL, "%d random models keep every rule%s%s", number,
	   broken ? ", but not: " : "", broken ? broken : "");
	ok(hash == UINT64_C(0x0ff14db57c576ffa), "on every machine: %llx",
	   (unsigned long long) hash);
	ok(outcomes[0] > 5000 && outcomes[1] > 1000 && outcomes[2] > 1000 &&
		   outcomes[3] > 100 && attempts > 500,
	   "among them %d answered, %d abandoned, %d blocked, %d open, %d redials",
	   outcomes[0], outcomes[1], outcomes[2], outcomes[3], attempts);
}

/* Fewer agents, the same callers. */
static void
test_common_numbers(void)
{
	static const double calls = 300;
	static const double aht = 30;
	static const double patience = 20;
	static const int32_t few = 5;
	static const int32_t many = 12;
	static int64_t queued_at[1000];
	cc_simulation_model model = simple_model(&calls, &few, &aht);
	test_host t;
	cc_error error;
	int callers = 0;
	bool same = true;

	model.patience = &patience;
	model.redial_abandoned = 0.5;
	make_host(&t, 5);
	run(&model, &t, &error);
	for (int i = 0; i < logged; i++)
	{
		if (log_of[i].attempt == 1)
		{
			queued_at[log_of[i].call_no] = log_of[i].queued_at;
			callers++;
		}
	}
	model.agents = &many;
	make_host(&t, 5);
	run(&model, &t, &error);
	for (int i = 0; i < logged; i++)
	{
		if (log_of[i].attempt == 1)
		{
			same &= queued_at[log_of[i].call_no] == log_of[i].queued_at;
			callers--;
		}
	}
	ok(same && callers == 0, "other head counts meet the same callers");
}

static void
test_limits(void)
{
	double calls = 1000;
	double aht = 100;
	int32_t agents = 3;
	cc_simulation_model model = simple_model(&calls, &agents, &aht);
	cc_status status;
	test_host t;
	cc_error error;

	for (int left = 0; left < 12; left++)
	{
		make_host(&t, 1);
		t.resizes_left = left;
		if (run(&model, &t, &error) == CC_OK)
		{
			ok(left > 5, "enough memory after %d allocations", left);
			break;
		}
		ok(error.status == CC_TOO_LARGE, "no memory at allocation %d", left);
	}

	make_host(&t, 1);
	polls = 0;
	calls = 15000;
	status = run(&model, &t, &error);
	ok(status == CC_OK && polls >= 3, "polled %d times", polls);

	calls = 1.1e8;
	ok(run(&model, &t, &error) == CC_TOO_LARGE && t.block_count == 0,
	   "too many calls: %s", error.message);
	calls = 1e6;
	model.redial_blocked = 0.999;
	ok(run(&model, &t, &error) == CC_TOO_LARGE, "with redials: %s",
	   error.message);
	model.redial_blocked = 0;
	agents = CC_SIMULATION_MAX_AGENTS + 1;
	ok(run(&model, &t, &error) == CC_TOO_LARGE, "%s", error.message);
	agents = 1;
	calls = 10;
	model.time_limit = 1000000000;
	ok(run(&model, &t, &error) == CC_BAD_DATETIME, "%s", error.message);
	model.time_limit = 1000000001;
	aht = 1e6;
	make_host(&t, 1);
	ok(run(&model, &t, &error) == CC_BAD_DATETIME, "%s", error.message);
	aht = 1;
	model.period = 1e-7;
	ok(run(&model, &t, &error) == CC_BAD_ARGUMENT, "%s", error.message);
	model.period = 1000;
	model.handle_cv = 1001;
	ok(run(&model, &t, &error) == CC_BAD_ARGUMENT, "%s", error.message);
	model.handle_cv = 0;
	model.arrival_cv = 1001;
	ok(run(&model, &t, &error) == CC_BAD_ARGUMENT, "%s", error.message);
}

int
main(void)
{
	test_elementary();
	test_samplers();
	test_by_hand();
	test_rules();
	test_common_numbers();
	test_limits();
	return unit_done();
}
