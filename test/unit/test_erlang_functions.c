/* I and A against erlang_function_vectors.tsv, 50 digits. */
#include "core/erlang_functions.h"
#include "unit/unit.h"

int
main(void)
{
	FILE *file = fopen("test/unit/erlang_function_vectors.tsv", "r");
	double x, y, d, i1, a, queue, delay;
	double error[4] = {0};
	int rows = 0;

	while (file != NULL && fscanf(file, "%lf %lf %lf %lf %lf %lf %lf", &x, &y,
								  &d, &i1, &a, &queue, &delay) == 7)
	{
		cc_palm palm;

		rows++;
		cc_palm_sums(x, y, d, &palm);
		error[0] = fmax(error[0], fabs(cc_erlang_i1(x, y, d) - i1) / (1 + i1));
		error[1] = fmax(error[1], fabs(palm.a / a * exp(palm.shift) - 1) /
									  (1 + palm.shift));
		error[2] = fmax(error[2], fabs(palm.queue / palm.a / queue - 1));
		error[3] = fmax(error[3], fabs(palm.delay / palm.a / delay - 1));
	}
	if (file != NULL)
		fclose(file);
	ok(rows > 300, "%d points of I and A", rows);
	ok(error[0] < 2e-13, "I: worst error %.2g", error[0]);
	ok(error[1] < 1e-14, "A: worst error %.2g", error[1]);
	ok(error[2] < 2e-14, "sum of j w_j: worst error %.2g", error[2]);
	ok(error[3] < 2e-14, "-x dA/dx: worst error %.2g", error[3]);
	return unit_done();
}
