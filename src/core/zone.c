/*
 * zone.c
 *		Wall clocks over stretches of constant offset.
 */
#include "core/zone.h"

#include <string.h>

void
cc_zone_init(cc_zone *zone, cc_zone_lookup lookup, const void *source)
{
	zone->lookup = lookup;
	zone->source = source;
	/* empty stretches, which hold no instant */
	memset(zone->near, 0, sizeof(zone->near));
}

const cc_stretch *
cc_zone_find(cc_zone *zone, int64_t instant)
{
	cc_stretch *near = cc_zone_near(zone, instant);

	near[1] = near[0];
	zone->lookup(zone->source, instant, &near[0]);
	return &near[0];
}

/*
 * A guess is right when its stretch reaches so far that no other offset can
 * matter; else walk the stretches around it.
 */
int64_t
cc_zone_earliest(cc_zone *zone, int64_t local)
{
	const cc_stretch *stretch = cc_zone_at(zone, local);
	int64_t guess = local - stretch->offset;
	int64_t at;

	if (guess >= stretch->from + CC_ZONE_SLACK && guess < stretch->until)
		return guess;

	at = guess - 2 * CC_ZONE_SLACK;
	for (;;)
	{
		int64_t reached;

		stretch = cc_zone_at(zone, at);
		reached = local - stretch->offset;
		if (reached < stretch->until)
			return reached > at ? reached : at;
		at = stretch->until;
	}
}

int64_t
cc_zone_latest(cc_zone *zone, int64_t local)
{
	const cc_stretch *stretch = cc_zone_at(zone, local);
	int64_t guess = local - stretch->offset;
	int64_t at, last, latest;

	if (guess >= stretch->from && guess < stretch->until - CC_ZONE_SLACK)
		return guess;

	at = guess - 2 * CC_ZONE_SLACK;
	last = guess + 2 * CC_ZONE_SLACK;
	latest = at;
	while (at <= last)
	{
		int64_t below;

		stretch = cc_zone_at(zone, at);
		below = local - stretch->offset;
		if (below > stretch->until)
			below = stretch->until;
		if (below > at)
			latest = below;
		at = stretch->until;
	}
	return latest;
}
