/* Benchmarks, maturity, the price of a gap and repeats, worked out by hand. */
#include "core/benchmarks.h"
#include "unit/unit.h"

#define DAY INT64_C(86400000000)

static void
check_maturity_and_price(void)
{
	static const double gap[] = {0.9, 0.7, 0.95, 0.95};
	static const double unscored[] = {0.9, (double) NAN, 0.9, 0.9};
	static const double failed_first[] = {0.5, (double) NAN, 0.9, 0.9};
	static const double all[] = {0.8, 0.8, 0.8, 0.8};

	ok(cc_maturity_level(gap, 4, 0.8) == 2, "a gap stops the climb");
	ok(cc_maturity_level(unscored, 4, 0.8) == -1,
	   "an unscored level is unknown");
	ok(cc_maturity_level(failed_first, 4, 0.8) == 1,
	   "unless the climb ended before");
	ok(cc_maturity_level(all, 4, 0.8) == 5, "the threshold is reached at it");
	ok(cc_cost_of_gap(534, 384, 234000, 1) == 585000, "the printed 585,000");
	ok(cc_cost_of_gap(384, 534, 234000, 1) == -585000, "the sign is kept");
	ok(unit_close(cc_fte_of_gap(534, 384, 234000, 1800, 0.8, 0.25),
				  9750 / (1800 * 0.8 * 0.75), 1e-15),
	   "9,750 hours over 1,080 that an agent handles");
}

static void
check_gap(void)
{
	/* as printed: median 36, mean 40, sd 8 */
	static const cc_benchmark_row low = {36, 40, 8, "low"};
	static const cc_benchmark_row high = {36, 40, (double) NAN, "high"};
	static const cc_benchmark_row band = {36, 40, 8, "band"};
	static const cc_benchmark_row none = {36, 40, 8, NULL};
	cc_gap gap;

	cc_benchmark_gap(&low, 54, &gap);
	ok(gap.from_mean == 14 && gap.from_median == 18 && gap.of_median == 1.5 &&
		   gap.deviations == 1.75,
	   "a gap four ways");
	ok(strcmp(gap.verdict, "worse") == 0, "more is worse where low is good");
	cc_benchmark_gap(&high, 54, &gap);
	ok(strcmp(gap.verdict, "better") == 0 && isnan(gap.deviations),
	   "better where high is, and no deviations that are not printed");
	cc_benchmark_gap(&high, 40, &gap);
	ok(strcmp(gap.verdict, "equal") == 0, "the mean is the mean");
	cc_benchmark_gap(&band, 54, &gap);
	ok(gap.verdict == NULL, "a band has no better side");
	cc_benchmark_gap(&none, 54, &gap);
	ok(gap.verdict == NULL, "nor has what nobody judged");
}

/* 1: repeated, 0: not, -1: not known */
static int
repeat(int64_t ended, int64_t next, double days, int64_t as_of)
{
	bool repeated;

	return cc_repeat_contact(ended, next, days, as_of, &repeated) ? repeated
																  : -1;
}

static void
check_repeats(void)
{
	ok(repeat(0, 7 * DAY, 7, INT64_MAX) == 1, "the last instant counts");
	ok(repeat(0, 7 * DAY + 1, 7, INT64_MAX) == 0, "the one after does not");
	ok(repeat(0, 1, 7, INT64_MAX) == 1, "nor must it be long after");
	ok(repeat(5, 5, 7, INT64_MAX) == 0, "a contact does not repeat itself");
	ok(repeat(0, INT64_MIN, 7, INT64_MAX) == 0, "none has come");
	ok(repeat(0, INT64_MIN, 7, 7 * DAY - 1) == -1, "it may still come");
	ok(repeat(0, INT64_MIN, 7, 7 * DAY) == 0, "until the days are over");
	ok(repeat(0, 2 * DAY, 7, DAY) == -1, "what is to come has not come");
	ok(repeat(0, 2 * DAY, 7, 2 * DAY) == 1, "what has come has");
	ok(repeat(0, DAY / 2, 0.5, INT64_MAX) == 1, "half a day");
	ok(repeat(INT64_MIN, 0, 7, INT64_MAX) == -1, "an end before all time");
	ok(repeat(INT64_MAX, 0, 7, INT64_MAX) == -1, "an end that never comes");
}

int
main(void)
{
	check_maturity_and_price();
	check_gap();
	check_repeats();
	return unit_done();
}
