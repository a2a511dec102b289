/*
 * zone.c
 *		Wall clocks over stretches of constant offset.
 */
#include "core/zone.h"

void
cc_zone_init(cc_zone *zone, cc_zone_lookup lookup, const void *source)
{
	zone->lookup = lookup;
	zone->source = source;
	/* empty stretches, which hold no instant */
	for (int i = 0; i < CC_ZONE_NEAR; i++)
		zone->near[i] = (cc_stretch){0, 0, 0};
}

const cc_stretch *
cc_zone_find(cc_zone *zone, int64_t instant)
{
	cc_stretch found;
	int i;

	for (i = 1; i < CC_ZONE_NEAR; i++)
		if (instant >= zone->near[i].from && instant < zone->near[i].until)
			break;
	if (i < CC_ZONE_NEAR)
		found = zone->near[i];
	else
	{
		zone->lookup(zone->source, instant, &found);
		i = CC_ZONE_NEAR - 1;
	}
	for (; i > 0; i--)
		zone->near[i] = zone->near[i - 1];
	zone->near[0] = found;
	return &zone->near[0];
}

/*
 * A guess from the stretch used last is right when its stretch reaches far
 * enough back that no earlier offset can matter; else walk the stretches
 * around it.
 */
int64_t
cc_zone_earliest(cc_zone *zone, int64_t local)
{
	int64_t guess = local - zone->near[0].offset;
	const cc_stretch *stretch = cc_zone_at(zone, guess);
	int64_t at;

	guess = local - stretch->offset;
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
	int64_t guess = local - zone->near[0].offset;
	const cc_stretch *stretch = cc_zone_at(zone, guess);
	int64_t at, last, latest;

	guess = local - stretch->offset;
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
