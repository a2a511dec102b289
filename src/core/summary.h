/*
 * summary.h
 *		Queue summary: what one pass over the visits of a queue leaves behind.
 *
 * Exact counts per outcome, exact sums in microseconds and, per outcome, a
 * histogram of the waits.  All of it is integers, so a summary does not depend
 * on the order, the split or the merging of its visits, and can be taken away
 * again.
 *
 * A summary has two shapes.  While it is being built it is a cc_summary, which
 * changes in place: a log of two bytes a visit while that is the smaller, then
 * arrays of counters.  Everything else reads the packed bytes, of which there
 * is exactly one sequence per value (doc/summary.md writes them down).
 */
#ifndef CC_SUMMARY_H
#define CC_SUMMARY_H

#include "core/bytes.h"
#include "core/status.h"
#include "core/text.h"

/* The outcomes of a visit; all but the last are offered and wait. */
typedef enum cc_outcome
{
	CC_ANSWERED,
	CC_ABANDONED,
	CC_FLOWED_OUT,
	CC_CALLBACK_REQUESTED,
	CC_OPEN,
	CC_SYSTEM_ERROR,
	CC_BLOCKED
} cc_outcome;

#define CC_OUTCOMES 7
#define CC_WAITING 6

extern const char *const cc_outcome_names[CC_OUTCOMES + 1];

/* What an answered visit took of its agent. */
typedef enum cc_part
{
	CC_HANDLE,
	CC_TALK,
	CC_HOLD,
	CC_ACW
} cc_part;

#define CC_PARTS 4

/* Durations are microseconds, at most so many, or unknown. */
#define CC_DURATION_MAX INT64_C(1000000000000000)
#define CC_UNKNOWN (-1)
/* Counts: so that all outcomes together still fit 63 bits. */
#define CC_COUNT_MAX (UINT64_C(1) << 60)

typedef struct cc_visit
{
	cc_outcome outcome;
	int64_t wait;
	int64_t spent[CC_PARTS];
} cc_visit;

/* The outcome with that name, or -1. */
static inline int cc_outcome_of(const char *name, size_t length);

/*
 * Bins of waits: 0, then (k - 1, k] for every whole second k up to 256, then
 * 128 of equal width between each power of two and the next.  The top of a bin
 * belongs to it; it is less than 1/128 above any wait in a bin beyond 256 s.
 */
#define CC_WAIT_BINS 3073

extern int cc_wait_bin(int64_t wait);
extern int cc_seconds_bin(int64_t seconds);
extern int64_t cc_bin_seconds(int bin); /* its top */

/* ---- the shape that is built ---- */

typedef struct cc_summary
{
	uint32_t length_word; /* the caller's */
	uint8_t kind;
	uint8_t version;
	uint8_t form;
	uint8_t flags;
	uint32_t size; /* of the whole, in bytes */
	uint32_t rows; /* in the log */
	int64_t longest;
	int64_t waited[CC_WAITING];
	int64_t spent[CC_PARTS];
	uint64_t missing[CC_PARTS]; /* answered visits where it is unknown */
	uint64_t squares[2];		/* of handle times: low word, high word */
} cc_summary;

#define CC_SUMMARY_KIND 0x51
#define CC_SUMMARY_VERSION 1
/* flags */
#define CC_LONGEST_IS_BOUND 0x01
/* forms */
#define CC_FORM_PACKED 0
#define CC_FORM_LOG 1
#define CC_FORM_COUNTERS 2

/* What a summary must have room for beyond what is in it. */
typedef struct cc_room
{
	uint64_t rows;
	uint32_t bins[CC_WAITING]; /* highest bin + 1 */
	bool counters;			   /* the log will not do */
} cc_room;

typedef enum cc_fit
{
	CC_FITS,
	CC_NEEDS_ROOM, /* nothing was changed */
	CC_OVERFLOWS,  /* a count or a sum passes its limit */
	CC_NOT_IN_IT,  /* less than nothing would be left */
	CC_MALFORMED   /* the packed bytes are none */
} cc_fit;

/*
 * Bytes for from (or nothing, when NULL) and the room besides, which turns into
 * the room for both.
 */
extern size_t cc_summary_size(const cc_summary *from, cc_room *room);
/* Make such a summary at to, of that size and with the room as it turned. */
extern void cc_summary_make(cc_summary *to, size_t size, const cc_summary *from,
							const cc_room *room);
/* The room for one visit. */
extern void cc_visit_room(const cc_visit *visit, cc_room *room);

extern cc_fit cc_summary_add(cc_summary *summary, const cc_visit *visit);
/* Only of counters; the longest wait turns into the top of the highest bin. */
extern cc_fit cc_summary_remove(cc_summary *summary, const cc_visit *visit);

/*
 * Merging one that is still a log, without packing it: what the workers of a
 * parallel plan hand over for small groups.
 */
extern void cc_log_room(const cc_summary *log, cc_room *room);
extern cc_fit cc_summary_merge_log(cc_summary *summary, const cc_summary *log);

/* ---- the packed bytes ---- */

typedef struct cc_packed
{
	uint8_t flags;
	int64_t longest;
	uint64_t count[CC_OUTCOMES];
	uint32_t bins[CC_WAITING]; /* highest bin in use + 1 */
	int64_t waited[CC_WAITING];
	int64_t spent[CC_PARTS];
	uint64_t missing[CC_PARTS];
	uint64_t squares[2];
	cc_reader histograms;
	const unsigned char *by_value; /* what equal summaries have in common */
	size_t by_value_length;
} cc_packed;

/* Writes the packed bytes of a summary (measures when there is no buffer). */
extern void cc_summary_pack(const cc_summary *summary, cc_writer *writer);

