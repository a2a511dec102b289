/*
 * queueing_loss.c
 *		Systems without waiting: Erlang B, extended Erlang B, Engset.
 */
#include <math.h>
#include <stddef.h>

#include "core/queueing_functions.h"
#include "core/queueing_model.h"

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

/* Regula falsi, Illinois rule; bisection should that not settle. */
double
cc_increasing_root(double (*f)(double x, const void *context),
				   const void *context, double low, double high)
{
	double f_low = f(low, context);
	double f_high;
	int side = 0;

	if (f_low >= 0)
		return low;
	f_high = f(high, context);
	if (f_high <= 0)
		return high;
	for (int round = 0;; round++)
	{
		double x = (low * f_high - high * f_low) / (f_high - f_low);
		double fx;

		if (round > 50 || !(x > low && x < high))
			x = low + (high - low) / 2;
		if (x <= low || x >= high || high - low <= 4e-16 * high)
			return high;
		fx = f(x, context);
		if (fabs(fx) <= 6e-16 * x)
			return x;
		if (fx < 0)
		{
			low = x;
			f_low = fx;
			f_high = side < 0 ? f_high / 2 : f_high;
			side = -1;
		}
		else
		{
			high = x;
			f_high = fx;
			f_low = side > 0 ? f_low / 2 : f_low;
			side = 1;
		}
	}
}
