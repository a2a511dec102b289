/* Roots of functions that make a root finder work, and of some that have none. */
#include "core/roots.h"
#include "unit/unit.h"

static int calls;

static double
cube(double x, const void *context)
{
	calls++;
	return x * x * x - *(const double *) context;
}

/* nearly flat, then nearly a wall: regula falsi alone would creep */
static double
wall(double x, const void *context)
{
	(void) context;
	calls++;
	return 1e9 * pow(x, 40) - 1;
}

static double
step(double x, const void *context)
{
	return x < *(const double *) context ? -1 : 1;
}

int
main(void)
{
	double two = 2;
	double below = -1;
	double third = 1.0 / 3;
	double root;

	root = cc_increasing_root(cube, &two, 1, 2);
	ok(fabs(root - cbrt(2)) <= 4e-16, "the cube root of two, %.17g", root);
	ok(calls <= 12, "in %d evaluations", calls);
	ok(cc_increasing_root(cube, &below, 0, 2) == 0, "below: the lower end");
	ok(cc_increasing_root(cube, &two, 0, 1) == 1, "above: the upper end");
	calls = 0;
	root = cc_increasing_root(wall, NULL, 0, 10);
	ok(fabs(root - pow(10, -9.0 / 40)) <= 1e-15, "before a wall, %.17g", root);
	ok(calls <= 120, "in %d evaluations", calls);
	root = cc_increasing_root(step, &third, 0, 1);
	ok(root >= third && root - third <= 4e-16, "a step is closed in on");
	return unit_done();
}