/* What packed bytes begin with, and a bin after gap empty ones. */
extern void cc_put_header(cc_writer *writer, const cc_packed *packed);
extern void cc_put_bin(cc_writer *writer, uint64_t gap, uint64_t count);

/* False when the bytes are not a packed summary as far as looked at. */
extern bool cc_packed_open(cc_packed *packed, const void *bytes, size_t length);
/* The whole truth: every byte and every invariant. */
extern cc_status
cc_packed_check(const void *bytes, size_t length, cc_error *error);
/*
 * Reads on in a histogram that ends before bins, from *bin (first 0): the next
 * bin that holds visits is *bin - 1 afterwards.  False at the end and, then
 * with the reader failed, on nonsense.
 */
extern bool
cc_next_bin(cc_reader *reader, uint32_t bins, uint32_t *bin, uint64_t *count);
extern void cc_packed_room(const cc_packed *packed, cc_room *room);

extern cc_fit cc_summary_merge(cc_summary *summary, const cc_packed *packed);
/* Only of counters. */
extern cc_fit cc_summary_take(cc_summary *summary, const cc_packed *packed);

/*
 * The packed bytes as text (JSON) and back.  Reading writes packed bytes, not
 * yet checked; a first pass with no buffer measures.
 */
extern bool cc_packed_print(const cc_packed *packed, cc_printer *printer);
extern cc_status cc_packed_parse(const char *text, size_t length,
								 cc_writer *writer, cc_error *error);

/* ---- the figures, as doc/summary.md defines them ---- */

/* Waits of one outcome up to a threshold in seconds (may be infinite). */
extern bool cc_waits_within(const cc_packed *packed, cc_outcome outcome,
							double threshold, uint64_t *count);

typedef enum cc_variant
{
	CC_SL_OFFERED,
	CC_SL_ANSWERED,
	CC_SL_ABANDON_MET,
	CC_SL_IGNORE_IN_THRESHOLD,
	CC_SL_EXCLUDE_SHORT,
	CC_SL_SHORT_MET,
	CC_SL_OFFERED_ALL,
	CC_SL_DEQUEUED
} cc_variant;

extern const char *const cc_variant_names[];
extern const char *const cc_abandonment_bases[]; /* offered, net, ex_short */
extern const char *const cc_wait_selections[];	 /* answered, abandoned, all */

static inline bool
cc_variant_uses_short(cc_variant variant)
{
	return variant == CC_SL_EXCLUDE_SHORT || variant == CC_SL_SHORT_MET;
}

extern uint64_t cc_offered(const cc_packed *packed);

/* The visits that a service level judges, and those of them that met it. */
typedef struct cc_service
{
	uint64_t met;
	uint64_t judged;
} cc_service;

extern cc_fit
cc_service_counts(const cc_packed *packed, double threshold, cc_variant variant,
				  double short_abandon, cc_service *service);
extern double cc_service_level(cc_service service);
extern cc_fit cc_abandonment_rate(const cc_packed *packed, int basis,
								  double short_abandon, double *result);
/* Mean wait in seconds of the outcomes in the mask (bit = outcome). */
extern cc_fit
cc_mean_wait(const cc_packed *packed, unsigned outcomes, double *result);
extern double cc_mean_patience(const cc_packed *packed);
extern double cc_mean_spent(const cc_packed *packed, cc_part part);
/* Sample standard deviation of the handle times; none below two. */
extern double cc_handle_stddev(const cc_packed *packed);
extern double cc_longest_wait(const cc_packed *packed);
/*
 * The longest that the wait which percentile_disc() would find can be, of
 * cc_wait_selections.
 */
extern cc_fit
cc_wait_quantile(const cc_packed *packed, double q, int which, double *result);

/*
 * Counts of the waits in (bound before, bound] for ascending bounds in seconds;
 * cells has one for each bound and a last one for what is beyond.
 */
extern cc_fit cc_wait_histogram(const cc_packed *packed, cc_outcome outcome,
								const double *bounds, int n, uint64_t *cells);

/*
 * What one visit adds to the numerator and the denominator of a figure of its
 * own aggregate; the same rules as above.
 */
extern void cc_share_service_level(const cc_visit *visit, int64_t threshold,
								   int64_t share[2]);
extern void cc_share_abandonment(const cc_visit *visit, int64_t share[2]);
extern void cc_share_asa(const cc_visit *visit, int64_t share[2]);
extern void cc_share_aht(const cc_visit *visit, int64_t share[2]);

/* A quotient of counts, or of microseconds and a count; NaN when over 0. */
static inline double
cc_divide(double numerator, double denominator)
{
	return denominator > 0 ? numerator / denominator : (double) NAN;
}

/* Every outcome has a length of its own. */
static inline int
cc_outcome_of(const char *name, size_t length)
{
	switch (length)
	{
		case 4:
			return __builtin_memcmp(name, "open", 4) == 0 ? CC_OPEN : -1;
		case 7:
			return __builtin_memcmp(name, "blocked", 7) == 0 ? CC_BLOCKED : -1;
		case 8:
			return __builtin_memcmp(name, "answered", 8) == 0 ? CC_ANSWERED
															  : -1;
		case 9:
			return __builtin_memcmp(name, "abandoned", 9) == 0 ? CC_ABANDONED
															   : -1;
		case 10:
			return __builtin_memcmp(name, "flowed_out", 10) == 0 ? CC_FLOWED_OUT
																 : -1;
		case 12:
			return __builtin_memcmp(name, "system_error", 12) == 0
					   ? CC_SYSTEM_ERROR
					   : -1;
		case 18:
			return __builtin_memcmp(name, "callback_requested", 18) == 0
					   ? CC_CALLBACK_REQUESTED
					   : -1;
		default:
			return -1;
	}
}

#endif
