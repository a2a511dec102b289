/*
 * zone.h
 *		PostgreSQL's time zones as cc_zone.
 *
 * A name means what it means to SET TimeZone (an IANA name in any case, or a
 * POSIX specification), else what it means as an abbreviation of fixed offset.
 */
#ifndef CC_PG_ZONE_H
#define CC_PG_ZONE_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "fmgr.h"
#include "pgtime.h"

#include "core/zone.h"

/* A zone kept from call to call with the name it was made from. */
typedef struct CcZoneCache
{
	cc_zone zone;
	MemoryContext context; /* of the name */
	char *name;			   /* NULL: none yet, or the session's */
	size_t length;
	size_t room;
} CcZoneCache;

extern void cc_zone_cache_init(CcZoneCache *cache, MemoryContext context);

/* An unknown name: 22023. */
extern cc_zone *
cc_zone_cache_named(CcZoneCache *cache, const char *name, size_t length);
extern cc_zone *cc_zone_cache_session(CcZoneCache *cache);

/*
 * For functions that keep nothing else in fn_extra: the zone named by a text
 * argument, and the session's.
 */
extern cc_zone *cc_zone_argument(FunctionCallInfo fcinfo, int n);
extern cc_zone *cc_zone_session(FunctionCallInfo fcinfo);

/* The same without a cache: NULL when the name is unknown. */
extern pg_tz *cc_zone_by_name(const char *name, size_t length);
extern void cc_zone_init_pg(cc_zone *zone, pg_tz *tz);

/* The whole second that holds a finite timestamp. */
static inline int64
cc_second_of(TimestampTz timestamp)
{
	return cc_floor_div(timestamp, USECS_PER_SEC);
}

#endif
