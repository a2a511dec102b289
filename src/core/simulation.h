/*
 * simulation.h
 *		Discrete-event simulation of the queues of core/queueing.h.
 *
 * Poisson arrivals whose rate changes per interval, several queues that share
 * the agents first come first served, exponential patience, finite lines,
 * redials.  Instants are whole microseconds since the start; what an instant
 * and a duration say never differs.
 *
 * The same uniform numbers give the same calls on every machine with IEEE
 * doubles: only operations that round correctly are used, logarithm and
 * exponential are our own.
 */
#ifndef CC_SIMULATION_H
#define CC_SIMULATION_H

#include "core/status.h"

#define CC_SIMULATION_MAX_CALLS 100000000
#define CC_SIMULATION_MAX_AGENTS 1000000
#define CC_SIMULATION_MAX_QUEUES 10000
#define CC_SIMULATION_MAX_PENDING (1 << 23)

/*
 * Sources of randomness of their own, so that a change of agents or lines
 * leaves the callers as they were: what-if runs compare like with like.
 */
typedef enum cc_random_stream
{
	CC_RANDOM_ARRIVAL,
	CC_RANDOM_BUSYNESS,
	CC_RANDOM_HANDLE,
	CC_RANDOM_PATIENCE,
	CC_RANDOM_REDIAL
} cc_random_stream;

#define CC_RANDOM_STREAMS 5

/* What the caller provides. */
typedef struct cc_simulation_host
{
	/* the next number of a stream, uniform on [0, 1) */
	double (*uniform)(void *context, cc_random_stream stream);
	/* as realloc(); NULL when there is no memory */
	void *(*resize)(void *context, void *memory, size_t size);
	void *context;
	cc_poll poll;
} cc_simulation_host;

typedef enum cc_handle_distribution
{
	CC_HANDLE_LOGNORMAL,
	CC_HANDLE_EXPONENTIAL
} cc_handle_distribution;

extern const char *const cc_handle_distribution_names[];

/*
 * The model.  An array with a count of its own has one element per queue (or
 * interval, for agents), or a single one that stands for all.
 */
typedef struct cc_simulation_model
{
	int queues;
	int intervals;
	double period;		 /* seconds per interval */
	const double *calls; /* [queue][interval]: expected calls */
	const int32_t *agents;
	int agents_count;
	const double *aht; /* mean handle time, seconds */
	int aht_count;
	const double *patience; /* mean patience, seconds or infinity */
	int patience_count;
	const int32_t *initial_calls; /* calling at the start */
	int initial_calls_count;
	double lines; /* most calls in the system */
	double redial_abandoned;
	double redial_blocked;
	double redial_delay; /* mean, seconds */
	cc_handle_distribution handle_distribution;
	double handle_cv;	/* of a lognormal handle time; 0: constant */
	double arrival_cv;	/* of the busyness of an interval; 0: Poisson */
	int64_t time_limit; /* microseconds; all happens before */
} cc_simulation_model;

typedef enum cc_call_outcome
{
	CC_CALL_ANSWERED,
	CC_CALL_ABANDONED,
	CC_CALL_BLOCKED,
	CC_CALL_OPEN
} cc_call_outcome;

#define CC_CALL_OUTCOMES 4

extern const char *const cc_call_outcome_names[];

/* One attempt of one caller; what an open call lacks is not set. */
typedef struct cc_call
{
	int64_t call_no; /* from 1, by first attempt */
	int32_t queue_no;
	int32_t attempt; /* from 1 */
	int64_t queued_at;
	int64_t left_at;  /* answered, abandoned or blocked */
	int64_t ended_at; /* answered: the agent is free again */
	int32_t agent_no; /* answered only */
	cc_call_outcome outcome;
} cc_call;

/* The rest is the simulation's own. */
typedef struct cc_simulation_event
{
	int64_t time;
	uint32_t kind;
	int32_t id;
} cc_simulation_event;

