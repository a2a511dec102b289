/*
 * benchmarks.c
 *		A value against a benchmark, the price of the gap, maturity, repeats.
 */
#include "core/benchmarks.h"

#include <math.h>
#include <string.h>

void
cc_benchmark_gap(const cc_benchmark_row *row, double value, cc_gap *gap)
{
	gap->from_mean = value - row->mean;
	gap->from_median = value - row->median;
	gap->of_median = value / row->median;
	gap->deviations = gap->from_mean / row->sd;
	gap->verdict = NULL;
	if (row->better != NULL && strcmp(row->better, "band") != 0)
	{
		double excess =
			strcmp(row->better, "low") == 0 ? gap->from_mean : -gap->from_mean;

		gap->verdict = excess > 0 ? "worse" : excess < 0 ? "better" : "equal";
	}
}

double
cc_cost_of_gap(double own, double target, double contacts,
			   double cost_per_minute)
{
	return (own - target) / 60 * contacts * cost_per_minute;
}

double
cc_fte_of_gap(double own, double target, double contacts, double paid_hours,
			  double occupancy, double shrinkage)
{
	return (own - target) / 3600 * contacts /
		   (paid_hours * occupancy * (1 - shrinkage));
}

int
cc_maturity_level(const double *scores, size_t n, double threshold)
{
	int level = 1;

	for (size_t i = 0; i < n; i++)
	{
		if (isnan(scores[i]))
			return -1;
		if (scores[i] < threshold)
			break;
		level++;
	}
	return level;
}

bool
cc_repeat_contact(int64_t ended, int64_t next, double days, int64_t as_of,
				  bool *repeated)
{
	double last = (double) ended + days * 86400 * 1e6;

	if (ended == INT64_MIN || ended == INT64_MAX)
		return false;
	*repeated = next > ended && next <= as_of && (double) next <= last;
	/* not repeated yet says nothing before the days are over */
	return *repeated || as_of == INT64_MAX || (double) as_of >= last;
}
