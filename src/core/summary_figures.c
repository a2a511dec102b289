/*
 * summary_figures.c
 *		Queue summaries: every figure that follows from one.
 *
 * Tested in test/pgtap/summary-figures.sql.
 */
#include "core/summary.h"

#include <math.h>
#include <string.h>

__extension__ typedef unsigned __int128 cc_uint128;

#define MICROSECONDS 1e6
#define SECOND INT64_C(1000000)

const char *const cc_variant_names[] = {"offered",
										"answered",
										"abandon_met",
										"ignore_in_threshold",
										"exclude_short",
										"short_met",
										"offered_all",
										"dequeued",
										NULL};
const char *const cc_abandonment_bases[] = {"offered", "net", "ex_short", NULL};
const char *const cc_wait_selections[] = {"answered", "abandoned", "all", NULL};

/*
 * What is known of the k-th shortest wait of an outcome is more than its bin:
 * all are above the bottoms of theirs, none is longer than the longest wait,
 * and their sum is exact.  So with spare, the sum less all bottoms, none of m
 * waits of a bin that are equal or longer can be above bottom + spare / m, and
 * the k-th is at most the least of these bounds.  Every figure takes it for
 * just that: it is never below what it was, exact where it was a whole second
 * up to 256, and quantiles, counts within a threshold, mean and longest wait
 * agree (the bound of the shortest is at most the mean, that of the longest at
 * least).
 */
typedef struct waits_of_bin
{
	int64_t bottom; /* microseconds */
	int64_t most;	/* the top, or the longest wait of all */
} waits_of_bin;

static inline int64_t
bottom_of(int bin)
{
	return bin > 0 ? cc_bin_seconds(bin - 1) * SECOND + 1 : 0;
}

static waits_of_bin
waits_of(const cc_packed *packed, int bin)
{
	waits_of_bin waits = {bottom_of(bin), cc_bin_seconds(bin) * SECOND};

	if (waits.most > CC_DURATION_MAX)
		waits.most = CC_DURATION_MAX;
	if (!(packed->flags & CC_LONGEST_IS_BOUND) && waits.most > packed->longest)
		waits.most = packed->longest;
	return waits;
}

/* Of count waits in a bin, those up to threshold microseconds. */
static uint64_t
within_bin(waits_of_bin waits, uint64_t count, uint64_t spare,
		   int64_t threshold)
{
	uint64_t more;

	if (threshold >= waits.most)
		return count;
	if (threshold < waits.bottom)
		return 0;
	/* so many at the end may be longer */
	more = spare / (uint64_t) (threshold - waits.bottom + 1);
	return count > more ? count - more : 0;
}

/* The sum of the waits of an outcome less the bottoms of their bins. */
static uint64_t
spare_of(const cc_packed *packed, int outcome, cc_reader reader)
{
	uint64_t spare = (uint64_t) packed->waited[outcome];
	uint32_t bin = 0;
	uint64_t count;

	while (cc_next_bin(&reader, packed->bins[outcome], &bin, &count))
		spare -= count * (uint64_t) bottom_of((int) bin - 1);
	return spare;
}

static int64_t
threshold_micros(double seconds)
{
	return seconds < (double) (CC_DURATION_MAX / SECOND)
			   ? llrint(seconds * MICROSECONDS)
			   : CC_DURATION_MAX;
}

/*
 * Waits of every outcome, known at all and up to threshold seconds; false on
 * nonsense.
 */
static bool
waits_within(const cc_packed *packed, double threshold,
			 uint64_t known[CC_WAITING], uint64_t within[CC_WAITING])
{
	cc_reader reader = packed->histograms;
	int64_t micros = threshold_micros(threshold);
	/* below it bins are within, above it none is */
	uint32_t last = (uint32_t) cc_wait_bin(micros);

	for (int i = 0; i < CC_WAITING; i++)
	{
		cc_reader start = reader;
		uint32_t bin = 0;
		uint64_t count;

		known[i] = 0;
		within[i] = 0;
		while (cc_next_bin(&reader, packed->bins[i], &bin, &count))
		{
			known[i] += count;
			if (bin <= last)
				within[i] += count;
			else if (bin == last + 1)
			{
				waits_of_bin waits = waits_of(packed, (int) last);

				within[i] +=
					micros >= waits.most
						? count
						: within_bin(waits, count, spare_of(packed, i, start),
									 micros);
			}
		}
	}
	return cc_reader_finished(&reader);
}

