/*
 * center_simulation.c
 *		Discrete-event simulation of a whole centre.
 *
 * One heap holds what is to come; its order (time, kind, number) is total.  A
 * group has its available agents in lists by load, the longest idle first, a queue
 * its calls in one line; what a skill asks before it is used (a wait, agents
 * in reserve) is looked at when a call or an agent looks for the other.
 */
#include "core/center_simulation.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

const char *const cc_center_shape_names[] = {"lognormal", "exponential",
											 "erlang", "empirical", NULL};
const char *const cc_visit_outcome_names[] = {
	"answered", "abandoned", "blocked", "callback_requested", "open", NULL};
const char *const cc_visit_cause_names[] = {"call",		"redial",	"repeat",
											"transfer", "callback", NULL};

#define NONE (-1)
#define POLL_EVERY 4096
#define MAX_CV 1000
#define NEVER INT64_MAX

/* At one instant, in this order; as in simulation.c where both have it. */
enum
{
	EVENT_INTERVAL, /* id: interval */
	EVENT_SHIFT,	/* the next turn */
	EVENT_RELEASE,	/* id: agent */
	EVENT_LEAVE,	/* id: pending, who gives up or is to be called back */
	EVENT_COME,		/* id: pending, who comes again */
	EVENT_OVERFLOW, /* id: skill by queue */
	EVENT_ARRIVAL	/* id: queue; in a heap of their own */
};

static cc_status
no_memory(cc_error *error)
{
	return cc_fail(error, CC_TOO_LARGE, "no memory for the simulation");
}

static cc_status
too_many(cc_error *error, const char *what, double have, double most)
{
	cc_fail(error, CC_TOO_LARGE, "too many %s to simulate: %.0f", what, have);
	cc_error_detail(error, "At most %.0f are allowed.", most);
	return CC_TOO_LARGE;
}

static void
poll_now_and_then(cc_center *c)
{
	if (++c->work % POLL_EVERY == 0 && c->host.poll != NULL)
		c->host.poll();
}

/* ---- the heap ---- */

static inline bool
event_before(const cc_simulation_event *a, const cc_simulation_event *b)
{
	if (a->time != b->time)
		return a->time < b->time;
	if (a->kind != b->kind)
		return a->kind < b->kind;
	return a->id < b->id;
}

static inline void
event_put(cc_center *c, cc_center_heap *heap, int32_t position,
		  const cc_simulation_event *event)
{
	heap->event[position] = *event;
	if (event->kind == EVENT_LEAVE)
		c->pending[event->id].event = position;
}

static inline void
event_sift_up(cc_center *c, cc_center_heap *heap, int32_t position,
			  cc_simulation_event event)
{
	while (position > 0)
	{
		int32_t parent = (position - 1) / 4;

		if (!event_before(&event, &heap->event[parent]))
			break;
		event_put(c, heap, position, &heap->event[parent]);
		position = parent;
	}
	event_put(c, heap, position, &event);
}

/* Put an event at a vacant position or where it belongs below. */
static inline void
event_sift_down(cc_center *c, cc_center_heap *heap, int32_t position,
				cc_simulation_event event)
{
	for (;;)
	{
		int32_t child = 4 * position + 1;
		int32_t end = child + 4 < heap->count ? child + 4 : heap->count;
		int32_t least = child;

		if (child >= heap->count)
			break;
		for (int32_t i = child + 1; i < end; i++)
		{
			if (event_before(&heap->event[i], &heap->event[least]))
				least = i;
		}
		if (!event_before(&heap->event[least], &event))
			break;
		event_put(c, heap, position, &heap->event[least]);
		position = least;
	}
	event_put(c, heap, position, &event);
}

static void
event_remove(cc_center *c, cc_center_heap *heap, int32_t position)
{
	cc_simulation_event last = heap->event[--heap->count];

	if (position == heap->count)
		return;
	if (position > 0 && event_before(&last, &heap->event[(position - 1) / 4]))
		event_sift_up(c, heap, position, last);
	else
		event_sift_down(c, heap, position, last);
}

static cc_status
make_room(cc_center *c, void **memory, int32_t *room, size_t size,
		  cc_error *error)
{
	int32_t more = *room == 0 ? 64 : *room * 2;
	void *larger =
		c->host.resize(c->host.context, *memory, (size_t) more * size);

	if (larger == NULL)
		return no_memory(error);
	*memory = larger;
	*room = more;
	return CC_OK;
}

static cc_status
event_add(cc_center *c, int64_t time, uint32_t kind, int32_t id,
		  cc_error *error)
{
	cc_simulation_event event = {time, kind, id};
	cc_center_heap *heap = &c->events;

	if (heap->count == heap->room)
	{
		void *events = heap->event;
		cc_status status =
			make_room(c, &events, &heap->room, sizeof(event), error);

		if (status != CC_OK)
			return status;
		heap->event = events;
	}
	event_sift_up(c, heap, heap->count++, event);
	return CC_OK;
}

/* ---- agents ---- */

static void
emit_span(cc_center *c, int32_t agent, int64_t ends)
{
	cc_center_agent *a = &c->agents[agent];
	cc_agent_span span = {agent, a->group, a->load > 0, a->since, ends};

	if (c->sink.span != NULL && ends > a->since)
		c->sink.span(c->sink.context, &span);
	a->since = ends;
}

