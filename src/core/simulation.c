/*
 * simulation.c
 *		Discrete-event simulation of the queues of core/queueing.h.
 *
 * One binary heap holds all that is to come; its order (time, kind, number) is
 * total, so the result does not depend on how the heap is built.
 */
#include "core/simulation.h"

#include <math.h>
#include <stdint.h>

const char *const cc_handle_distribution_names[] = {"lognormal", "exponential",
													NULL};
const char *const cc_call_outcome_names[] = {"answered", "abandoned", "blocked",
											 "open", NULL};

#define MICROSECONDS 1e6
#define NONE (-1)
#define POLL_EVERY 4096
#define MAX_CV 1000

/* At one instant, in this order. */
enum
{
	EVENT_INTERVAL, /* id: interval */
	EVENT_RELEASE,	/* id: agent */
	EVENT_ABANDON,	/* id: pending */
	EVENT_REDIAL,	/* id: pending */
	EVENT_ARRIVAL	/* id: queue */
};

double
cc_portable_log(double x)
{
	int exponent;
	double m = frexp(x, &exponent);
	double s;
	double z;
	double w;
	double odd;
	double even;

	if (m < 0.70710678118654752)
	{
		m *= 2;
		exponent--;
	}
	/*
	 * log m = 2 atanh s = 2s (1 + z/3 + z^2/5 + ...) with z = s^2 < 0.0295; in
	 * two chains, which a processor follows at the same time.
	 */
	s = (m - 1) / (m + 1);
	z = s * s;
	w = z * z;
	odd = 1.0 / 3 +
		  w * (1.0 / 7 +
			   w * (1.0 / 11 + w * (1.0 / 15 + w * (1.0 / 19 + w / 23))));
	even = 1.0 / 5 + w * (1.0 / 9 + w * (1.0 / 13 + w * (1.0 / 17 + w / 21)));
	return exponent * 0.69314718055994529 +
		   (2 * s +
			(2 * s * (z * odd + w * even) + exponent * 2.3190468138462996e-17));
}