bool
cc_waits_within(const cc_packed *packed, cc_outcome outcome, double threshold,
				uint64_t *count)
{
	uint64_t known[CC_WAITING];
	uint64_t within[CC_WAITING];

	if (!waits_within(packed, threshold, known, within))
		return false;
	*count = within[outcome];
	return true;
}

uint64_t
cc_offered(const cc_packed *packed)
{
	uint64_t offered = 0;

	for (int i = 0; i < CC_WAITING; i++)
		offered += packed->count[i];
	return offered;
}

/*
 * The visits that a service level judges, and those of them that met it (see
 * doc/summary.md for the variants).  Visits still open count as missed once they
 * have waited longer than the threshold and not at all before that.
 */
cc_fit
cc_service_counts(const cc_packed *packed, double threshold, cc_variant variant,
				  double short_abandon, cc_service *service)
{
	const uint64_t *count = packed->count;
	uint64_t within[CC_WAITING];
	uint64_t brief[CC_WAITING] = {0};
	uint64_t known[CC_WAITING];
	uint64_t met;
	uint64_t judged;

	if (!waits_within(packed, threshold, known, within) ||
		(cc_variant_uses_short(variant) &&
		 !waits_within(packed, short_abandon, known, brief)))
		return CC_MALFORMED;
	met = within[CC_ANSWERED];
	judged = count[CC_ANSWERED] + count[CC_ABANDONED] +
			 (known[CC_OPEN] - within[CC_OPEN]);
	switch (variant)
	{
		case CC_SL_OFFERED:
			break;
		case CC_SL_ANSWERED:
			judged = count[CC_ANSWERED];
			break;
		case CC_SL_ABANDON_MET:
			met += within[CC_ABANDONED];
			break;
		case CC_SL_IGNORE_IN_THRESHOLD:
			judged -= within[CC_ABANDONED];
			break;
		case CC_SL_EXCLUDE_SHORT:
			judged -= brief[CC_ABANDONED];
			break;
		case CC_SL_SHORT_MET:
			met += brief[CC_ABANDONED];
			break;
		case CC_SL_OFFERED_ALL:
			judged += count[CC_FLOWED_OUT] + count[CC_BLOCKED];
			break;
		case CC_SL_DEQUEUED:
			met += within[CC_ABANDONED] + within[CC_CALLBACK_REQUESTED];
			judged += count[CC_FLOWED_OUT] + count[CC_CALLBACK_REQUESTED] +
					  count[CC_SYSTEM_ERROR];
			break;
	}
	service->met = met;
	service->judged = judged;
	return CC_FITS;
}

double
cc_service_level(cc_service service)
{
	return cc_divide((double) service.met, (double) service.judged);
}

cc_fit
cc_abandonment_rate(const cc_packed *packed, int basis, double short_abandon,
					double *result)
{
	uint64_t abandoned = packed->count[CC_ABANDONED];
	uint64_t of = cc_offered(packed);

	if (basis == 1)
		of = packed->count[CC_ANSWERED] + abandoned;
	else if (basis == 2)
	{
		uint64_t brief;

		if (!cc_waits_within(packed, CC_ABANDONED, short_abandon, &brief))
			return CC_MALFORMED;
		abandoned -= brief;
		of -= brief;
	}
	*result = cc_divide((double) abandoned, (double) of);
	return CC_FITS;
}

static double
sum_of_waits(const cc_packed *packed, unsigned outcomes)
{
	cc_uint128 sum = 0;

	for (int i = 0; i < CC_WAITING; i++)
	{
		if (outcomes >> i & 1)
			sum += (uint64_t) packed->waited[i];
	}
	return (double) sum;
}