static inline bool
is_available(const cc_center *c, const cc_center_agent *a)
{
	return a->present > 0 && a->load < c->model.group[a->group].concurrency;
}

static void
becomes_available(cc_center *c, int32_t agent)
{
	cc_center_agent *a = &c->agents[agent];
	cc_center_team *team = &c->teams[a->group];
	cc_center_bucket *bucket = &c->buckets[team->buckets + a->load];

	a->order = ++c->order;
	a->next = NONE;
	a->previous = bucket->last;
	if (bucket->last == NONE)
		bucket->first = agent;
	else
		c->agents[bucket->last].next = agent;
	bucket->last = agent;
	team->available++;
}

static void
leaves_available(cc_center *c, int32_t agent)
{
	cc_center_agent *a = &c->agents[agent];
	cc_center_team *team = &c->teams[a->group];
	cc_center_bucket *bucket = &c->buckets[team->buckets + a->load];

	if (a->previous == NONE)
		bucket->first = a->next;
	else
		c->agents[a->previous].next = a->next;
	if (a->next == NONE)
		bucket->last = a->previous;
	else
		c->agents[a->next].previous = a->previous;
	team->available--;
}

static void
set_present(cc_center *c, int32_t agent, int32_t change)
{
	cc_center_agent *a = &c->agents[agent];
	bool before = is_available(c, a);

	/* who has a contact in hand stays until it is done */
	if (a->load == 0 && a->present == 0)
		a->since = c->now;
	if (before && a->present + change <= 0)
	{
		if (a->load == 0)
			emit_span(c, agent, c->now);
		leaves_available(c, agent);
	}
	a->present += change;
	if (!before && is_available(c, a))
		becomes_available(c, agent);
	poll_now_and_then(c);
}

static void
set_head_count(cc_center *c, int32_t group, int32_t count)
{
	cc_center_team *team = &c->teams[group];

	while (team->on_hand < count)
		set_present(c, team->agents + team->on_hand++, 1);
	while (team->on_hand > count)
		set_present(c, team->agents + --team->on_hand, -1);
}

/* The least loaded, longest idle agent of a group that has one. */
static int32_t
first_available(const cc_center *c, int32_t group)
{
	const cc_center_bucket *bucket = &c->buckets[c->teams[group].buckets];

	while (bucket->first == NONE)
		bucket++;
	return bucket->first;
}

/* ---- callers ---- */

static cc_status
pending_take(cc_center *c, int32_t *slot, cc_error *error)
{
	if (c->free_first != NONE)
	{
		*slot = c->free_first;
		c->free_first = c->pending[*slot].next;
		return CC_OK;
	}
	if (c->pending_count == CC_SIMULATION_MAX_PENDING)
		return too_many(error, "waiting calls", c->pending_count,
						CC_SIMULATION_MAX_PENDING);
	if (c->pending_count == c->pending_room)
	{
		void *pending = c->pending;
		cc_status status = make_room(c, &pending, &c->pending_room,
									 sizeof(*c->pending), error);

		if (status != CC_OK)
			return status;
		c->pending = pending;
	}
	*slot = c->pending_count++;
	return CC_OK;
}

static void
pending_release(cc_center *c, int32_t slot)
{
	c->pending[slot].next = c->free_first;
	c->free_first = slot;
}

static cc_status
join_line(cc_center *c, int32_t slot, cc_error *error)
{
	cc_center_pending *p = &c->pending[slot];
	cc_center_line *line = &c->lines[p->queue];

	p->next = NONE;
	p->previous = line->last;
	if (line->last == NONE)
		line->first = slot;
	else
		c->pending[line->last].next = slot;
	line->last = slot;
	line->length++;
	c->waiting++;
	for (int32_t i = line->skills;
		 line->overflows && i < line->skills + line->skills_count; i++)
	{
		cc_center_overflow *o = &c->overflows[i];
		cc_status status;

		if (o->after == 0 || o->after == NEVER)
			continue;
		if (o->cursor == NONE)
			o->cursor = slot;
		if (o->armed || o->after >= c->model.time_limit - c->now)
			continue;
		o->armed = true;
		status = event_add(c, c->now + o->after, EVENT_OVERFLOW, i, error);
		if (status != CC_OK)
			return status;
	}
	return CC_OK;
}

static void
leave_line(cc_center *c, int32_t slot)
{
	cc_center_pending *p = &c->pending[slot];
	cc_center_line *line = &c->lines[p->queue];

	for (int32_t i = line->skills;
		 line->overflows && i < line->skills + line->skills_count; i++)
	{
		if (c->overflows[i].cursor == slot)
			c->overflows[i].cursor = p->next;
	}
	if (p->previous == NONE)
		line->first = p->next;
	else
		c->pending[p->previous].next = p->next;
	if (p->next == NONE)
		line->last = p->previous;
	else
		c->pending[p->next].previous = p->previous;
	line->length--;
	c->waiting--;
	pending_release(c, slot);
}

