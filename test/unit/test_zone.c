/* Wall clocks over stretches of constant offset. */
#include "core/zone.h"
#include "unit/unit.h"

#define HOUR INT64_C(3600)
#define FAR (INT64_C(1) << 60)

/* A zone of up to two changes, and how often it was asked. */
typedef struct clock_zone
{
	int64_t change[2];
	int64_t offset[3];
} clock_zone;

static int lookups;

static void
lookup(const void *source, int64_t instant, cc_stretch *stretch)
{
	const clock_zone *z = source;
	int i = (instant >= z->change[0]) + (instant >= z->change[1]);

	lookups++;
	stretch->from = i == 0 ? -FAR : z->change[i - 1];
	stretch->until = i == 2 ? FAR : z->change[i];
	stretch->offset = z->offset[i];
}

/* The definitions of the two readings, second by second. */
static bool
readings_hold(const clock_zone *z, int64_t from, int64_t until, int64_t step)
{
	for (int64_t local = from; local < until; local += step)
	{
		cc_zone zone, fresh;
		int64_t earliest, latest, first = 0, last = 0;

		cc_zone_init(&zone, lookup, z);
		cc_zone_init(&fresh, lookup, z);
		earliest = cc_zone_earliest(&zone, local);
		latest = cc_zone_latest(&fresh, local);
		for (int64_t t = until + 2 * CC_DAY; t >= from - 2 * CC_DAY; t -= 60)
		{
			if (cc_zone_local(&zone, t) >= local)
				first = t;
		}
		for (int64_t t = from - 2 * CC_DAY; t <= until + 2 * CC_DAY; t += 60)
		{
			if (cc_zone_local(&zone, t) < local)
				last = t + 60;
		}
		if (earliest != first || latest != last ||
			cc_zone_earliest(&zone, local) != first ||
			cc_zone_latest(&zone, local) != last)
		{
			printf("# local %lld: earliest %lld (%lld), latest %lld (%lld)\n",
				   (long long) local, (long long) earliest, (long long) first,
				   (long long) latest, (long long) last);
			return false;
		}
	}
	return true;
}

int
main(void)
{
	/* spring at day 100 07:00 UTC, autumn at day 300 06:00 UTC */
	static const clock_zone new_york = {
		{100 * CC_DAY + 7 * HOUR, 300 * CC_DAY + 6 * HOUR},
		{-5 * HOUR, -4 * HOUR, -5 * HOUR}};
	/* the whole of local day 100 is skipped */
	static const clock_zone apia = {{100 * CC_DAY + 10 * HOUR, FAR},
									{-10 * HOUR, 14 * HOUR, 0}};
	/* at 00:01 of local day 100 back to 23:01 of the day before */
	static const clock_zone newfoundland = {{100 * CC_DAY + 2 * HOUR + 60, FAR},
											{-2 * HOUR, -3 * HOUR, 0}};
	/* a change of mind within hours */
	static const clock_zone hasty = {{100 * CC_DAY, 100 * CC_DAY + 2 * HOUR},
									 {2 * HOUR, HOUR, 3 * HOUR}};
	cc_zone zone;
	int before;

	cc_zone_init(&zone, lookup, &new_york);
	ok(cc_zone_earliest(&zone, 100 * CC_DAY) == 100 * CC_DAY + 5 * HOUR,
	   "local midnight before the change");
	ok(cc_zone_earliest(&zone, 101 * CC_DAY) == 101 * CC_DAY + 4 * HOUR,
	   "local midnight after the change");
	ok(cc_zone_earliest(&zone, 100 * CC_DAY + 2 * HOUR + 1800) ==
		   new_york.change[0],
	   "a skipped time is the instant of the change");
	ok(cc_zone_earliest(&zone, 300 * CC_DAY + HOUR + 1800) ==
		   300 * CC_DAY + 5 * HOUR + 1800,
	   "the first coming of a repeated time");
	ok(cc_zone_latest(&zone, 300 * CC_DAY + HOUR + 1800) ==
		   300 * CC_DAY + 6 * HOUR + 1800,
	   "the second coming of a repeated time");

	ok(readings_hold(&new_york, 99 * CC_DAY, 102 * CC_DAY, 600),
	   "both readings around a spring change");
	ok(readings_hold(&new_york, 299 * CC_DAY, 302 * CC_DAY, 600),
	   "both readings around an autumn change");
	ok(readings_hold(&apia, 98 * CC_DAY, 103 * CC_DAY, 600),
	   "both readings around a skipped day");
	ok(readings_hold(&newfoundland, 99 * CC_DAY, 102 * CC_DAY, 600),
	   "both readings around a minute of tomorrow");
	ok(readings_hold(&hasty, 99 * CC_DAY, 102 * CC_DAY, 600),
	   "both readings around two changes");

	cc_zone_init(&zone, lookup, &new_york);
	for (int64_t t = 0; t < 500 * CC_DAY; t += HOUR)
		cc_zone_local(&zone, t);
	before = lookups;
	for (int64_t t = 0; t < 500 * CC_DAY; t += HOUR)
		cc_zone_local(&zone, t * 7 % (500 * CC_DAY));
	ok(lookups == before, "near stretches are remembered");

	ok(cc_floor_div(-1, 60) == -1 && cc_floor_div(-60, 60) == -1 &&
		   cc_floor_div(59, 60) == 0 && cc_floor_div(60, 60) == 1,
	   "division rounds down");
	return unit_done();
}