typedef struct cc_simulation_pending
{
	int64_t call_no;
	int64_t queued_at;
	int64_t handle;
	int32_t queue;
	int32_t attempt;
	int32_t previous; /* in line */
	int32_t next;	  /* in line, or among the free ones */
	int32_t event;	  /* where its abandonment is in the heap, or -1 */
} cc_simulation_pending;

typedef struct cc_simulation_agent
{
	int32_t previous;
	int32_t next;
	enum
	{
		CC_AGENT_AWAY,
		CC_AGENT_IDLE,
		CC_AGENT_BUSY
	} state;
} cc_simulation_agent;

/*
 * Where the arrivals of a queue are: seconds into an interval and the rate that
 * it turned out to have, calls per second.  It starts as {-1, period, 0}.
 */
typedef struct cc_arrivals
{
	int32_t interval;
	double offset;
	double rate;
} cc_arrivals;

typedef struct cc_simulation_source
{
	int32_t initial_calls; /* still to come at the start */
	cc_arrivals arrivals;
} cc_simulation_source;

typedef struct cc_simulation
{
	cc_simulation_model model;
	cc_simulation_host host;
	double handle_sigma;
	int64_t closes_at;
	int64_t now;
	int64_t calls;	  /* callers so far */
	int64_t attempts; /* redials included */
	int64_t in_system;
	uint32_t work;
	int32_t on_hand;

	cc_simulation_source *sources; /* one per queue */
	cc_simulation_agent *agents;   /* by number less 1 */
	int32_t idle_first;
	int32_t idle_last;

	cc_simulation_pending *pending; /* waiting, or about to redial */
	int32_t pending_count;
	int32_t pending_room;
	int32_t free_first;
	int32_t line_first;
	int32_t line_last;

	cc_simulation_event *events; /* binary heap */
	int32_t event_count;
	int32_t event_room;
} cc_simulation;

/*
 * Start a simulation.  The arrays of the model must outlive it.  The domains of
 * single values are the caller's to check; limits give CC_TOO_LARGE, an end
 * at time_limit or after CC_BAD_DATETIME.
 */
extern cc_status
cc_simulation_begin(cc_simulation *sim, const cc_simulation_model *model,
					const cc_simulation_host *host, cc_error *error);

/*
 * The next call whose fate is decided, in the order of decision; *found is
 * false when there is none left.  After the last interval nobody calls any more
 * and the last head count works the queue off; calls that neither an agent nor
 * their patience ends come last, as open.
 */
extern cc_status cc_simulation_next(cc_simulation *sim, cc_call *call,
									bool *found, cc_error *error);

/*
 * When the next new caller of a queue calls, in microseconds; *any is false when
 * nobody does any more.  calls are those expected in each of the intervals of
 * period seconds; the rate of each is multiplied by a gamma factor of coefficient
 * of variation arrival_cv.
 */
extern int64_t cc_next_arrival(cc_arrivals *arrivals, const double *calls,
							   int intervals, double period, double arrival_cv,
							   const cc_simulation_host *host, bool *any);

/* Whole microseconds of seconds; INT64_MAX beyond. */
extern int64_t cc_microseconds(double seconds);

/* The sigma of a lognormal variable of this coefficient of variation. */
extern double cc_lognormal_sigma(double cv);

/* Natural logarithm of a positive normal number, within a few ulp. */
extern double cc_portable_log(double x);

/* e^x, within a few ulp; 0 and infinity beyond the range. */
extern double cc_portable_exp(double x);

/* Exponential of mean 1, by inversion. */
extern double
cc_random_exponential(const cc_simulation_host *host, cc_random_stream stream);

/* Standard normal (Marsaglia and Bray 1964, polar method). */
extern double
cc_random_normal(const cc_simulation_host *host, cc_random_stream stream);

/* Gamma of mean and shape a > 0 (Marsaglia and Tsang 2000). */
extern double cc_random_gamma(const cc_simulation_host *host,
							  cc_random_stream stream, double shape);

#endif