/* Seconds, perhaps infinity. */
static double
draw(const cc_center *c, const cc_center_law *law, int32_t interval,
	 cc_random_stream stream)
{
	double mean = law->means == NULL
					  ? law->quantiles_mean
					  : law->means[law->means_count == 1 ? 0 : interval];

	if (isinf(mean) && law->shape != CC_SHAPE_EMPIRICAL)
		return mean;
	switch (law->shape)
	{
		case CC_SHAPE_EXPONENTIAL:
			mean *= cc_random_exponential(&c->host, stream);
			break;
		case CC_SHAPE_LOGNORMAL:
			if (law->sigma > 0)
				mean *= cc_portable_exp(law->sigma *
											cc_random_normal(&c->host, stream) -
										law->sigma * law->sigma / 2);
			break;
		case CC_SHAPE_ERLANG:
		{
			double sum = 0;

			for (int i = 0; i < law->stages; i++)
				sum += cc_random_exponential(&c->host, stream);
			mean *= sum / law->stages;
			break;
		}
		case CC_SHAPE_EMPIRICAL:
		{
			double at = c->host.uniform(c->host.context, stream) *
						(law->quantiles_count - 1);
			int i = (int) at;
			double low = law->quantiles[i];
			double high = law->quantiles[i + 1];
			double value = isinf(high) ? high : low + (high - low) * (at - i);

			return law->means == NULL ? value
									  : value * (mean / law->quantiles_mean);
		}
	}
	return mean;
}

/* When a queue's next caller comes, if any does. */
static bool
draw_arrival(cc_center *c, int32_t queue, cc_simulation_event *event)
{
	const cc_center_model *m = &c->model;
	bool any;
	int64_t time = cc_next_arrival(
		&c->lines[queue].arrivals,
		m->day_cv > 0 ? c->rates + (size_t) queue * (size_t) m->intervals
					  : m->queue[queue].calls,
		m->intervals, m->period, m->arrival_cv, &c->host, &any);

	*event = (cc_simulation_event){time < c->now ? c->now : time, EVENT_ARRIVAL,
								   queue};
	return any;
}

/* When the next caller of all comes. */
static inline int64_t
next_arrival(const cc_center *c)
{
	if (c->known)
		return c->caller < c->callers->count
				   ? c->callers->caller[c->caller].time
				   : NEVER;
	return c->arrivals.count > 0 ? c->arrivals.event[0].time : NEVER;
}

/* Him, and who follows him is the next. */
static cc_status
take_caller(cc_center *c, cc_center_caller *caller, cc_error *error)
{
	cc_center_callers *callers = c->callers;
	cc_simulation_event event;
	cc_status status;

	if (c->known)
	{
		*caller = callers->caller[c->caller++];
		return CC_OK;
	}
	caller->time = c->now;
	caller->queue = c->arrivals.event[0].id;
	caller->handle = draw(c, &c->model.queue[caller->queue].handle, c->interval,
						  CC_RANDOM_HANDLE);
	caller->patience = draw(c, &c->model.queue[caller->queue].patience,
							c->interval, CC_RANDOM_PATIENCE);
	if (draw_arrival(c, caller->queue, &event))
		event_sift_down(c, &c->arrivals, 0, event);
	else
		event_remove(c, &c->arrivals, 0);
	if (callers == NULL)
		return CC_OK;
	if (callers->count == callers->room)
	{
		void *memory = callers->caller;

		status = make_room(c, &memory, &callers->room, sizeof(*caller), error);
		if (status != CC_OK)
			return status;
		callers->caller = memory;
	}
	callers->caller[callers->count++] = *caller;
	return CC_OK;
}

/* The caller of a visit comes again after a while. */
static cc_status
come_again(cc_center *c, const cc_visit *visit, int64_t time, int32_t queue,
		   cc_visit_cause cause, cc_error *error)
{
	cc_status status;
	int32_t slot;

	if (time >= c->model.time_limit)
		return cc_fail(error, CC_BAD_DATETIME,
					   "the simulation runs beyond the last timestamp");
	if ((status = pending_take(c, &slot, error)) != CC_OK)
		return status;
	c->pending[slot].call_no = visit->call_no;
	c->pending[slot].queue = queue;
	c->pending[slot].attempt = visit->attempt;
	c->pending[slot].cause = (uint8_t) cause;
	c->pending[slot].last_agent =
		visit->outcome == CC_VISIT_ANSWERED ? visit->agent : NONE;
	return event_add(c, time, EVENT_COME, slot, error);
}

/* With some probability, after an exponential delay, unless it is closed then. */
static cc_status
consider_coming_again(cc_center *c, const cc_visit *visit, double probability,
					  cc_visit_cause cause, cc_error *error)
{
	int64_t from =
		visit->outcome == CC_VISIT_ANSWERED ? visit->ended_at : c->now;
	int64_t delay;

	if (probability <= 0 ||
		c->host.uniform(c->host.context, CC_RANDOM_REDIAL) >= probability)
		return CC_OK;
	delay = cc_microseconds(c->model.queue[visit->queue].redial_delay *
							cc_random_exponential(&c->host, CC_RANDOM_REDIAL));
	if (from >= c->closes_at || delay >= c->closes_at - from)
		return CC_OK;
	return come_again(c, visit, from + delay, visit->queue, cause, error);
}

static void
emit_visit(cc_center *c, const cc_visit *visit)
{
	c->balance.outcomes[visit->outcome]++;
	if (c->sink.visit != NULL)
		c->sink.visit(c->sink.context, visit);
}

