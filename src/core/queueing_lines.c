/*
 * queueing_lines.c
 *		Queues that lose calls at the door: M/M/n/N+M.
 *
 * Tested in test/unit/test_queueing.c.
 */
#include <math.h>
#include <stddef.h>

#include "core/erlang_functions.h"
#include "core/queueing_private.h"

/*
 * Ten thousand waiting places raise a ratio to the ten thousandth power, so
 * this file computes in long double.
 */
#define RESCALE_ABOVE 1e200L
#define RESCALE_BY 1e-200L

/*
 * P(V > t) of a caller who finds j in the queue: V has j+1 stages with the
 * rates (x+i)/patience, so it is the sum over i <= j of (x)_i/i! u^x (1-u)^i
 * with u = e^(-t/patience); a Poisson sum when nobody abandons.  A caller who
 * is answered has x+1 for x.  Terms and sums are kept times e^-offset.
 */
typedef struct stage_tail
{
	long double drift; /* x(1-u), or n t/h */
	long double lost;  /* 1-u */
	long double offset;
	long double factor; /* e^offset */
	long double term;
	long double sum; /* of the terms before this one */
	double extra;	 /* 0 for every caller, 1 for those answered */
	double i;
	bool complete; /* the rest is one */
} stage_tail;

static void
start_stage_tail(const cc_queue *queue, double agents, double t, double extra,
				 stage_tail *tail)
{
	long double tau = (long double) t / queue->patience;
	long double work = (long double) agents * t / queue->aht;

	tail->lost = -expm1l(-tau);
	tail->drift = tau > 0 ? work * (tail->lost / tau) : work;
	tail->extra = extra;
	tail->offset = -(work + extra * tau);
	tail->factor = expl(tail->offset);
	tail->term = 1;
	tail->sum = 0;
	tail->i = 0;
	tail->complete = false;
}

/* the tail with one more stage */
static inline double
next_stage_tail(stage_tail *tail)
{
	if (tail->complete)
		return 1;
	tail->sum += tail->term;
	tail->term *=
		(tail->drift + (tail->i + tail->extra) * tail->lost) / (tail->i + 1);
	tail->i += 1;
	if (tail->sum > RESCALE_ABOVE || tail->term > RESCALE_ABOVE)
	{
		tail->sum *= RESCALE_BY;
		tail->term *= RESCALE_BY;
		tail->offset -= logl(RESCALE_BY);
		tail->factor = expl(tail->offset);
	}
	if (tail->term < 1e-20L * tail->sum)
		tail->complete = true;
	return (double) fminl(tail->sum * tail->factor, 1);
}

/* Sums over the states with all agents busy, weighted w. */
typedef struct line_sums
{
	long double w;		 /* of this state */
	long double below;	 /* all states with an idle agent */
	long double busy;	 /* all others */
	long double callers; /* those waiting */
	long double let_in;	 /* calls that may wait */
	long double helped;	 /* of them, answered in the end */
	long double delay;	 /* their wait */
	long double unanswered;
	long double late;
	long double short_unanswered;
	long double short_late;
} line_sums;

static void
rescale(line_sums *s)
{
	s->w *= RESCALE_BY;
	s->below *= RESCALE_BY;
	s->busy *= RESCALE_BY;
	s->callers *= RESCALE_BY;
	s->let_in *= RESCALE_BY;
	s->helped *= RESCALE_BY;
	s->delay *= RESCALE_BY;
	s->unanswered *= RESCALE_BY;
	s->late *= RESCALE_BY;
	s->short_unanswered *= RESCALE_BY;
	s->short_late *= RESCALE_BY;
}

/*
 * The balance equations, state by state: w is the weight of j callers in the
 * queue against that of all agents busy and nobody waiting.
 */
