/*
 * center_simulation.h
 *		Discrete-event simulation of a whole centre: many queues, groups of
 *		agents with the skills of some of them.
 *
 * The random numbers, arrivals and clock are those of core/simulation.h: with one
 * queue and one group the same calls come out.  Instants are whole microseconds,
 * so what comes in and what goes out balance exactly.
 */
#ifndef CC_CENTER_SIMULATION_H
#define CC_CENTER_SIMULATION_H

#include "core/simulation.h"

#define CC_CENTER_MAX_QUEUES 1000
#define CC_CENTER_MAX_GROUPS 1000
#define CC_CENTER_MAX_INTERVALS 100000
#define CC_CENTER_MAX_CONCURRENCY 32
#define CC_CENTER_MAX_STAGES 1000

typedef enum cc_center_shape
{
	CC_SHAPE_LOGNORMAL,
	CC_SHAPE_EXPONENTIAL,
	CC_SHAPE_ERLANG,
	CC_SHAPE_EMPIRICAL
} cc_center_shape;

extern const char *const cc_center_shape_names[];

/*
 * A distribution: a mean, one for all intervals or for each, and a shape.  Erlang
 * has the stages whose coefficient of variation is next to cv.  Quantiles stand at
 * equal steps of probability from 0 to 1, with straight lines between them; means
 * NULL: their own.  An infinite mean, or a last quantile that is, never ends.
 */
typedef struct cc_center_law
{
	cc_center_shape shape;
	double cv;
	const double *means;
	int means_count;
	const double *quantiles;
	int quantiles_count;
	double sigma; /* from here on made by cc_center_begin */
	int stages;
	double quantiles_mean;
} cc_center_law;

typedef struct cc_center_queue
{
	const double *calls; /* expected in each interval */
	cc_center_law handle;
	cc_center_law patience;
	double line; /* most calls that wait, or infinity */
	double redial_abandoned;
	double redial_blocked;
	double redial_delay; /* mean, seconds; of repeats as well */
	double repeat;		 /* share of the answered who call again */
	double transfer;	 /* share of the answered who are passed on ... */
	int32_t transfer_to; /* ... to this queue, from 0 */
	double callback;	 /* share of those still waiting that are called back */
	double callback_after;	 /* seconds of wait after which it is offered */
	double callback_promise; /* seconds after which they are */
	bool last_agent; /* who calls again goes to the same agent, if he is idle */
} cc_center_queue;

typedef struct cc_center_group
{
	const int32_t *agents; /* on hand, for all intervals or each */
	int agents_count;
	int32_t concurrency; /* most contacts of an agent at once */
	double slowdown;	 /* longer by this share for each other one */
} cc_center_group;

/*
 * A group that answers a queue.  A call goes to the idle agents of the lowest
 * level, and the longest idle of these; an agent takes from the queues of the
 * lowest priority number the call that waits longest.
 */
typedef struct cc_center_skill
{
	int32_t queue;
	int32_t group;
	int32_t level;
	int32_t priority;
	double after;	 /* seconds of wait before the group may take a call */
	int32_t reserve; /* agents of the group who stay idle for other queues */
	double handle_factor;
} cc_center_skill;

/* A person of a group is there; persons are numbered in their group from 0. */
typedef struct cc_center_shift
{
	int32_t group;
	int32_t person;
	int64_t starts;
	int64_t ends;
} cc_center_shift;

typedef struct cc_center_model
{
	int queues;
	int groups;
	int skills;
	int shifts;
	int intervals;
	double period; /* seconds per interval */
	cc_center_queue *queue;
	cc_center_group *group;
	cc_center_skill *skill; /* sorted by cc_center_begin */
	const cc_center_shift *shift;
	double lines;	   /* most calls in the system */
	double arrival_cv; /* of the busyness of an interval of a queue */
	double day_cv;	   /* of the busyness of all, the whole time */
	int64_t time_limit;
} cc_center_model;

typedef enum cc_visit_outcome
{
	CC_VISIT_ANSWERED,
	CC_VISIT_ABANDONED,
	CC_VISIT_BLOCKED,
	CC_VISIT_CALLBACK, /* asked to be called back */
	CC_VISIT_OPEN
} cc_visit_outcome;

#define CC_VISIT_OUTCOMES 5

extern const char *const cc_visit_outcome_names[];

/* How a visit came about. */
typedef enum cc_visit_cause
{
	CC_CAUSE_CALL,
	CC_CAUSE_REDIAL,
	CC_CAUSE_REPEAT,
	CC_CAUSE_TRANSFER,
	CC_CAUSE_CALLBACK
} cc_visit_cause;

extern const char *const cc_visit_cause_names[];

/* A visit of a caller to a queue; numbers of queues and so on from 0. */
typedef struct cc_visit
{
	int64_t call_no;
	int32_t attempt;
	int32_t queue;
	int32_t interval; /* in which it came */
	cc_visit_cause cause;
	cc_visit_outcome outcome;
	int32_t group; /* answered only */
	int32_t agent;
	bool passed_on; /* a transfer follows */
	int64_t queued_at;
	int64_t left_at;  /* open: when the simulation ended */
	int64_t ended_at; /* the agent is free again */
} cc_visit;