cc_fit
cc_mean_wait(const cc_packed *packed, unsigned outcomes, double *result)
{
	uint64_t known[CC_WAITING];
	uint64_t within[CC_WAITING];
	uint64_t n = 0;

	if (!waits_within(packed, 0, known, within))
		return CC_MALFORMED;
	for (int i = 0; i < CC_WAITING; i++)
	{
		if (outcomes >> i & 1)
			n += known[i];
	}
	*result =
		cc_divide(sum_of_waits(packed, outcomes), (double) n * MICROSECONDS);
	return CC_FITS;
}

/*
 * Mandelbaum and Zeltyn (2007): P(abandon) = E[W] / mean patience, so the
 * censored maximum-likelihood estimate is all waiting per abandonment.
 */
double
cc_mean_patience(const cc_packed *packed)
{
	return cc_divide(sum_of_waits(packed, (1u << CC_WAITING) - 1),
					 (double) packed->count[CC_ABANDONED] * MICROSECONDS);
}

double
cc_mean_spent(const cc_packed *packed, cc_part part)
{
	uint64_t n = packed->count[CC_ANSWERED] - packed->missing[part];

	return cc_divide((double) packed->spent[part], (double) n * MICROSECONDS);
}

double
cc_handle_stddev(const cc_packed *packed)
{
	uint64_t n = packed->count[CC_ANSWERED] - packed->missing[CC_HANDLE];
	uint64_t sum = (uint64_t) packed->spent[CC_HANDLE];
	uint64_t mean;
	cc_uint128 deviations;
	double rest;
	double variance;

	if (n < 2)
		return NAN;
	/*
	 * About the whole microsecond below the mean the deviations are an exact
	 * integer; only what is left of the mean is rounded.
	 */
	mean = sum / n;
	rest = (double) (sum % n);
	deviations =
		((cc_uint128) packed->squares[1] << 64 | packed->squares[0]) -
		(cc_uint128) mean * (2 * (cc_uint128) sum - (cc_uint128) n * mean);
	variance = cc_divide((double) deviations - rest * (rest / (double) n),
						 (double) (n - 1));
	return variance > 0 ? sqrt(variance) / MICROSECONDS : 0;
}

double
cc_longest_wait(const cc_packed *packed)
{
	uint32_t bins = 0;

	for (int i = 0; i < CC_WAITING; i++)
		bins = bins > packed->bins[i] ? bins : packed->bins[i];
	if (bins == 0)
		return NAN;
	return packed->flags & CC_LONGEST_IS_BOUND
			   ? (double) cc_bin_seconds((int) bins - 1)
			   : (double) packed->longest / MICROSECONDS;
}

/* The outcomes of cc_wait_selections, as a mask. */
static const unsigned selections[] = {1u << CC_ANSWERED, 1u << CC_ABANDONED,
									  (1u << CC_WAITING) - 1};

