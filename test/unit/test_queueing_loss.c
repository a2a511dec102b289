/* Systems without waiting against queueing_loss_vectors.tsv, 50 digits. */
#include "core/queueing.h"
#include "unit/unit.h"

int
main(void)
{
	FILE *file = fopen("test/unit/queueing_loss_vectors.tsv", "r");
	char name[16];
	double v[4];
	double error = 0;
	int rows = 0;

	while (file != NULL && fscanf(file, "%15s %lf %lf %lf %lf", name, &v[0],
								  &v[1], &v[2], &v[3]) == 5)
	{
		double got = name[0] == 'b'	  ? cc_erlang_b(v[0], v[1])
					 : name[1] == 'x' ? cc_erlang_b_extended(v[0], v[1], v[2])
									  : cc_engset(v[0], v[1], v[2], NULL);

		rows++;
		if (!unit_close(got, v[3], 1e-12))
			printf("# %s(%.17g, %.17g, %.17g): got %.17g, want %.17g\n", name,
				   v[0], v[1], v[2], got, v[3]);
		error = fmax(error, fabs(got / v[3] - 1));
	}
	if (file != NULL)
		fclose(file);
	ok(rows > 150, "%d systems without waiting", rows);
	ok(error <= 1e-12, "worst error %.2g", error);
	return unit_done();
}