double
cc_portable_exp(double x)
{
	static const double inverse_factorial[] = {1,
											   1,
											   1.0 / 2,
											   1.0 / 6,
											   1.0 / 24,
											   1.0 / 120,
											   1.0 / 720,
											   1.0 / 5040,
											   1.0 / 40320,
											   1.0 / 362880,
											   1.0 / 3628800,
											   1.0 / 39916800,
											   1.0 / 479001600,
											   1.0 / 6227020800};
	double k;
	double r;
	double series = 0;

	if (x > 710)
		return (double) INFINITY;
	if (x < -746)
		return 0;
	k = floor(x * 1.4426950408889634 + 0.5);
	/* the first part of ln 2 is short, so that its product with k is exact */
	r = (x - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10;
	for (int i = 13; i >= 0; i--)
		series = series * r + inverse_factorial[i];
	return ldexp(series, (int) k);
}

double
cc_random_exponential(const cc_simulation_host *host, cc_random_stream stream)
{
	return -cc_portable_log(1 - host->uniform(host->context, stream));
}

double
cc_random_normal(const cc_simulation_host *host, cc_random_stream stream)
{
	for (;;)
	{
		/* each call draws another number */
		/* cppcheck-suppress duplicateAssignExpression */
		double u = 2 * host->uniform(host->context, stream) - 1;
		double v = 2 * host->uniform(host->context, stream) - 1;
		double square = u * u + v * v;

		if (square > 0 && square < 1)
			return u * sqrt(-2 * cc_portable_log(square) / square);
	}
}

double
cc_random_gamma(const cc_simulation_host *host, cc_random_stream stream,
				double shape)
{
	double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
	double c = 1 / sqrt(9 * d);
	double boost = 1;

	if (shape < 1)
		boost = cc_portable_exp(-cc_random_exponential(host, stream) / shape);
	for (;;)
	{
		double x = cc_random_normal(host, stream);
		double v = 1 + c * x;

		if (v <= 0)
			continue;
		v = v * v * v;
		if (cc_random_exponential(host, stream) >
			d * (v - 1 - cc_portable_log(v)) - x * x / 2)
			return d * v * boost;
	}
}

static void
poll_now_and_then(cc_simulation *sim)
{
	if (++sim->work % POLL_EVERY == 0 && sim->host.poll != NULL)
		sim->host.poll();
}

/* Make room for one more element; the room doubles. */
static bool
make_room(cc_simulation *sim, void **memory, int32_t *room, size_t size)
{
	int32_t more = *room == 0 ? 64 : *room * 2;
	void *larger =
		sim->host.resize(sim->host.context, *memory, (size_t) more * size);

	if (larger == NULL)
		return false;
	*memory = larger;
	*room = more;
	return true;
}

static cc_status
no_memory(cc_error *error)
{
	cc_fail(error, CC_TOO_LARGE, "no memory for the simulation");
	return CC_TOO_LARGE;
}

/* ---- the heap ---- */

static bool
event_before(const cc_simulation_event *a, const cc_simulation_event *b)
{
	if (a->time != b->time)
		return a->time < b->time;
	if (a->kind != b->kind)
		return a->kind < b->kind;
	return a->id < b->id;
}

static void
event_put(cc_simulation *sim, int32_t position,
		  const cc_simulation_event *event)
{
	sim->events[position] = *event;
	if (event->kind == EVENT_ABANDON)
		sim->pending[event->id].event = position;
}

/* Put an event where it belongs at or above a vacant position. */
static void
event_sift_up(cc_simulation *sim, int32_t position, cc_simulation_event event)
{
	while (position > 0)
	{
		int32_t parent = (position - 1) / 2;

		if (!event_before(&event, &sim->events[parent]))
			break;
		event_put(sim, position, &sim->events[parent]);
		position = parent;
	}
	event_put(sim, position, &event);
}

/* Take out the event at a position. */
static void
event_remove(cc_simulation *sim, int32_t position)
{
	cc_simulation_event last = sim->events[--sim->event_count];

	if (position == sim->event_count)
		return;
	/* Walk the vacancy down to a leaf; the last one mostly belongs there. */
	for (;;)
	{
		int32_t child = 2 * position + 1;

		if (child >= sim->event_count)
			break;
		if (child + 1 < sim->event_count &&
			event_before(&sim->events[child + 1], &sim->events[child]))
			child++;
		event_put(sim, position, &sim->events[child]);
		position = child;
	}
	event_sift_up(sim, position, last);
}

static cc_status
event_add(cc_simulation *sim, int64_t time, uint32_t kind, int32_t id,
		  cc_error *error)
{
	cc_simulation_event event = {time, kind, id};

	if (sim->event_count == sim->event_room)
	{
		void *events = sim->events;

		if (!make_room(sim, &events, &sim->event_room, sizeof(event)))
			return no_memory(error);
		sim->events = events;
	}
	event_sift_up(sim, sim->event_count++, event);
	return CC_OK;
}

/* ---- agents ---- */

/* Those who are idle form a list, the longest idle first. */
static void
agent_becomes_idle(cc_simulation *sim, int32_t agent)
{
	cc_simulation_agent *a = &sim->agents[agent];

	a->state = CC_AGENT_IDLE;
	a->next = NONE;
	a->previous = sim->idle_last;
	if (sim->idle_last == NONE)
		sim->idle_first = agent;
	else
		sim->agents[sim->idle_last].next = agent;
	sim->idle_last = agent;
}

static void
agent_leaves_idle(cc_simulation *sim, int32_t agent)
{
	cc_simulation_agent *a = &sim->agents[agent];

	if (a->previous == NONE)
		sim->idle_first = a->next;
	else
		sim->agents[a->previous].next = a->next;
	if (a->next == NONE)
		sim->idle_last = a->previous;
	else
		sim->agents[a->next].previous = a->previous;
}

static void
set_head_count(cc_simulation *sim, int32_t count)
{
	while (sim->on_hand < count)
	{
		int32_t agent = sim->on_hand++;

		/* who is still on a call from before stays */
		if (sim->agents[agent].state == CC_AGENT_AWAY)
			agent_becomes_idle(sim, agent);
		poll_now_and_then(sim);
	}
	while (sim->on_hand > count)
	{
		int32_t agent = --sim->on_hand;

		if (sim->agents[agent].state == CC_AGENT_IDLE)
		{
			agent_leaves_idle(sim, agent);
			sim->agents[agent].state = CC_AGENT_AWAY;
		}
		poll_now_and_then(sim);
	}
}

/* ---- callers ---- */

static cc_status
pending_take(cc_simulation *sim, int32_t *slot, cc_error *error)
{
	if (sim->free_first != NONE)
	{
		*slot = sim->free_first;
		sim->free_first = sim->pending[*slot].next;
		return CC_OK;
	}
	if (sim->pending_count == CC_SIMULATION_MAX_PENDING)
	{
		cc_fail(error, CC_TOO_LARGE, "too many calls wait at once");
		cc_error_detail(error,
						"At most %d calls may wait or be about to redial.",
						CC_SIMULATION_MAX_PENDING);
		return CC_TOO_LARGE;
	}
	if (sim->pending_count == sim->pending_room)
	{
		void *pending = sim->pending;

		if (!make_room(sim, &pending, &sim->pending_room,
					   sizeof(*sim->pending)))
			return no_memory(error);
		sim->pending = pending;
	}
	*slot = sim->pending_count++;
	return CC_OK;
}

static void
pending_release(cc_simulation *sim, int32_t slot)
{
	sim->pending[slot].next = sim->free_first;
	sim->free_first = slot;
}

static void
leave_line(cc_simulation *sim, int32_t slot)
{
	cc_simulation_pending *p = &sim->pending[slot];

	if (p->previous == NONE)
		sim->line_first = p->next;
	else
		sim->pending[p->previous].next = p->next;
	if (p->next == NONE)
		sim->line_last = p->previous;
	else
		sim->pending[p->next].previous = p->previous;
	pending_release(sim, slot);
}

int64_t
cc_microseconds(double seconds)
{
	double rounded = floor(seconds * MICROSECONDS + 0.5);

	/* the greatest double below 2^63; NaN cannot be */
	return rounded < 9223372036854774784.0 ? (int64_t) rounded : INT64_MAX;
}

double
cc_lognormal_sigma(double cv)
{
	double square = cv * cv;

	/* ln(1 + square) for a small square too */
	return 1 + square == 1 ? cv
						   : sqrt(cc_portable_log(1 + square) *
								  (square / ((1 + square) - 1)));
}

static int64_t
draw_handle(cc_simulation *sim, int32_t queue, cc_random_stream stream)
{
	const cc_simulation_model *m = &sim->model;
	double aht = m->aht[m->aht_count == 1 ? 0 : queue];

	if (m->handle_distribution == CC_HANDLE_EXPONENTIAL)
		aht *= cc_random_exponential(&sim->host, stream);
	else if (sim->handle_sigma > 0)
		aht *= cc_portable_exp(sim->handle_sigma *
								   cc_random_normal(&sim->host, stream) -
							   sim->handle_sigma * sim->handle_sigma / 2);
	return cc_microseconds(aht);
}

/* Patience in microseconds; INT64_MAX when endless. */
static int64_t
draw_patience(cc_simulation *sim, int32_t queue, cc_random_stream stream)
{
	const cc_simulation_model *m = &sim->model;
	double patience = m->patience[m->patience_count == 1 ? 0 : queue];

	if (isinf(patience))
		return INT64_MAX;
	return cc_microseconds(patience *
						   cc_random_exponential(&sim->host, stream));
}

int64_t
cc_next_arrival(cc_arrivals *s, const double *calls, int intervals,
				double period, double arrival_cv,
				const cc_simulation_host *host, bool *any)
{
	/* A unit exponential is used up at the rate of each interval it meets. */
	double credit = cc_random_exponential(host, CC_RANDOM_ARRIVAL);

	*any = true;
	for (;;)
	{
		double rest = period - s->offset;

		if (s->rate > 0 && credit < s->rate * rest)
		{
			s->offset += credit / s->rate;
			return cc_microseconds(period * s->interval + s->offset);
		}
		credit -= s->rate * rest;
		if (credit < 0)
			credit = 0;
		if (++s->interval >= intervals)
		{
			*any = false;
			return 0;
		}
		s->offset = 0;
		s->rate = calls[s->interval] / period;
		if (s->rate > 0 && 1 + arrival_cv * arrival_cv > 1)
		{
			double shape = 1 / (arrival_cv * arrival_cv);

			s->rate *= cc_random_gamma(host, CC_RANDOM_BUSYNESS, shape) / shape;
		}
		if (s->interval % POLL_EVERY == POLL_EVERY - 1 && host->poll != NULL)
			host->poll();
	}
}

static cc_status
add_next_arrival(cc_simulation *sim, int32_t queue, cc_error *error)
{
	const cc_simulation_model *m = &sim->model;
	cc_simulation_source *s = &sim->sources[queue];
	bool any = true;
	int64_t time = 0;

	if (s->initial_calls > 0)
		s->initial_calls--;
	else
		time = cc_next_arrival(
			&s->arrivals, m->calls + (size_t) queue * (size_t) m->intervals,
			m->intervals, m->period, m->arrival_cv, &sim->host, &any);
	if (!any)
		return CC_OK;
	return event_add(sim, time < sim->now ? sim->now : time, EVENT_ARRIVAL,
					 queue, error);
}

/* Somebody gave up or found no line: will he call again? */
static cc_status
consider_redial(cc_simulation *sim, const cc_call *call, double probability,
				cc_error *error)
{
	cc_status status;
	int64_t delay;
	int32_t slot;

	if (probability <= 0 ||
		sim->host.uniform(sim->host.context, CC_RANDOM_REDIAL) >= probability)
		return CC_OK;
	delay =
		cc_microseconds(sim->model.redial_delay *
						cc_random_exponential(&sim->host, CC_RANDOM_REDIAL));
	if (delay >= sim->closes_at - sim->now)
		return CC_OK;
	if ((status = pending_take(sim, &slot, error)) != CC_OK)
		return status;
	sim->pending[slot].call_no = call->call_no;
	sim->pending[slot].queue = call->queue_no - 1;
	sim->pending[slot].attempt = call->attempt;
	return event_add(sim, sim->now + delay, EVENT_REDIAL, slot, error);
}

static cc_status
answer(cc_simulation *sim, cc_call *call, int64_t handle, cc_error *error)
{
	int32_t agent = sim->idle_first;

	if (handle >= sim->model.time_limit - sim->now)
		return cc_fail(error, CC_BAD_DATETIME,
					   "the simulation runs beyond the last timestamp");
	agent_leaves_idle(sim, agent);
	sim->agents[agent].state = CC_AGENT_BUSY;
	call->outcome = CC_CALL_ANSWERED;
	call->agent_no = agent + 1;
	call->left_at = sim->now;
	call->ended_at = sim->now + handle;
	return event_add(sim, call->ended_at, EVENT_RELEASE, agent, error);
}

static cc_status
turned_away(cc_simulation *sim, cc_call *call, cc_call_outcome outcome,
			double redial, cc_error *error)
{
	call->outcome = outcome;
	call->left_at = call->ended_at = sim->now;
	return consider_redial(sim, call, redial, error);
}

static void
from_pending(const cc_simulation_pending *p, cc_call *call)
{
	call->call_no = p->call_no;
	call->queue_no = p->queue + 1;
	call->attempt = p->attempt;
	call->queued_at = p->queued_at;
}

/* A call comes in; *found tells whether its fate is decided at once. */
static cc_status
admit(cc_simulation *sim, int64_t call_no, int32_t queue, int32_t attempt,
	  cc_call *call, bool *found, cc_error *error)
{
	cc_random_stream handles =
		attempt == 1 ? CC_RANDOM_HANDLE : CC_RANDOM_REDIAL;
	cc_random_stream patiences =
		attempt == 1 ? CC_RANDOM_PATIENCE : CC_RANDOM_REDIAL;
	int64_t handle = draw_handle(sim, queue, handles);
	int64_t patience = draw_patience(sim, queue, patiences);
	cc_simulation_pending *p;
	cc_status status;
	int32_t slot;

	if (++sim->attempts > 2 * (int64_t) CC_SIMULATION_MAX_CALLS)
		return cc_fail(error, CC_TOO_LARGE,
					   "the simulation has too many calls");
	call->call_no = call_no;
	call->queue_no = queue + 1;
	call->attempt = attempt;
	call->queued_at = sim->now;
	*found = true;
	if ((double) (sim->in_system + 1) > sim->model.lines)
		return turned_away(sim, call, CC_CALL_BLOCKED,
						   sim->model.redial_blocked, error);
	sim->in_system++;
	if (sim->idle_first != NONE)
		return answer(sim, call, handle, error);

	*found = false;
	if ((status = pending_take(sim, &slot, error)) != CC_OK)
		return status;
	p = &sim->pending[slot];
	p->call_no = call_no;
	p->queued_at = sim->now;
	p->handle = handle;
	p->queue = queue;
	p->attempt = attempt;
	p->event = NONE;
	p->next = NONE;
	p->previous = sim->line_last;
	if (sim->line_last == NONE)
		sim->line_first = slot;
	else
		sim->pending[sim->line_last].next = slot;
	sim->line_last = slot;
	if (patience >= sim->model.time_limit - sim->now)
		return CC_OK;
	return event_add(sim, sim->now + patience, EVENT_ABANDON, slot, error);
}

cc_status
cc_simulation_begin(cc_simulation *sim, const cc_simulation_model *model,
					const cc_simulation_host *host, cc_error *error)
{
	double expected = 0;
	double redial = fmax(model->redial_abandoned, model->redial_blocked);
	int32_t most_agents = 0;
	cc_status status;

	if (model->period * MICROSECONDS < 1)
	{
		cc_fail(error, CC_BAD_ARGUMENT,
				"invalid value for argument \"period\": %g", model->period);
		cc_error_detail(error, "It must be at least one microsecond.");
		return CC_BAD_ARGUMENT;
	}
	if (model->handle_cv > MAX_CV || model->arrival_cv > MAX_CV)
	{
		bool handle = model->handle_cv > MAX_CV;

		cc_fail(error, CC_BAD_ARGUMENT, "invalid value for argument \"%s\": %g",
				handle ? "handle_cv" : "arrival_cv",
				handle ? model->handle_cv : model->arrival_cv);
		cc_error_detail(error, "It must be at most %d.", MAX_CV);
		return CC_BAD_ARGUMENT;
	}

	*sim = (cc_simulation){.model = *model, .host = *host};
	sim->idle_first = sim->idle_last = NONE;
	sim->free_first = sim->line_first = sim->line_last = NONE;
	sim->handle_sigma = cc_lognormal_sigma(model->handle_cv);

	for (size_t i = 0; i < (size_t) model->queues * (size_t) model->intervals;
		 i++)
	{
		expected += model->calls[i];
		poll_now_and_then(sim);
	}
	for (int i = 0; i < model->queues; i++)
		expected +=
			model->initial_calls[model->initial_calls_count == 1 ? 0 : i];
	for (int i = 0; i < model->agents_count; i++)
	{
		if (model->agents[i] > most_agents)
			most_agents = model->agents[i];
	}
	if (expected / (1 - redial) > CC_SIMULATION_MAX_CALLS)
	{
		cc_fail(error, CC_TOO_LARGE, "too many calls to simulate: about %.0f",
				expected / (1 - redial));
		cc_error_detail(error,
						"At most %d calls are allowed, redials included.",
						CC_SIMULATION_MAX_CALLS);
		return CC_TOO_LARGE;
	}
	if (most_agents > CC_SIMULATION_MAX_AGENTS)
	{
		cc_fail(error, CC_TOO_LARGE, "too many agents to simulate: %ld",
				(long) most_agents);
		cc_error_detail(error, "At most %d agents are allowed.",
						CC_SIMULATION_MAX_AGENTS);
		return CC_TOO_LARGE;
	}
	if (model->queues > CC_SIMULATION_MAX_QUEUES)
	{
		cc_fail(error, CC_TOO_LARGE, "too many queues to simulate: %d",
				model->queues);
		cc_error_detail(error, "At most %d queues are allowed.",
						CC_SIMULATION_MAX_QUEUES);
		return CC_TOO_LARGE;
	}
	sim->closes_at = cc_microseconds(model->period * model->intervals);
	if (sim->closes_at >= model->time_limit)
		return cc_fail(error, CC_BAD_DATETIME,
					   "the last interval ends beyond the last timestamp");

	sim->sources = host->resize(host->context, NULL,
								(size_t) model->queues * sizeof(*sim->sources));
	sim->agents = host->resize(
		host->context, NULL, ((size_t) most_agents + 1) * sizeof(*sim->agents));
	if (sim->sources == NULL || sim->agents == NULL)
		return no_memory(error);
	for (int32_t i = 0; i < most_agents; i++)
		sim->agents[i] = (cc_simulation_agent){NONE, NONE, CC_AGENT_AWAY};
	if ((status = event_add(sim, 0, EVENT_INTERVAL, 0, error)) != CC_OK)
		return status;
	for (int32_t i = 0; i < model->queues; i++)
	{
		/* stands at the end of an interval before the first */
		sim->sources[i] = (cc_simulation_source){
			.initial_calls =
				model->initial_calls[model->initial_calls_count == 1 ? 0 : i],
			.arrivals = {-1, model->period, 0}};
		if ((status = add_next_arrival(sim, i, error)) != CC_OK)
			return status;
	}
	return CC_OK;
}

cc_status
cc_simulation_next(cc_simulation *sim, cc_call *call, bool *found,
				   cc_error *error)
{
	cc_status status = CC_OK;

	*found = false;
	while (status == CC_OK && !*found)
	{
		cc_simulation_event event;

		poll_now_and_then(sim);
		if (sim->idle_first != NONE && sim->line_first != NONE)
		{
			int32_t slot = sim->line_first;
			cc_simulation_pending *p = &sim->pending[slot];

			from_pending(p, call);
			if (p->event != NONE)
				event_remove(sim, p->event);
			leave_line(sim, slot);
			*found = true;
			status = answer(sim, call, p->handle, error);
			continue;
		}
		if (sim->event_count == 0)
		{
			/* Neither an agent nor impatience will end these. */
			if (sim->line_first == NONE)
				break;
			from_pending(&sim->pending[sim->line_first], call);
			leave_line(sim, sim->line_first);
			call->outcome = CC_CALL_OPEN;
			*found = true;
			continue;
		}

		event = sim->events[0];
		event_remove(sim, 0);
		sim->now = event.time;
		switch (event.kind)
		{
			case EVENT_INTERVAL:
				set_head_count(
					sim,
					sim->model
						.agents[sim->model.agents_count == 1 ? 0 : event.id]);
				if (++event.id < sim->model.agents_count)
					status = event_add(
						sim, cc_microseconds(sim->model.period * event.id),
						EVENT_INTERVAL, event.id, error);
				break;
			case EVENT_RELEASE:
				sim->in_system--;
				if (event.id < sim->on_hand)
					agent_becomes_idle(sim, event.id);
				else
					sim->agents[event.id].state = CC_AGENT_AWAY;
				break;
			case EVENT_ABANDON:
				from_pending(&sim->pending[event.id], call);
				leave_line(sim, event.id);
				sim->in_system--;
				*found = true;
				status = turned_away(sim, call, CC_CALL_ABANDONED,
									 sim->model.redial_abandoned, error);
				break;
			case EVENT_REDIAL:
			{
				cc_simulation_pending again = sim->pending[event.id];

				pending_release(sim, event.id);
				status = admit(sim, again.call_no, again.queue,
							   again.attempt + 1, call, found, error);
				break;
			}
			case EVENT_ARRIVAL:
				status =
					admit(sim, ++sim->calls, event.id, 1, call, found, error);
				if (status == CC_OK)
					status = add_next_arrival(sim, event.id, error);
				break;
		}
	}
	return status;
}