cc_fit
cc_wait_quantile(const cc_packed *packed, double q, int which, double *result)
{
	cc_reader readers[CC_WAITING];
	uint32_t bin[CC_WAITING] = {0};
	uint64_t count[CC_WAITING];
	uint64_t spare[CC_WAITING];
	bool more[CC_WAITING];
	uint64_t n = 0;
	uint64_t below = 0;
	uint64_t here = 0;
	uint32_t lowest;
	waits_of_bin waits;
	int64_t low;
	int64_t high;
	int64_t middle;
	double rank;
	cc_reader reader = packed->histograms;

	for (int i = 0; i < CC_WAITING; i++)
	{
		uint32_t b = 0;
		uint64_t c;

		readers[i] = reader;
		spare[i] = (uint64_t) packed->waited[i];
		while (cc_next_bin(&reader, packed->bins[i], &b, &c))
		{
			if (!(selections[which] >> i & 1))
				continue;
			n += c;
			spare[i] -= c * (uint64_t) bottom_of((int) b - 1);
		}
	}
	if (!cc_reader_finished(&reader))
		return CC_MALFORMED;
	*result = NAN;
	if (n == 0)
		return CC_FITS;
	rank = ceil(q * (double) n);
	if (rank < 1)
		rank = 1;

	for (int i = 0; i < CC_WAITING; i++)
		more[i] = (selections[which] >> i & 1) &&
				  cc_next_bin(&readers[i], packed->bins[i], &bin[i], &count[i]);
	for (;;)
	{
		lowest = CC_WAIT_BINS + 1;
		for (int i = 0; i < CC_WAITING; i++)
		{
			if (more[i] && bin[i] < lowest)
				lowest = bin[i];
		}
		here = 0;
		for (int i = 0; i < CC_WAITING; i++)
		{
			if (more[i] && bin[i] == lowest)
				here += count[i];
		}
		if (here == 0 || (double) (below + here) >= rank)
			break;
		below += here;
		for (int i = 0; i < CC_WAITING; i++)
		{
			if (more[i] && bin[i] == lowest)
				more[i] = cc_next_bin(&readers[i], packed->bins[i], &bin[i],
									  &count[i]);
		}
	}
	if (here == 0)
		return CC_FITS;

	/* the shortest wait up to which there are so many: mostly the longest */
	waits = waits_of(packed, (int) lowest - 1);
	low = waits.bottom;
	high = waits.most;
	middle = high - 1;
	while (low < high)
	{
		uint64_t within = below;

		for (int i = 0; i < CC_WAITING; i++)
		{
			if (more[i] && bin[i] == lowest)
				within += within_bin(waits, count[i], spare[i], middle);
		}
		if ((double) within >= rank)
			high = middle;
		else
			low = middle + 1;
		middle = low + (high - low) / 2;
	}
	*result = (double) high / MICROSECONDS;
	return CC_FITS;
}

cc_fit
cc_wait_histogram(const cc_packed *packed, cc_outcome outcome,
				  const double *bounds, int n, uint64_t *cells)
{
	cc_reader reader = packed->histograms;

	memset(cells, 0, ((size_t) n + 1) * sizeof(*cells));
	for (int i = 0; i < CC_WAITING; i++)
	{
		uint64_t spare = i == (int) outcome ? spare_of(packed, i, reader) : 0;
		uint32_t bin = 0;
		uint64_t count;
		int cell = 0;

		while (cc_next_bin(&reader, packed->bins[i], &bin, &count))
		{
			waits_of_bin waits = waits_of(packed, (int) bin - 1);
			uint64_t placed = 0;

			if (i != (int) outcome)
				continue;
			for (; cell < n && threshold_micros(bounds[cell]) < waits.most;
				 cell++)
			{
				uint64_t within = within_bin(waits, count, spare,
											 threshold_micros(bounds[cell]));

				cells[cell] += within - placed;
				placed = within;
			}
			cells[cell] += count - placed;
		}
	}
	return cc_reader_finished(&reader) ? CC_FITS : CC_MALFORMED;
}

void
cc_share_service_level(const cc_visit *visit, int64_t threshold,
					   int64_t share[2])
{
	bool late = visit->wait > threshold;

	share[0] =
		visit->outcome == CC_ANSWERED && visit->wait != CC_UNKNOWN && !late;
	share[1] = visit->outcome == CC_ANSWERED ||
			   visit->outcome == CC_ABANDONED ||
			   (visit->outcome == CC_OPEN && late);
}

void
cc_share_abandonment(const cc_visit *visit, int64_t share[2])
{
	share[0] = visit->outcome == CC_ABANDONED;
	share[1] = visit->outcome != CC_BLOCKED;
}

static void
share_mean(bool counts, int64_t duration, int64_t share[2])
{
	share[1] = counts && duration != CC_UNKNOWN;
	share[0] = share[1] ? duration : 0;
}

void
cc_share_asa(const cc_visit *visit, int64_t share[2])
{
	share_mean(visit->outcome == CC_ANSWERED, visit->wait, share);
}

void
cc_share_aht(const cc_visit *visit, int64_t share[2])
{
	share_mean(visit->outcome == CC_ANSWERED, visit->spent[CC_HANDLE], share);
}
