/*
 * queueing.h
 *		Erlang B, C and A: load, waits, service levels, staffing.
 *
 * Units: seconds for durations, Erlang for loads, fractions for ratios.  Agents
 * and lines are real numbers; fractional agents are the analytic continuation
 * of the formulas, a fractional waiting place is there for that share of time.
 * Arguments are inside the domains that the SQL functions check.  What has no
 * value (an average over no calls) is NaN, which SQL shows as NULL.
 */
#ifndef CC_QUEUEING_H
#define CC_QUEUEING_H

#include "core/status.h"

/* Loads and agents beyond these are refused; more waiting places, too. */
#define CC_MAX_LOAD 1e9
#define CC_MAX_AGENTS 1e10
#define CC_MIN_AGENTS 1e-100
#define CC_MAX_WAITING_PLACES 1e7

/* How calls that leave before the threshold count; doc/queueing.md. */
typedef enum cc_service_variant
{
	CC_SERVICE_OFFERED,		/* answered in time / offered */
	CC_SERVICE_ANSWERED,	/* answered in time / answered */
	CC_SERVICE_ABANDON_MET, /* (answered + abandoned in time) / offered */
	CC_SERVICE_IGNORE_IN_THRESHOLD, /* in-time abandons leave the denominator */
	CC_SERVICE_EXCLUDE_SHORT,		/* abandons within short_abandon leave it */
	CC_SERVICE_VIRTUAL				/* of callers who would wait for ever */
} cc_service_variant;

/* Their names in that order, NULL-terminated. */
extern const char *const cc_service_variants[];

/* A queue, all but its agents: M/M/n, M/M/n+M, M/M/n/N+M. */
typedef struct cc_queue
{
	double calls;			 /* first attempts per period */
	double period;			 /* seconds */
	double aht;				 /* mean handle time, seconds */
	double threshold;		 /* of the service level, seconds */
	double patience;		 /* mean, seconds; infinity: nobody abandons */
	double lines;			 /* agents included; infinity: nobody is blocked */
	double redial_abandoned; /* share of the abandoned who call again */
	double redial_blocked;	 /* share of the blocked who call again */
	double short_abandon;	 /* seconds, for CC_SERVICE_EXCLUDE_SHORT */
	cc_service_variant variant;
} cc_queue;

/*
 * Steady state of a queue.  Shares are of all calls offered, redials and
 * blocked ones included.
 */
typedef struct cc_performance
{
	double agents;
	double load;			 /* Erlang offered, redials included */
	double occupancy;		 /* NaN without agents */
	double wait_probability; /* of having to wait, blocked calls do not */
	double service_level;
	double asa;			/* mean wait of the answered calls; NaN if none */
	double mean_wait;	/* mean time in queue of all calls, blocked ones 0 */
	double abandonment; /* share abandoned */
	double blocking;	/* share blocked */
	double queue_length;
	double answered; /* calls answered per period */
	double redials;	 /* repeated calls per period */
} cc_performance;

/*
 * What staffing has to meet; NaN where no target is given.  Abandonment and
 * wait probability are judged among the calls that find a line: of all calls
 * they would fall again where blocking takes over, and more agents could hurt.
 */
typedef struct cc_targets
{
	double service_level; /* at least */
	double max_asa;		  /* at most, and so on */
	double max_abandonment;
	double max_occupancy;
	double max_wait_probability;
} cc_targets;

/*
 * Offered load in Erlang: calls offered in period seconds, each occupying an
 * agent for aht seconds (Erlang 1917).
 */
extern double cc_offered_load(double calls, double period, double aht);

/*
 * Erlang B, blocking of lines for a load in Erlang: 1/I(lines, load), real
 * lines (Jagerman 1974).  The least whole lines, and the greatest load, with no
 * more than a blocking.
 */
extern double cc_erlang_b(double lines, double load);
extern double cc_erlang_b_lines(double load, double blocking);
extern double cc_erlang_b_load(double lines, double blocking);

/*
 * Blocking when the share redial of the blocked calls comes again: Erlang B of
 * the attempts A = load + redial A B(lines, A) (Jagerman 1975).
 */
extern double cc_erlang_b_extended(double lines, double load, double redial);

/*
 * Engset: share of the calls blocked (call congestion) on whole lines when
 * sources call at load Erlang each while idle.
 */
extern double
cc_engset(double lines, double sources, double load, cc_poll poll);

/* Agents to roster so that agents are there when shrinkage of them is away. */
extern double cc_with_shrinkage(double agents, double shrinkage);

/*
 * Probability of waiting in M/M/n for a load in Erlang; 1 when load >= agents.
 * Erlang 1917; in this form, free of cancellation, 1/(1 + (n-a)/n (I(n,a)-1)).
 */
extern double cc_erlang_c(double agents, double load);

/*
 * Everything at once.  Erlang C: no patience, no lines; M/M/n+M: Mandelbaum &
 * Zeltyn 2005; M/M/n/N+M by its balance equations.  Redials are taken into the
 * arrival rate until it agrees with itself (an approximation: the returning
 * calls are taken to be as random as the first ones).
 */
extern void cc_queue_performance(const cc_queue *queue, double agents,
								 cc_poll poll, cc_performance *result);

/*
 * Share of the calls offered whose time in queue, min(offered wait, patience),
 * exceeds seconds.  No lines, no redials.
 */
extern double
cc_queue_wait_exceeds(const cc_queue *queue, double agents, double seconds);

/* The q-quantile of that time. */
extern double
cc_queue_wait_quantile(const cc_queue *queue, double agents, double q);

/*
 * Least agents (a whole number, or with one rounding's width any real number)
 * that meet every target given; NaN when no number up to the lines does.
 */
extern double
cc_required_agents(const cc_queue *queue, const cc_targets *targets, bool whole,
				   cc_poll poll);

/*
 * Greatest calls per period that agents can take within every target given;
 * queue->calls is not used.  Infinity when no number of calls misses them.
 */
extern double cc_max_calls(const cc_queue *queue, double agents,
						   const cc_targets *targets, cc_poll poll);

/*
 * Least whole agents whose Erlang C service level reaches service_level: the
 * same number as cc_required_agents, found with fewer evaluations.
 */
extern double cc_erlang_c_agents(double calls, double period, double aht,
								 double service_level, double threshold);

#endif