static cc_status
answer(cc_center *c, cc_visit *visit, double seconds, int32_t agent,
	   const cc_center_skill *skill, cc_error *error)
{
	const cc_center_queue *q = &c->model.queue[visit->queue];
	cc_center_agent *a = &c->agents[agent];
	int64_t handle;
	cc_status status;

	seconds *= skill->handle_factor;
	if (a->load > 0)
		seconds *= 1 + c->model.group[a->group].slowdown * a->load;
	handle = cc_microseconds(seconds);
	if (handle >= c->model.time_limit - c->now)
		return cc_fail(error, CC_BAD_DATETIME,
					   "the simulation runs beyond the last timestamp");
	leaves_available(c, agent);
	if (a->load == 0)
		emit_span(c, agent, c->now);
	a->load++;
	c->busy++;
	if (is_available(c, a))
		becomes_available(c, agent);
	visit->outcome = CC_VISIT_ANSWERED;
	visit->group = a->group;
	visit->agent = agent;
	visit->left_at = c->now;
	visit->ended_at = c->now + handle;
	visit->passed_on =
		q->transfer > 0 &&
		c->host.uniform(c->host.context, CC_RANDOM_REDIAL) < q->transfer;
	emit_visit(c, visit);
	status = event_add(c, visit->ended_at, EVENT_RELEASE, agent, error);
	if (status != CC_OK)
		return status;
	if (visit->passed_on)
		return come_again(c, visit, visit->ended_at, q->transfer_to,
						  CC_CAUSE_TRANSFER, error);
	return consider_coming_again(c, visit, q->repeat, CC_CAUSE_REPEAT, error);
}

static void
from_pending(const cc_center_pending *p, cc_visit *visit)
{
	*visit = (cc_visit){.call_no = p->call_no,
						.attempt = p->attempt,
						.queue = p->queue,
						.interval = p->interval,
						.cause = (cc_visit_cause) p->cause,
						.group = NONE,
						.agent = NONE,
						.queued_at = p->queued_at};
}

static cc_status
leaves(cc_center *c, cc_visit *visit, cc_visit_outcome outcome, cc_error *error)
{
	const cc_center_queue *q = &c->model.queue[visit->queue];

	visit->outcome = outcome;
	visit->left_at = visit->ended_at = c->now;
	emit_visit(c, visit);
	if (outcome == CC_VISIT_CALLBACK)
	{
		int64_t promise = cc_microseconds(q->callback_promise);

		return come_again(c, visit,
						  promise < NEVER - c->now ? c->now + promise : NEVER,
						  visit->queue, CC_CAUSE_CALLBACK, error);
	}
	return consider_coming_again(
		c, visit,
		outcome == CC_VISIT_BLOCKED ? q->redial_blocked : q->redial_abandoned,
		CC_CAUSE_REDIAL, error);
}

/* The call that an available agent of a group takes, or none. */
static const cc_center_skill *
next_call(const cc_center *c, int32_t group)
{
	const cc_center_team *team = &c->teams[group];
	const cc_center_skill *best = NULL;
	int64_t best_order = NEVER;

	for (int32_t i = team->skills; i < team->skills + team->skills_count; i++)
	{
		const cc_center_skill *s = &c->model.skill[i];
		int32_t slot = c->lines[s->queue].first;
		const cc_center_pending *p;

		if (best != NULL && s->priority != best->priority)
			break;
		if (slot == NONE || team->available <= s->reserve)
			continue;
		p = &c->pending[slot];
		if (p->order >= best_order ||
			(s->after > 0 && c->now - p->queued_at < cc_microseconds(s->after)))
			continue;
		best = s;
		best_order = p->order;
	}
	return best;
}

/* Agents of a group take what they may. */
static cc_status
serve(cc_center *c, int32_t group, cc_error *error)
{
	cc_status status = CC_OK;

	while (status == CC_OK && c->teams[group].available > 0 && c->waiting > 0)
	{
		const cc_center_skill *skill = next_call(c, group);
		cc_visit visit;
		int32_t slot;
		double handle;

		if (skill == NULL)
			break;
		slot = c->lines[skill->queue].first;
		from_pending(&c->pending[slot], &visit);
		handle = c->pending[slot].handle;
		if (c->pending[slot].event != NONE)
			event_remove(c, &c->events, c->pending[slot].event);
		leave_line(c, slot);
		status =
			answer(c, &visit, handle, first_available(c, group), skill, error);
		poll_now_and_then(c);
	}
	return status;
}

/* The agent that a call goes to at once, or none. */
static int32_t
next_agent(const cc_center *c, int32_t queue, int32_t last_agent,
		   const cc_center_skill **skill)
{
	const cc_center_line *line = &c->lines[queue];
	int32_t best = NONE;

	for (int32_t i = line->skills; i < line->skills + line->skills_count; i++)
	{
		const cc_center_skill *s = &c->by_queue[i];
		int32_t agent;

		if (last_agent != NONE && c->agents[last_agent].group == s->group &&
			c->agents[last_agent].load == 0 &&
			is_available(c, &c->agents[last_agent]))
		{
			*skill = s;
			return last_agent;
		}
		if (best != NONE && s->level != (*skill)->level)
		{
			if (last_agent == NONE)
				break;
			continue;
		}
		if (s->after > 0 || c->teams[s->group].available <= s->reserve)
			continue;
		agent = first_available(c, s->group);
		if (best == NONE || c->agents[agent].load < c->agents[best].load ||
			(c->agents[agent].load == c->agents[best].load &&
			 c->agents[agent].order < c->agents[best].order))
		{
			best = agent;
			*skill = s;
		}
	}
	return best;
}

