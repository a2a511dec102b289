/*
 * zone.h
 *		PostgreSQL's time zones as cc_zone.
 *
 * A name means what it means to SET TimeZone (an IANA name in any case, or a
 * POSIX specification), else what it means as an abbreviation of fixed offset.
 * What AT TIME ZONE would take for another zone is refused, as both stand beside
 * each other in a query: "+1" and, as an abbreviation goes first there, "CET".
 */
#ifndef CC_PG_ZONE_H
#define CC_PG_ZONE_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "fmgr.h"
#include "pgtime.h"

#include "core/zone.h"

/*
 * Where a name comes from.  In values it has always meant the same zone, and
 * nothing else reads it there; so only what SET TimeZone takes otherwise is
 * refused in their text, and nothing in those that are stored.
 */
typedef enum CcZoneUse
{
	CC_ZONE_ARGUMENT,
	CC_ZONE_TEXT,
	CC_ZONE_STORED
} CcZoneUse;

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

/* A name that is unknown or refused: 22023. */
extern cc_zone *cc_zone_cache_named(CcZoneCache *cache, const char *name,
									size_t length, CcZoneUse use);
extern cc_zone *cc_zone_cache_session(CcZoneCache *cache);

/*
 * For functions that keep nothing else in fn_extra: the zone named by a text
 * argument, and the session's.
 */
extern cc_zone *cc_zone_argument(FunctionCallInfo fcinfo, int n);
extern cc_zone *cc_zone_session(FunctionCallInfo fcinfo);

/* What is said of a name that is no zone, after the name. */
extern const char cc_zone_unknown[];
extern const char cc_zone_ambiguous[];

/* The same without a cache: NULL, and one of these problems. */
extern pg_tz *cc_zone_by_name(const char *name, size_t length, CcZoneUse use,
							  const char **problem);

/* A text that means now what the stored name has always meant. */
extern const char *cc_zone_text(const char *name, size_t length);
extern void cc_zone_init_pg(cc_zone *zone, pg_tz *tz);

/* The whole second that holds a finite timestamp. */
static inline int64
cc_second_of(TimestampTz timestamp)
{
	return cc_floor_div(timestamp, USECS_PER_SEC);
}

#endif