/* An agent was idle or busy for a while. */
typedef struct cc_agent_span
{
	int32_t agent;
	int32_t group;
	bool busy;
	int64_t starts;
	int64_t ends;
} cc_agent_span;

/* Where results go, as they are known; either may be NULL. */
typedef struct cc_center_sink
{
	void (*visit)(void *context, const cc_visit *visit);
	void (*span)(void *context, const cc_agent_span *span);
	void *context;
} cc_center_sink;

/* What the clockwork itself counted, for what must balance. */
typedef struct cc_center_balance
{
	int64_t visits;
	int64_t outcomes[CC_VISIT_OUTCOMES];
	__extension__ __int128 waiting_time; /* calls waiting times microseconds */
	__extension__ __int128 busy_time;	 /* contacts in hand, likewise */
} cc_center_balance;

/* The rest is the simulation's own. */
typedef struct cc_center_pending
{
	int64_t call_no;
	int64_t order; /* of visits */
	int64_t queued_at;
	double handle; /* seconds */
	int32_t queue;
	int32_t attempt;
	int32_t interval;
	int32_t last_agent;
	int32_t previous; /* in line */
	int32_t next;	  /* in line, or among the free ones */
	int32_t event;	  /* where its end is in the heap, or -1 */
	uint8_t cause;
	bool wants_callback;
} cc_center_pending;

typedef struct cc_center_agent
{
	int64_t order; /* in which agents became what they are */
	int64_t since;
	int32_t previous;
	int32_t next;
	int32_t group;
	int32_t load;	 /* contacts in hand */
	int32_t present; /* shifts and head counts that want it here */
} cc_center_agent;

typedef struct cc_center_line
{
	cc_arrivals arrivals;
	int32_t first;
	int32_t last;
	int32_t length;
	int32_t skills; /* in by_queue */
	int32_t skills_count;
	bool overflows;
} cc_center_line;

typedef struct cc_center_team
{
	int32_t agents;	 /* number of its first */
	int32_t heads;	 /* of the head counts */
	int32_t persons; /* of shifts, who come next */
	int32_t on_hand;
	int32_t available;
	int32_t buckets; /* of available agents, by load */
	int32_t skills;
	int32_t skills_count;
} cc_center_team;

typedef struct cc_center_bucket
{
	int32_t first;
	int32_t last;
} cc_center_bucket;

typedef struct cc_center_overflow
{
	int64_t after;
	int32_t cursor; /* the first in line that has not waited so long */
	bool armed;
} cc_center_overflow;

/* Who calls for the first time: when, where, for how long and how patiently. */
typedef struct cc_center_caller
{
	int64_t time;
	double handle;	 /* seconds */
	double patience; /* seconds, or infinity */
	int32_t queue;
} cc_center_caller;

/* The callers of a run, which are the same whoever is there to answer. */
typedef struct cc_center_callers
{
	cc_center_caller *caller;
	int32_t count;
	int32_t room;
	bool complete;
} cc_center_callers;

typedef struct cc_center_turn
{
	int64_t time;
	int32_t agent;
	int32_t change;
} cc_center_turn;

typedef struct cc_center_heap
{
	cc_simulation_event *event;
	int32_t count;
	int32_t room;
} cc_center_heap;

typedef struct cc_center
{
	cc_center_model model;
	cc_simulation_host host;
	cc_center_sink sink;
	cc_center_balance balance;
	int64_t closes_at;
	int64_t now;
	int64_t calls;
	int64_t order;
	int64_t in_system;
	int64_t waiting;
	int64_t busy;
	uint32_t work;
	int32_t interval;
	int32_t agent_count;
	int32_t turn;

	/*
	 * May be set before a run.  While not complete it is filled by the run, which
	 * completes it; when it is, its callers come instead of random ones.
	 */
	cc_center_callers *callers;
	int32_t caller; /* the next of those */
	bool known;		/* they are what comes */

	cc_center_line *lines;
	double *rates; /* calls of the day, where its busyness varies */
	cc_center_team *teams;
	cc_center_bucket *buckets;
	cc_center_agent *agents;
	cc_center_skill *by_queue;
	cc_center_overflow *overflows; /* like by_queue */
	cc_center_turn *turns;

	cc_center_pending *pending;
	int32_t pending_count;
	int32_t pending_room;
	int32_t free_first;

	cc_center_heap events;	 /* all but arrivals */
	cc_center_heap arrivals; /* the next of each queue */
} cc_center;

/*
 * Make ready.  The arrays of the model must outlive it; single values are the
 * caller's to check.  CC_TOO_LARGE beyond limits, CC_BAD_ARGUMENT for a
 * model that makes no sense, CC_BAD_DATETIME for one that ends too late.
 */
extern cc_status
cc_center_begin(cc_center *center, const cc_center_model *model,
				const cc_simulation_host *host, const cc_center_sink *sink,
				cc_error *error);

/*
 * Run from the start to the end, as often as wanted; it takes memory only where a
 * run needs more than those before.  After the last interval nobody calls any
 * more and those who are there work the queues off; visits that nothing ends come
 * last, as open.
 */
extern cc_status cc_center_run(cc_center *center, cc_error *error);

#endif