/* Somebody comes in, of whom the visit says the call, attempt, queue and cause. */
static cc_status
admit(cc_center *c, cc_visit *visit, double handle, double patience,
	  int32_t last_agent, cc_error *error)
{
	const cc_center_queue *q = &c->model.queue[visit->queue];
	/* who was let in before is not turned away */
	bool inside =
		visit->cause == CC_CAUSE_TRANSFER || visit->cause == CC_CAUSE_CALLBACK;
	const cc_center_skill *skill = NULL;
	cc_center_pending *p;
	int64_t leaves_after;
	bool callback;
	int32_t agent;
	int32_t slot;
	cc_status status;

	visit->interval = c->interval;
	visit->group = visit->agent = NONE;
	visit->queued_at = c->now;
	if (++c->balance.visits > 2 * (int64_t) CC_SIMULATION_MAX_CALLS)
		return too_many(error, "calls", (double) c->balance.visits,
						2.0 * CC_SIMULATION_MAX_CALLS);
	if (!inside && (double) (c->in_system + 1) > c->model.lines)
		return leaves(c, visit, CC_VISIT_BLOCKED, error);
	agent =
		next_agent(c, visit->queue, q->last_agent ? last_agent : NONE, &skill);
	if (agent == NONE && !inside &&
		(double) (c->lines[visit->queue].length + 1) > q->line)
		return leaves(c, visit, CC_VISIT_BLOCKED, error);
	c->in_system++;
	if (agent != NONE)
		return answer(c, visit, handle, agent, skill, error);

	callback =
		q->callback > 0 && visit->cause != CC_CAUSE_CALLBACK &&
		c->host.uniform(c->host.context, CC_RANDOM_REDIAL) < q->callback &&
		q->callback_after <= patience;
	leaves_after = callback ? cc_microseconds(q->callback_after)
				   : visit->cause == CC_CAUSE_CALLBACK || isinf(patience)
					   ? NEVER
					   : cc_microseconds(patience);
	if ((status = pending_take(c, &slot, error)) != CC_OK)
		return status;
	p = &c->pending[slot];
	p->call_no = visit->call_no;
	p->order = ++c->order;
	p->queued_at = c->now;
	p->handle = handle;
	p->queue = visit->queue;
	p->attempt = visit->attempt;
	p->interval = c->interval;
	p->last_agent = last_agent;
	p->event = NONE;
	p->cause = (uint8_t) visit->cause;
	p->wants_callback = callback;
	if ((status = join_line(c, slot, error)) != CC_OK)
		return status;
	if (leaves_after >= c->model.time_limit - c->now)
		return CC_OK;
	return event_add(c, c->now + leaves_after, EVENT_LEAVE, slot, error);
}

/* Somebody who called before comes again. */
static cc_status
comes_again(cc_center *c, int32_t slot, cc_error *error)
{
	const cc_center_pending *p = &c->pending[slot];
	const cc_center_queue *q = &c->model.queue[p->queue];
	cc_visit visit = {.call_no = p->call_no,
					  .attempt = p->attempt + 1,
					  .queue = p->queue,
					  .cause = (cc_visit_cause) p->cause};
	double handle = draw(c, &q->handle, c->interval, CC_RANDOM_REDIAL);
	double patience = draw(c, &q->patience, c->interval, CC_RANDOM_REDIAL);
	int32_t last_agent = p->last_agent;

	pending_release(c, slot);
	return admit(c, &visit, handle, patience, last_agent, error);
}

static cc_status
arrives(cc_center *c, cc_error *error)
{
	cc_center_caller caller;
	cc_visit visit = {.attempt = 1, .cause = CC_CAUSE_CALL};
	cc_status status = take_caller(c, &caller, error);

	if (status != CC_OK)
		return status;
	visit.call_no = ++c->calls;
	visit.queue = caller.queue;
	return admit(c, &visit, caller.handle, caller.patience, NONE, error);
}

/* ---- the course of things ---- */

static cc_status
interval_begins(cc_center *c, int32_t interval, cc_error *error)
{
	cc_status status = CC_OK;

	c->interval = interval;
	for (int32_t g = 0; g < c->model.groups; g++)
	{
		const cc_center_group *group = &c->model.group[g];

		if (interval == 0 || group->agents_count > 1)
			set_head_count(
				c, g, group->agents[group->agents_count == 1 ? 0 : interval]);
	}
	for (int32_t g = 0; status == CC_OK && g < c->model.groups; g++)
		status = serve(c, g, error);
	if (status == CC_OK && interval + 1 < c->model.intervals)
		status = event_add(c, cc_microseconds(c->model.period * (interval + 1)),
						   EVENT_INTERVAL, interval + 1, error);
	return status;
}

