/*
 * zone.c
 *		PostgreSQL's time zones as cc_zone.
 */
#include "pg/zone.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "parser/scansup.h"
#include "utils/timestamp.h"

#include "pg/pg_compat.h"

/* between PostgreSQL's epoch and pg_time_t's */
#define EPOCH_SHIFT \
	((int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY)

/* Farther back than this no zone has changed and no timestamp exists. */
#define FAR_BACK (INT64CONST(1) << 40)

/* The next change after the instant, or INT64_MAX; the offset is not used. */
static int64
next_change(const pg_tz *tz, int64 instant)
{
	/* exactly at the last change it knows it fails to extrapolate */
	for (int64 after = instant; after <= instant + 1; after++)
	{
		pg_time_t time = after + EPOCH_SHIFT;
		pg_time_t boundary;
		long int before_offset, after_offset;
		int before_dst, after_dst;
		int found;

		found = pg_next_dst_boundary(&time, &before_offset, &before_dst,
									 &boundary, &after_offset, &after_dst, tz);
		if (found < 0)
			return instant + 1;
		if (found > 0)
			return boundary - EPOCH_SHIFT;
	}
	return PG_INT64_MAX;
}

static void
lookup(const void *source, int64_t instant, cc_stretch *stretch)
{
	const pg_tz *tz = source;
	pg_time_t time = instant + EPOCH_SHIFT;
	struct pg_tm *tm = pg_localtime(&time, tz);
	int64 from = PG_INT64_MIN;

	if (tm == NULL)
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("timestamp out of range")));
	stretch->offset = tm->tm_gmtoff;
	stretch->until = next_change(tz, instant);

	/*
	 * The server only looks forward.  Step back until a change lies between,
	 * then walk up to the last one before the instant.
	 */
	for (int64 back = 200 * SECS_PER_DAY; back < FAR_BACK; back *= 8)
	{
		int64 change = next_change(tz, instant - back);

		if (change > instant)
			continue;
		while (change <= instant)
		{
			from = change;
			change = next_change(tz, change);
		}
		break;
	}
	/* the bounds keep off the ends so that sums with them cannot overflow */
	stretch->from = Max(from, instant - FAR_BACK);
	stretch->until = Min(stretch->until, instant + FAR_BACK);
}

const char cc_zone_unknown[] = "not recognized";
const char cc_zone_ambiguous[] =
	"is not the same to SET timezone and to AT TIME ZONE";

void
cc_zone_init_pg(cc_zone *zone, pg_tz *tz)
{
	cc_zone_init(zone, lookup, tz);
}

/* What SET TimeZone takes for an offset, hours east, or for an interval. */
static bool
is_offset_to_set(const char *name)
{
	char *end;

	if (pg_strncasecmp(name, "interval", 8) == 0)
		return true;
	(void) strtod(name, &end);
	return end != name && *end == '\0';
}

/* Whether the zone has had this offset alone for as long as it may matter. */
static bool
is_fixed_at(const pg_tz *tz, int east)
{
	for (int64 instant = -EPOCH_SHIFT; instant != PG_INT64_MAX;
		 instant = next_change(tz, instant))
	{
		pg_time_t time = instant + EPOCH_SHIFT;
		struct pg_tm *tm = pg_localtime(&time, tz);

		if (tm == NULL || tm->tm_gmtoff != east)
			return false;
	}
	return true;
}

