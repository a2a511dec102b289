/* The t, F and normal distributions against 50 digits. */
#include "core/distributions.h"
#include "unit/distributions.h"
#include "unit/unit.h"

#define COUNT(array) ((int) (sizeof(array) / sizeof((array)[0])))

int
main(void)
{
	for (int i = 0; i < COUNT(t_tails); i++)
	{
		const double *v = t_tails[i];

		ok(unit_close(cc_t_two_sided(v[0], v[1]), v[2], 1e-12),
		   "P(|T| > %g) with %g degrees of freedom", v[0], v[1]);
	}
	for (int i = 0; i < COUNT(f_tails); i++)
	{
		const double *v = f_tails[i];

		ok(unit_close(cc_f_upper(v[0], v[1], v[2]), v[3], 1e-12),
		   "P(F > %g) with %g and %g degrees of freedom", v[0], v[1], v[2]);
	}
	for (int i = 0; i < COUNT(critical_values); i++)
	{
		const double *v = critical_values[i];
		double got =
			v[1] == 0 ? cc_normal_critical(v[0]) : cc_t_critical(v[0], v[1]);

		ok(unit_close(got, v[2], 1e-12), "t for level %g, df %g", v[0], v[1]);
	}
	ok(cc_t_two_sided(0, 5) == 1, "no deviation at all");
	ok(cc_t_two_sided(0.8, 5e-324) == 1, "next to no degrees of freedom");
	ok(cc_t_two_sided((double) INFINITY, 5) == 0, "an infinite t");
	ok(cc_f_upper((double) INFINITY, 2, 5) == 0, "an infinite F");
	ok(unit_close(cc_t_two_sided(2, 1e4), cc_t_two_sided(2, 10000.000001),
				  1e-12),
	   "many degrees of freedom go over smoothly");
	return unit_done();
}