/* People of shifts come and go. */
static cc_status
turns(cc_center *c, cc_error *error)
{
	cc_status status = CC_OK;
	int32_t from = c->turn;
	int32_t all = 2 * c->model.shifts;

	for (; c->turn < all && c->turns[c->turn].time <= c->now; c->turn++)
		set_present(c, c->turns[c->turn].agent, c->turns[c->turn].change);
	for (; status == CC_OK && from < c->turn; from++)
		status = serve(c, c->agents[c->turns[from].agent].group, error);
	if (status == CC_OK && c->turn < all)
		status = event_add(c, c->turns[c->turn].time, EVENT_SHIFT, 0, error);
	return status;
}

static cc_status
release(cc_center *c, int32_t agent, cc_error *error)
{
	cc_center_agent *a = &c->agents[agent];

	c->in_system--;
	c->busy--;
	if (is_available(c, a))
		leaves_available(c, agent);
	if (a->load == 1)
		emit_span(c, agent, c->now);
	a->load--;
	if (!is_available(c, a))
		return CC_OK;
	becomes_available(c, agent);
	return serve(c, a->group, error);
}

static cc_status
overflow(cc_center *c, int32_t skill, cc_error *error)
{
	cc_center_overflow *o = &c->overflows[skill];
	cc_status status;

	while (o->cursor != NONE &&
		   c->pending[o->cursor].queued_at + o->after <= c->now)
		o->cursor = c->pending[o->cursor].next;
	o->armed = false;
	status = serve(c, c->by_queue[skill].group, error);
	if (status != CC_OK || o->cursor == NONE)
		return status;
	o->armed = true;
	return event_add(c, c->pending[o->cursor].queued_at + o->after,
					 EVENT_OVERFLOW, skill, error);
}

static cc_status
happen(cc_center *c, const cc_simulation_event *event, cc_error *error)
{
	switch (event->kind)
	{
		case EVENT_INTERVAL:
			return interval_begins(c, event->id, error);
		case EVENT_SHIFT:
			return turns(c, error);
		case EVENT_RELEASE:
			return release(c, event->id, error);
		case EVENT_LEAVE:
		{
			cc_visit visit;
			bool callback = c->pending[event->id].wants_callback;

			from_pending(&c->pending[event->id], &visit);
			leave_line(c, event->id);
			c->in_system--;
			return leaves(c, &visit,
						  callback ? CC_VISIT_CALLBACK : CC_VISIT_ABANDONED,
						  error);
		}
		case EVENT_COME:
			return comes_again(c, event->id, error);
		default:
			return overflow(c, event->id, error);
	}
}

/* Everything as it is before the first moment. */
static cc_status
start(cc_center *c, cc_error *error)
{
	const cc_center_model *m = &c->model;
	cc_status status;

	c->balance = (cc_center_balance){0};
	c->now = c->calls = c->order = c->in_system = c->waiting = c->busy = 0;
	c->interval = c->turn = 0;
	c->pending_count = c->events.count = c->arrivals.count = 0;
	c->free_first = NONE;
	c->caller = 0;
	c->known = c->callers != NULL && c->callers->complete;
	if (c->callers != NULL && !c->known)
		c->callers->count = 0;
	for (int32_t i = 0; i < m->skills; i++)
	{
		c->overflows[i].cursor = NONE;
		c->overflows[i].armed = false;
	}
	for (int32_t g = 0; g < m->groups; g++)
	{
		cc_center_team *team = &c->teams[g];

		team->on_hand = team->available = 0;
		for (int32_t i = 0; i < m->group[g].concurrency; i++)
			c->buckets[team->buckets + i] = (cc_center_bucket){NONE, NONE};
	}
	for (int32_t i = 0; i < c->agent_count; i++)
		c->agents[i] = (cc_center_agent){.group = c->agents[i].group};

	if (m->day_cv > 0 && !c->known)
	{
		double shape = 1 / (m->day_cv * m->day_cv);
		double factor =
			1 + m->day_cv * m->day_cv > 1
				? cc_random_gamma(&c->host, CC_RANDOM_BUSYNESS, shape) / shape
				: 1;

		for (int32_t q = 0; q < m->queues; q++)
		{
			for (int32_t i = 0; i < m->intervals; i++)
				c->rates[(size_t) q * (size_t) m->intervals + (size_t) i] =
					m->queue[q].calls[i] * factor;
		}
	}
	if ((status = event_add(c, 0, EVENT_INTERVAL, 0, error)) != CC_OK)
		return status;
	if (m->shifts > 0 &&
		(status = event_add(c, c->turns[0].time < 0 ? 0 : c->turns[0].time,
							EVENT_SHIFT, 0, error)) != CC_OK)
		return status;
	for (int32_t q = 0; q < m->queues; q++)
	{
		cc_center_line *line = &c->lines[q];
		cc_simulation_event event;

		line->arrivals = (cc_arrivals){-1, m->period, 0};
		line->first = line->last = NONE;
		line->length = 0;
		if (!c->known && draw_arrival(c, q, &event))
			event_sift_up(c, &c->arrivals, c->arrivals.count++, event);
	}
	return CC_OK;
}

