/*
 * offered_load.c
 *		Staffing over time.
 */
#include "core/offered_load.h"

#include <math.h>

/* Intervals within which to poll. */
#define POLL_EVERY 65536

/* 1 - (1 - e^-x) / x */
static double
filling(double x)
{
	double term = x / 2;
	double sum = 0;

	if (x > 0.5)
		return 1 + expm1(-x) / x;
	for (int n = 3; fabs(term) > sum * 1e-17; n++)
	{
		sum += term;
		term *= -x / n;
	}
	return sum;
}

void
cc_offered_load_row(double calls, double period, double aht, double start,
					cc_load_row *row)
{
	double steady = calls / period * aht;
	double times = period / aht;
	double filled = filling(times);

	row->start = start;
	row->mean = start * (1 - filled) + steady * filled;
	row->end = start * exp(-times) - steady * expm1(-times);
	/* it goes one way all the time */
	row->max = fmax(row->start, row->end);
}

/* The window whose work exceeds what capacity does by most. */
static double
worst_window(const double *work, size_t count, double limit, double capacity,
			 cc_poll poll)
{
	double excess = 0; /* of the best window that ends here */
	double sum = 0;
	double length = 0;
	double most = -INFINITY;
	double result = 0;

	for (size_t i = 0; i < count; i++)
	{
		if (poll != NULL && i % POLL_EVERY == 0)
			poll();
		if (excess <= 0)
			excess = sum = length = 0;
		sum += work[i];
		length += 1;
		excess += work[i] - capacity;
		if (excess > most)
		{
			most = excess;
			result = sum / (length + limit);
		}
	}
	return result;
}

double
cc_deadline_capacity(const double *work, size_t count, double limit,
					 cc_poll poll)
{
	double capacity = 0;

	/* each window is better than the one before, and there are not many */
	for (;;)
	{
		double better = worst_window(work, count, limit, capacity, poll);

		if (!(better > capacity))
			return capacity;
		capacity = better;
	}
}
