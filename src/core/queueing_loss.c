/*
 * queueing_loss.c
 *		Systems without waiting: Erlang B, extended Erlang B, Engset.
 */
#include <math.h>
#include <stddef.h>

#include "core/erlang_functions.h"
#include "core/queueing_private.h"
#include "core/roots.h"

double
cc_erlang_b(double lines, double load)
{
	if (load < CC_MIN_LOAD)
		return 0;
	return 1 / (1 + cc_erlang_i1(lines, load, (load - lines) / lines));
}

double
cc_erlang_b_lines(double load, double blocking)
{
	double low = 0;
	double high = ceil(load);
	double step = 1;

	if (cc_erlang_b(0, load) <= blocking)
		return 0;
	if (cc_erlang_b(high, load) > blocking)
	{
		/* the square root of the load is the scale of what has to be added */
		do
		{
			low = high;
			high += step;
			step *= 2;
		} while (cc_erlang_b(high, load) > blocking);
	}
	while (high - low > 1)
	{
		double middle = floor(low + (high - low) / 2);

		if (cc_erlang_b(middle, load) <= blocking)
			high = middle;
		else
			low = middle;
	}
	return high;
}

double
cc_erlang_b_load(double lines, double blocking)
{
	double low = 0;
	double high = lines / (1 - blocking); /* B >= 1 - lines/load */

	for (;;)
	{
		double middle = low + (high - low) / 2;

		if (middle <= low || middle >= high)
			return low;
		if (cc_erlang_b(lines, middle) <= blocking)
			low = middle;
		else
			high = middle;
	}
}

/* attempts - those that come again - load */
typedef struct extended
{
	double lines;
	double load;
	double redial;
} extended;

static double
carried_surplus(double attempts, const void *context)
{
	const extended *e = context;

	return attempts - attempts * e->redial * cc_erlang_b(e->lines, attempts) -
		   e->load;
}

double
cc_erlang_b_extended(double lines, double load, double redial)
{
	extended e = {lines, load, redial};
	double attempts;

	if (redial == 0 || load < CC_MIN_LOAD)
		return cc_erlang_b(lines, load);
	attempts =
		cc_increasing_root(carried_surplus, &e, load, load / (1 - redial));
	return cc_erlang_b(lines, attempts);
}

double
cc_engset(double lines, double sources, double load, cc_poll poll)
{
	double inverse = 1;

	if (sources <= lines || load < CC_MIN_LOAD)
		return 0;
	for (double k = 1; k <= lines; k += 1)
	{
		inverse = 1 + k / ((sources - k) * load) * inverse;
		if (poll != NULL && fmod(k, 4096) == 0)
			poll();
	}
	return 1 / inverse;
}