void
cc_solve_lines(const cc_queue *queue, const cc_operating_point *at,
			   unsigned wanted, cc_poll poll, cc_steady_state *state)
{
	double n = at->agents;
	double room = queue->lines - n;
	double whole = floor(room);
	double share = room - whole; /* of the last, fractional place */
	long double load = at->exact_load;
	long double rate = (long double) queue->aht / queue->patience;
	long double h = 0;
	long double blocked = 0;
	long double total;
	unsigned steps = 0;
	bool all = (wanted & CC_WANT_SERVICE_LEVEL) != 0;
	bool is_short = all && queue->variant == CC_SERVICE_EXCLUDE_SHORT;
	line_sums s = {.w = 1, .busy = 1};
	stage_tail every = {0}, answered = {0};
	stage_tail short_every = {0}, short_answered = {0};

	*state = (cc_steady_state){0};
	if (n == 0 && rate == 0)
	{
		/* callers who never leave hold all lines for ever */
		state->blocking = 1;
		state->queue_length = queue->lines;
		state->asa = NAN;
		return;
	}
	s.below = cc_erlang_i1(n, at->load, at->d);
	if (isinf(s.below))
	{
		*state = (cc_steady_state){.served = 1, .service_level = 1};
		return;
	}
	if (all)
	{
		start_stage_tail(queue, n, queue->threshold, 0, &every);
		start_stage_tail(queue, n, queue->threshold, 1, &answered);
	}
	if (is_short)
	{
		start_stage_tail(queue, n, queue->short_abandon, 0, &short_every);
		start_stage_tail(queue, n, queue->short_abandon, 1, &short_answered);
	}
	for (double j = 0;; j += 1)
	{
		long double out = n + (j + 1) * rate;
		long double let_in = j < whole ? s.w : share * s.w;
		long double helped = let_in * n / out;

		if (j >= whole)
			blocked += s.w - let_in;
		if (let_in == 0)
			break;
		h += queue->aht / out;
		s.let_in += let_in;
		s.helped += helped;
		s.delay += helped * h;
		if (all)
		{
			s.unanswered += let_in * next_stage_tail(&every);
			s.late += helped * next_stage_tail(&answered);
		}
		if (is_short)
		{
			s.short_unanswered += let_in * next_stage_tail(&short_every);
			s.short_late += helped * next_stage_tail(&short_answered);
		}
		s.w = let_in * load / out;
		s.busy += s.w;
		s.callers += (j + 1) * s.w;
		if (j >= whole)
		{
			blocked += s.w;
			break;
		}
		while (s.w > RESCALE_ABOVE)
			rescale(&s);
		if (load < out &&
			(j + 1) * s.w * out < 1e-21L * s.callers * (out - load))
		{
			/* nothing left but how unlikely a full house is */
			for (j += 1; j < whole && s.w > 0; j += 1)
			{
				s.w *= load / (n + (j + 1) * rate);
				if (poll != NULL && ++steps % 4096 == 0)
					poll();
			}
			blocked =
				s.w * (1 - share + share * load / (n + (whole + 1) * rate));
			break;
		}
		if (poll != NULL && ++steps % 4096 == 0)
			poll();
	}

	total = s.below + s.busy;
	state->wait_probability = (double) (s.let_in / total);
	state->blocking = (double) (blocked / total);
	state->served = (double) ((s.below + s.helped) / total);
	state->abandonment = (double) (s.callers * rate / (load * total));
	state->queue_length = (double) (s.callers / total);
	state->mean_wait = (double) (s.callers * queue->aht / (load * total));
	state->asa = (double) (s.delay / (s.below + s.helped));
	if (all)
	{
		cc_service_shares shares;

		shares.served = state->served;
		shares.blocked = state->blocking;
		shares.unanswered = (double) (s.unanswered / total);
		shares.served_late = (double) (s.late / total);
		shares.waiting =
			shares.unanswered * exp(-queue->threshold / queue->patience);
		shares.short_late = (double) (s.short_late / total);
		shares.short_waiting = (double) (s.short_unanswered / total) *
							   exp(-queue->short_abandon / queue->patience);
		state->service_level = cc_queue_service_level(queue->variant, &shares);
	}
}
