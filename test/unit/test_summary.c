/* Queue summaries: bins, building, packing, taking away. */
#include "core/summary.h"
#include "unit/unit.h"

static void
bins(void)
{
	bool adjoin = true;
	bool close = true;
	bool back = true;

	ok(cc_wait_bin(0) == 0 && cc_wait_bin(1) == 1 &&
		   cc_wait_bin(1000000) == 1 && cc_wait_bin(1000001) == 2,
	   "zero is a bin of its own, a second belongs to the one below");
	ok(cc_wait_bin(CC_DURATION_MAX) < CC_WAIT_BINS,
	   "the longest duration has a bin");
	for (int i = 1; i < CC_WAIT_BINS; i++)
	{
		int64_t top = cc_bin_seconds(i);
		int64_t below = cc_bin_seconds(i - 1);

		back &= cc_seconds_bin(top) == i;
		adjoin &= top * 1000000 > CC_DURATION_MAX ||
				  (cc_wait_bin(top * 1000000) == i &&
				   cc_wait_bin(below * 1000000 + 1) == i);
		close &= i <= 256 ? top == below + 1
						  : (double) (top - below) <= (double) below / 128;
	}
	ok(back, "a bin is found by its top");
	ok(adjoin, "a bin begins after the top of the one below");
	ok(close, "seconds up to 256, then less than 1/128 wide");
}

int
main(void)
{
	bins();
	return unit_done();
}
