/*
 * agent_time.h
 *		How many ranges of time hold at once, and what follows from it.
 *
 * Instants are microseconds since 2000-01-01 00:00:00 UTC.  What is counted is
 * a step function: a level (how many ranges hold) that changes at points.  A
 * point is twice the instant, plus one when the change comes right after it: so
 * [a,b) falls at b and [b,c) rises at b and the two never overlap, while [a,b]
 * falls only after b and [b,c) overlaps it.
 */
#ifndef CC_AGENT_TIME_H
#define CC_AGENT_TIME_H

#include "core/bytes.h"
#include "core/status.h"
#include "core/text.h"

/* The point of what has no beginning; what has no end never falls. */
#define CC_ALWAYS INT64_MIN

/* Finite points lie in between (instants up to the year 148000). */
#define CC_LAST_INSTANT (INT64_MAX / 2 - 1)

/* The instant of a finite point. */
static inline int64_t
cc_instant_of(int64_t point)
{
	return (point - (point % 2 != 0)) / 2;
}

typedef struct cc_change
{
	int64_t point;
	int64_t by; /* the level after it minus the level before it */
} cc_change;

/* The point of an instant, or right after it; 22008 when out of range. */
extern cc_status
cc_point(int64_t instant, bool after, int64_t *point, cc_error *error);

/*
 * Put points, or changes by their point, in ascending order.  scratch has room
 * for as many.  Linear: radix sort of the bits that differ.
 */
extern void
cc_sort_points(int64_t *points, size_t n, int64_t *scratch, cc_poll poll);
extern void
cc_sort_changes(cc_change *changes, size_t n, cc_change *scratch, cc_poll poll);

/* What a step function amounts to. */
typedef struct cc_concurrency
{
	size_t changes;	   /* points at which the level changes */
	int64_t peak;	   /* the greatest level */
	int64_t peak_from; /* the first point of the greatest level */
	double covered;	   /* seconds with a level above zero */
	double total;	   /* seconds, each as often as its level */
} cc_concurrency;

/*
 * Add up single rises and falls and any changes (each sorted) to one step
 * function: its changes, none of them zero, go to out when that is not NULL.
 * covered and total are infinite when the level is above zero for ever.
 * 22003 when a level passes 2^63 - 1; negative levels are the caller's mistake
 * and 22023 here.
 */
extern cc_status
cc_concurrency_add_up(const int64_t *rises, size_t n_rises,
					  const int64_t *falls, size_t n_falls,
					  const cc_change *changes, size_t n_changes,
					  cc_change *out, cc_concurrency *sum, cc_poll poll,
					  cc_error *error);

/* Changes as they are stored: points ascend, no zero, no level below zero. */
extern bool cc_changes_are_valid(const cc_change *changes, size_t n);

/*
 * The text form lists the level from each point on:
 *   {2026-11-21T08:00:00Z 1, after 2026-11-21T09:00:00Z 0}
 * Parsing with no room (changes NULL) only counts.
 */
extern void cc_concurrency_print(cc_printer *printer, const cc_change *changes,
								 size_t n, cc_poll poll);
extern cc_status
cc_concurrency_parse(const char *text, size_t length, cc_change *changes,
					 size_t room, size_t *n, cc_poll poll, cc_error *error);

/* The wire form: version, count, then (point, by) of each change. */
extern void
cc_concurrency_write(cc_writer *writer, const cc_change *changes, size_t n);
/* The count, with as many bytes left as it needs; then the changes. */
extern cc_status
cc_concurrency_read_count(cc_reader *reader, size_t *n, cc_error *error);
extern cc_status cc_concurrency_read(cc_reader *reader, cc_change *changes,
									 size_t n, cc_error *error);

/* A stretch of time, in microseconds; how its ends bound it is left open. */
typedef struct cc_span
{
	int64_t from;
	int64_t until;
} cc_span;

/*
 * Seconds of all spans, which ascend and do not overlap (nowhere below do
 * they); infinite when one begins at INT64_MIN or ends at INT64_MAX.
 */
extern double cc_spans_seconds(const cc_span *spans, size_t n);

/*
 * Adherence: of the scheduled time, the fraction worked as scheduled (Amazon
 * Connect).  With count_outside, work outside the schedule counts as an
 * exception too, and into the whole (Genesys Cloud): 1 - exceptions / whole.
 * false: nothing was scheduled.
 */
extern bool cc_adherence(const cc_span *scheduled, size_t n_scheduled,
						 const cc_span *actual, size_t n_actual,
						 bool count_outside, double *adherence);

/*
 * Conformance: time worked, whenever, over time scheduled; may exceed 1.
 * false: nothing was scheduled.
 */
extern bool
cc_conformance(const cc_span *scheduled, size_t n_scheduled,
			   const cc_span *actual, size_t n_actual, double *conformance);

/* Occupancy: handling / (handling + available); false when both are zero. */
extern bool cc_occupancy(double handling, double available, double *occupancy);

#endif
