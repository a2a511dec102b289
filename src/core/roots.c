/*
 * roots.c
 *		Where a function of one variable is zero.
 */
#include "core/roots.h"

#include <math.h>

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
