/*
 * interval_profile.h
 *		Time spent in buckets: what many ranges, cut along them, add up to.
 *
 * Integers throughout, so that a profile does not depend on the order of the
 * ranges or on how partial profiles are merged.
 */
#ifndef CC_INTERVAL_PROFILE_H
#define CC_INTERVAL_PROFILE_H

#include "core/bytes.h"
#include "core/interval.h"

/* Stored as it is here. */
typedef struct cc_profile_entry
{
	cc_interval bucket;
	int64_t microseconds; /* spent in it, >= 0 */
	int64_t starts;		  /* of ranges, in it, >= 0 */
} cc_profile_entry;

/* Three quarters of the largest hash table, 400 MB, that gathers them. */
#define CC_PROFILE_MAX_ENTRIES ((size_t) 3 << 22)

/*
 * While a profile grows: a hash table (open addressing) over slots of the
 * caller, capacity a power of two; bucket 0, which is none, marks a free slot.
 */
typedef struct cc_profile
{
	cc_profile_entry *slots;
	size_t capacity;
	size_t count;
} cc_profile;

/* Whether cc_profile_add() must not be called before there is more room. */
static inline bool
cc_profile_is_full(const cc_profile *profile)
{
	return profile->count >= profile->capacity / 4 * 3;
}

/* Sums past 2^63 are CC_OUT_OF_RANGE. */
extern cc_status cc_profile_add(cc_profile *profile,
								const cc_profile_entry *entry, cc_error *error);

/* The entries in use, in no order. */
extern void
cc_profile_copy(const cc_profile *profile, cc_profile_entry *entries);

/* Buckets ascending, each once and valid, no negative numbers, none all zero */
extern bool cc_profile_is_valid(const cc_profile_entry *entries, size_t count);

/*
 * Text: {2026-11-21T09:30:00Z/PT30M 5400.25 3, ...}: bucket, seconds, starts.
 * A parse with no entries only counts (and checks).
 */
extern void
cc_profile_print(cc_printer *printer, const cc_profile_entry *entries,
				 size_t count, cc_poll poll);
extern cc_status
cc_profile_parse(const char *text, size_t length, cc_profile_entry *entries,
				 size_t room, size_t *count, cc_poll poll, cc_error *error);

/* Wire: version, count, then start, length, microseconds and starts of each. */
extern void cc_profile_write(cc_writer *writer, const cc_profile_entry *entries,
							 size_t count);
extern cc_status
cc_profile_read_count(cc_reader *reader, size_t *count, cc_error *error);
extern cc_status cc_profile_read(cc_reader *reader, cc_profile_entry *entries,
								 size_t count, cc_error *error);

#endif
