/*
 * volume_history.h
 *		Volumes and handle times by interval of one grid: what forecasts are
 *		made from.
 *
 * Integers throughout (millionths), so that a history does not depend on the
 * order of its rows or on how partial ones are merged.
 */
#ifndef CC_VOLUME_HISTORY_H
#define CC_VOLUME_HISTORY_H

#include "core/bytes.h"
#include "core/interval.h"

/* Not known: whatever it is added to is not known either. */
#define CC_VOLUME_UNKNOWN INT64_C(-1)

/* Stored as it is here. */
typedef struct cc_volume_entry
{
	cc_interval bucket;
	int64_t volume; /* in millionths, >= 0 or unknown */
	int64_t handle; /* microseconds of handle time, >= 0 or unknown */
} cc_volume_entry;

#define CC_VOLUME_MAX_ENTRIES ((size_t) 1 << 25)
#define CC_VOLUME_MAX_ZONE 255 /* bytes of the name of a zone */

/*
 * The grid: its width in seconds, a day at most, and its zone; without one
 * (length 0) it is the reader's.
 */
typedef struct cc_volume_grid
{
	int64_t width;
	const char *zone;
	size_t zone_length;
} cc_volume_grid;

extern bool
cc_volume_same_grid(const cc_volume_grid *a, const cc_volume_grid *b);

/* The width of a grid that holds a bucket so long: local days differ. */
extern int64_t cc_volume_width_of(int64_t length);

/* Millionths of a number; NaN is unknown, what is negative or too large fails.
 */
extern bool cc_volume_of(double value, int64_t *millionths);

/*
 * While a history grows: sorted entries, then some in the order they came, in
 * memory of the caller.
 */
typedef struct cc_volumes
{
	cc_volume_entry *entries;
	size_t capacity;
	size_t count;
	size_t sorted; /* so many of them, each bucket once */
} cc_volumes;

/* Whether cc_volumes_add() must wait for cc_volumes_settle() or more room. */
static inline bool
cc_volumes_is_full(const cc_volumes *volumes)
{
	return volumes->count >= volumes->capacity;
}

/* Add to what the bucket has.  Sums past 2^63 are CC_OUT_OF_RANGE. */
extern cc_status cc_volumes_add(cc_volumes *volumes,
								const cc_volume_entry *entry, cc_error *error);

/* Sort all, each bucket once. */
extern cc_status
cc_volumes_settle(cc_volumes *volumes, cc_poll poll, cc_error *error);

/*
 * Whether they are entries of one grid: ascending, none over another, none
 * negative, and, where the zone is not known, of one width and phase.
 */
extern bool
cc_volumes_is_valid(const cc_volume_grid *grid, const cc_volume_entry *entries,
					size_t count, cc_poll poll);

/* CC_BAD_ARGUMENT unless every bucket is one of the grid in its zone. */
extern cc_status
cc_volumes_check_zone(const cc_volume_grid *grid, cc_zone *zone,
					  const cc_volume_entry *entries, size_t count,
					  cc_poll poll, cc_error *error);

/*
 * Text: PT30M Europe/Paris {2026-11-21T09:30:00Z/PT30M 12 3600, ...}: width,
 * zone (if any), then bucket, volume and handle seconds (if known); a volume
 * that is not known is a dash.  A parse with no entries only counts (and
 * checks).  The grid's zone points into the text.
 */
extern void
cc_volumes_print(cc_printer *printer, const cc_volume_grid *grid,
				 const cc_volume_entry *entries, size_t count, cc_poll poll);
extern cc_status
cc_volumes_parse(const char *text, size_t length, cc_volume_grid *grid,
				 cc_volume_entry *entries, size_t room, size_t *count,
				 cc_poll poll, cc_error *error);

/*
 * Wire: version, width, zone, count, then start, length, volume and handle time
 * of each.  The grid's zone points into the bytes.
 */
extern void cc_volumes_write(cc_writer *writer, const cc_volume_grid *grid,
							 const cc_volume_entry *entries, size_t count);
extern cc_status cc_volumes_read_header(cc_reader *reader, cc_volume_grid *grid,
										size_t *count, cc_error *error);
extern cc_status
cc_volumes_read(cc_reader *reader, const cc_volume_grid *grid,
				cc_volume_entry *entries, size_t count, cc_error *error);

#endif
