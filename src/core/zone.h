/*
 * zone.h
 *		A time zone as the core sees it: stretches of constant offset.
 *
 * Instants are whole seconds since 2000-01-01 00:00:00 UTC.  Local time is the
 * same count as the zone's wall clock shows it: local = instant + offset, so
 * local midnights are the multiples of CC_DAY.
 *
 * Neighbouring offsets of a zone must differ by less than CC_ZONE_SLACK (the
 * largest step on Earth is a day, at the date line).
 */
#ifndef CC_ZONE_H
#define CC_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#define CC_DAY INT64_C(86400)
#define CC_ZONE_SLACK (2 * CC_DAY)

/*
 * An offset (seconds east of Greenwich) that holds in [from, until).  The
 * bounds may be closer than the next real change, never farther, and within
 * +-2^62, so that sums with them do not overflow.
 */
typedef struct cc_stretch
{
	int64_t from;
	int64_t until;
	int64_t offset;
} cc_stretch;

/* Where stretches come from: fills the one that holds the instant. */
typedef void (*cc_zone_lookup)(const void *source, int64_t instant,
							   cc_stretch *stretch);

/*
 * The stretches used last, two for each quarter of a year (2^23 seconds), for a
 * quarter in which the clocks change; the quarters of 17 years do not meet.
 */
#define CC_ZONE_QUARTERS 64

typedef struct cc_zone
{
	cc_zone_lookup lookup;
	const void *source;
	cc_stretch near[CC_ZONE_QUARTERS][2];
} cc_zone;

extern void
cc_zone_init(cc_zone *zone, cc_zone_lookup lookup, const void *source);

static inline cc_stretch *
cc_zone_near(cc_zone *zone, int64_t instant)
{
	return zone->near[((uint64_t) instant >> 23) % CC_ZONE_QUARTERS];
}

static inline bool
cc_stretch_holds(const cc_stretch *stretch, int64_t instant)
{
	return (instant >= stretch->from) & (instant < stretch->until);
}

/* The slow half of cc_zone_at(). */
extern const cc_stretch *cc_zone_find(cc_zone *zone, int64_t instant);

/* The stretch that holds the instant; good until the next call. */
static inline const cc_stretch *
cc_zone_at(cc_zone *zone, int64_t instant)
{
	const cc_stretch *near = cc_zone_near(zone, instant);

	/* arithmetic, as nobody can predict which of two it will be */
	near += !cc_stretch_holds(near, instant);
	return cc_stretch_holds(near, instant) ? near : cc_zone_find(zone, instant);
}

/* What the wall clock shows at the instant. */
static inline int64_t
cc_zone_local(cc_zone *zone, int64_t instant)
{
	return instant + cc_zone_at(zone, instant)->offset;
}

/*
 * The two readings of a wall clock, both total and monotonic in local:
 *
 * cc_zone_earliest: the earliest instant at which the clock shows local or
 * later.  A local time that is skipped gives the instant of the change, one
 * that comes twice its first coming.
 *
 * cc_zone_latest: the earliest instant from which the clock never shows less
 * than local again.  A local time that is skipped gives the instant of the
 * change, one that comes twice its second coming.
 */
extern int64_t cc_zone_earliest(cc_zone *zone, int64_t local);
extern int64_t cc_zone_latest(cc_zone *zone, int64_t local);

/* Division that rounds down; divisor > 0. */
static inline int64_t
cc_floor_div(int64_t dividend, int64_t divisor)
{
	return dividend / divisor - (dividend % divisor < 0);
}

#endif