pg_tz *
cc_zone_by_name(const char *name, size_t length, CcZoneUse use,
				const char **problem)
{
	char buffer[TZ_STRLEN_MAX + 1];
	char *folded;
	int type, east;
	pg_tz *tz;

	*problem = cc_zone_unknown;
	if (length > TZ_STRLEN_MAX || memchr(name, '\0', length) != NULL)
		return NULL;
	memcpy(buffer, name, length);
	buffer[length] = '\0';
	tz = pg_tzset(buffer);
	if (tz != NULL && !pg_tz_acceptable(tz))
		return NULL;
	if (use != CC_ZONE_STORED && is_offset_to_set(buffer))
	{
		if (tz != NULL)
			*problem = cc_zone_ambiguous;
		return NULL;
	}
	if (tz != NULL && use != CC_ZONE_ARGUMENT)
		return tz;

	folded = downcase_truncate_identifier(buffer, (int) length, false);
	type = cc_decode_abbreviation(folded, &east);
	if (tz != NULL)
	{
		if ((type != TZ && type != DTZ && type != DYNTZ) ||
			(type != DYNTZ && is_fixed_at(tz, east)))
			return tz;
		*problem = cc_zone_ambiguous;
		return NULL;
	}
	if (type != TZ && type != DTZ)
		return NULL;
	return pg_tzset_offset(-east);
}

const char *
cc_zone_text(const char *name, size_t length)
{
	const char *problem;
	pg_tz *tz = cc_zone_by_name(name, length, CC_ZONE_STORED, &problem);
	long int east;

	if (tz != NULL && is_offset_to_set(pg_get_timezone_name(tz)) &&
		pg_get_timezone_offset(tz, &east))
		tz = pg_tzset_offset(-east);
	return tz != NULL ? pg_get_timezone_name(tz) : pnstrdup(name, length);
}

void
cc_zone_cache_init(CcZoneCache *cache, MemoryContext context)
{
	cc_zone_init(&cache->zone, NULL, NULL);
	cache->context = context;
	cache->name = NULL;
	cache->length = cache->room = 0;
}

cc_zone *
cc_zone_cache_named(CcZoneCache *cache, const char *name, size_t length,
					CcZoneUse use)
{
	const char *problem;
	pg_tz *tz;

	if (likely(cache->name != NULL && cache->length == length &&
			   memcmp(cache->name, name, length) == 0))
		return &cache->zone;

	tz = cc_zone_by_name(name, length, use, &problem);
	if (tz == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("time zone \"%.*s\" %s",
						pg_mbcliplen(name, (int) length, TZ_STRLEN_MAX), name,
						problem),
				 problem == cc_zone_ambiguous
					 ? errhint("Give a name such as Europe/Paris, or a "
							   "specification such as <+01>-1, which is one "
							   "hour east of Greenwich.")
					 : 0));
	if (length >= cache->room)
	{
		cache->name = MemoryContextAlloc(cache->context, length + 1);
		cache->room = length + 1;
	}
	memcpy(cache->name, name, length);
	cache->length = length;
	cc_zone_init_pg(&cache->zone, tz);
	return &cache->zone;
}

cc_zone *
cc_zone_cache_session(CcZoneCache *cache)
{
	if (unlikely(cache->zone.source != session_timezone))
		cc_zone_init_pg(&cache->zone, session_timezone);
	return &cache->zone;
}

static CcZoneCache *
call_site_cache(FunctionCallInfo fcinfo)
{
	if (unlikely(fcinfo->flinfo->fn_extra == NULL))
	{
		MemoryContext context = fcinfo->flinfo->fn_mcxt;
		CcZoneCache *cache = MemoryContextAlloc(context, sizeof(CcZoneCache));

		cc_zone_cache_init(cache, context);
		fcinfo->flinfo->fn_extra = cache;
	}
	return fcinfo->flinfo->fn_extra;
}

cc_zone *
cc_zone_argument(FunctionCallInfo fcinfo, int n)
{
	CcZoneCache *cache = call_site_cache(fcinfo);
	text *name = PG_GETARG_TEXT_PP(n);

	return cc_zone_cache_named(cache, VARDATA_ANY(name),
							   VARSIZE_ANY_EXHDR(name), CC_ZONE_ARGUMENT);
}

cc_zone *
cc_zone_session(FunctionCallInfo fcinfo)
{
	return cc_zone_cache_session(call_site_cache(fcinfo));
}