cc_status
cc_center_run(cc_center *c, cc_error *error)
{
	cc_status status = start(c, error);

	while (status == CC_OK)
	{
		int64_t arrival = next_arrival(c);
		bool any = c->events.count > 0;
		/* who calls comes after all else of the instant */
		bool arrive = any ? arrival < c->events.event[0].time : arrival < NEVER;
		cc_simulation_event event = {arrival, 0, 0};

		if (!arrive)
		{
			if (!any)
				break;
			event = c->events.event[0];
			event_remove(c, &c->events, 0);
		}
		c->balance.waiting_time +=
			__extension__(__int128) c->waiting * (event.time - c->now);
		c->balance.busy_time +=
			__extension__(__int128) c->busy * (event.time - c->now);
		c->now = event.time;
		status = arrive ? arrives(c, error) : happen(c, &event, error);
		poll_now_and_then(c);
	}
	if (status != CC_OK)
		return status;
	if (c->callers != NULL)
		c->callers->complete = true;
	/* Neither an agent nor impatience will end these. */
	for (int32_t q = 0; q < c->model.queues; q++)
	{
		while (c->lines[q].first != NONE)
		{
			cc_visit visit;

			from_pending(&c->pending[c->lines[q].first], &visit);
			leave_line(c, c->lines[q].first);
			visit.outcome = CC_VISIT_OPEN;
			visit.left_at = visit.ended_at = c->now;
			emit_visit(c, &visit);
			poll_now_and_then(c);
		}
	}
	for (int32_t i = 0; i < c->agent_count; i++)
	{
		if (c->agents[i].present > 0)
			emit_span(c, i, c->now > c->closes_at ? c->now : c->closes_at);
		poll_now_and_then(c);
	}
	return CC_OK;
}

/* ---- the model ---- */

static int
by_priority(const void *a, const void *b)
{
	const cc_center_skill *x = a;
	const cc_center_skill *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	return (x->queue > y->queue) - (x->queue < y->queue);
}

static int
by_level(const void *a, const void *b)
{
	const cc_center_skill *x = a;
	const cc_center_skill *y = b;

	if (x->queue != y->queue)
		return x->queue < y->queue ? -1 : 1;
	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

static int
by_pair(const void *a, const void *b)
{
	const cc_center_skill *x = a;
	const cc_center_skill *y = b;

	if (x->queue != y->queue)
		return x->queue < y->queue ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

/* Who goes at an instant goes before others come. */
static int
by_turn(const void *a, const void *b)
{
	const cc_center_turn *x = a;
	const cc_center_turn *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->agent != y->agent)
		return x->agent < y->agent ? -1 : 1;
	return (x->change > y->change) - (x->change < y->change);
}

static cc_status
prepare_law(cc_center_law *law, const char *name, cc_error *error)
{
	if (law->cv > MAX_CV)
	{
		cc_fail(error, CC_BAD_ARGUMENT,
				"invalid value for argument \"%s_cv\": %g", name, law->cv);
		cc_error_detail(error, "It must be at most %d.", MAX_CV);
		return CC_BAD_ARGUMENT;
	}
	law->sigma = cc_lognormal_sigma(law->cv);
	law->stages = CC_CENTER_MAX_STAGES;
	if (law->cv * law->cv * CC_CENTER_MAX_STAGES > 1)
		law->stages = (int) fmax(1, floor(1 / (law->cv * law->cv) + 0.5));
	law->quantiles_mean = 0;
	for (int i = 0; i + 1 < law->quantiles_count; i++)
		law->quantiles_mean += (law->quantiles[i] + law->quantiles[i + 1]) / 2 /
							   (law->quantiles_count - 1);
	return CC_OK;
}

static cc_status
check_model(const cc_center_model *m, cc_error *error)
{
	double expected = 0;

	if (m->period * 1e6 < 1)
	{
		cc_fail(error, CC_BAD_ARGUMENT,
				"invalid value for argument \"period\": %g", m->period);
		cc_error_detail(error, "It must be at least one microsecond.");
		return CC_BAD_ARGUMENT;
	}
	if (m->queues > CC_CENTER_MAX_QUEUES)
		return too_many(error, "queues", m->queues, CC_CENTER_MAX_QUEUES);
	if (m->groups > CC_CENTER_MAX_GROUPS)
		return too_many(error, "groups", m->groups, CC_CENTER_MAX_GROUPS);
	if (m->intervals > CC_CENTER_MAX_INTERVALS)
		return too_many(error, "intervals", m->intervals,
						CC_CENTER_MAX_INTERVALS);
	for (int q = 0; q < m->queues; q++)
	{
		cc_center_queue *queue = &m->queue[q];
		/* each visit has so many others after it, at most */
		double again = fmax(queue->redial_abandoned, queue->redial_blocked);
		double calls = 0;
		cc_status status;

		again = fmax(again, queue->repeat + queue->transfer);
		for (int i = 0; i < m->intervals; i++)
			calls += queue->calls[i];
		expected += calls / (1 - fmin(again, 0.999));
		if ((status = prepare_law(&queue->handle, "handle", error)) != CC_OK ||
			(status = prepare_law(&queue->patience, "patience", error)) !=
				CC_OK)
			return status;
	}
	if (expected > CC_SIMULATION_MAX_CALLS)
		return too_many(error, "calls", expected, CC_SIMULATION_MAX_CALLS);
	return CC_OK;
}

/* Memory for a number of elements, of which there may be none. */
static bool
allot(cc_center *c, void **memory, size_t count, size_t size)
{
	*memory = c->host.resize(c->host.context, NULL, (count + 1) * size);
	return *memory != NULL;
}

/* How many agents each group has: of the head counts, then persons. */
static int64_t
count_agents(cc_center *c)
{
	const cc_center_model *m = &c->model;
	int32_t buckets = 0;
	int64_t agents = 0;

	for (int g = 0; g < m->groups; g++)
	{
		cc_center_team *team = &c->teams[g];

		*team = (cc_center_team){.buckets = buckets};
		buckets += m->group[g].concurrency;
		for (int i = 0; i < m->group[g].agents_count; i++)
		{
			if (m->group[g].agents[i] > team->heads)
				team->heads = m->group[g].agents[i];
		}
		agents += team->heads;
	}
	for (int i = 0; i < m->shifts; i++)
	{
		cc_center_team *team = &c->teams[m->shift[i].group];

		if (m->shift[i].person >= team->persons)
		{
			agents += m->shift[i].person + 1 - team->persons;
			team->persons = m->shift[i].person + 1;
		}
	}
	return agents;
}

static void
number_agents(cc_center *c)
{
	const cc_center_model *m = &c->model;

	c->agent_count = 0;
	for (int32_t g = 0; g < m->groups; g++)
	{
		cc_center_team *team = &c->teams[g];

		team->agents = c->agent_count;
		for (int32_t i = 0; i < team->heads + team->persons; i++)
			c->agents[c->agent_count++].group = g;
	}
	for (int i = 0; i < m->shifts; i++)
	{
		const cc_center_shift *s = &m->shift[i];
		int32_t agent =
			c->teams[s->group].agents + c->teams[s->group].heads + s->person;

		c->turns[2 * i] = (cc_center_turn){s->starts, agent, 1};
		c->turns[2 * i + 1] = (cc_center_turn){s->ends, agent, -1};
	}
	qsort(c->turns, 2 * (size_t) m->shifts, sizeof(*c->turns), by_turn);
}

cc_status
cc_center_begin(cc_center *c, const cc_center_model *model,
				const cc_simulation_host *host, const cc_center_sink *sink,
				cc_error *error)
{
	size_t queues = (size_t) model->queues;
	size_t groups = (size_t) model->groups;
	size_t skills = (size_t) model->skills;
	size_t buckets = 0;
	int64_t agents;
	cc_status status = check_model(model, error);

	if (status != CC_OK)
		return status;
	*c = (cc_center){.model = *model, .host = *host};
	if (sink != NULL)
		c->sink = *sink;
	c->closes_at = cc_microseconds(model->period * model->intervals);
	if (c->closes_at >= model->time_limit)
		return cc_fail(error, CC_BAD_DATETIME,
					   "the last interval ends beyond the last timestamp");
	for (size_t g = 0; g < groups; g++)
		buckets += (size_t) model->group[g].concurrency;
	if (!allot(c, (void **) &c->lines, queues, sizeof(*c->lines)) ||
		!allot(c, (void **) &c->rates,
			   model->day_cv > 0 ? queues * (size_t) model->intervals : 0,
			   sizeof(*c->rates)) ||
		!allot(c, (void **) &c->teams, groups, sizeof(*c->teams)) ||
		!allot(c, (void **) &c->arrivals.event, queues,
			   sizeof(*c->arrivals.event)) ||
		!allot(c, (void **) &c->buckets, buckets, sizeof(*c->buckets)) ||
		!allot(c, (void **) &c->by_queue, skills, sizeof(*c->by_queue)) ||
		!allot(c, (void **) &c->overflows, skills, sizeof(*c->overflows)) ||
		!allot(c, (void **) &c->turns, 2 * (size_t) model->shifts,
			   sizeof(*c->turns)))
		return no_memory(error);
	agents = count_agents(c);
	if (agents > CC_SIMULATION_MAX_AGENTS)
		return too_many(error, "agents", (double) agents,
						CC_SIMULATION_MAX_AGENTS);
	if (!allot(c, (void **) &c->agents, (size_t) agents, sizeof(*c->agents)))
		return no_memory(error);
	number_agents(c);

	for (size_t i = 0; i < skills; i++)
		c->by_queue[i] = model->skill[i];
	qsort(c->by_queue, skills, sizeof(*c->by_queue), by_pair);
	for (size_t i = 1; i < skills; i++)
	{
		if (by_pair(&c->by_queue[i - 1], &c->by_queue[i]) == 0)
			return cc_fail(error, CC_BAD_ARGUMENT,
						   "group %d has the skill of queue %d twice",
						   c->by_queue[i].group + 1, c->by_queue[i].queue + 1);
	}
	qsort(model->skill, skills, sizeof(*model->skill), by_priority);
	qsort(c->by_queue, skills, sizeof(*c->by_queue), by_level);
	for (size_t q = 0; q < queues; q++)
		c->lines[q] = (cc_center_line){.skills = 0};
	for (int32_t i = 0; i < model->skills; i++)
	{
		cc_center_line *line = &c->lines[c->by_queue[i].queue];
		cc_center_team *team = &c->teams[model->skill[i].group];

		if (line->skills_count++ == 0)
			line->skills = i;
		if (team->skills_count++ == 0)
			team->skills = i;
		c->overflows[i].after = cc_microseconds(c->by_queue[i].after);
		line->overflows |= c->overflows[i].after > 0;
	}
	return CC_OK;
}
