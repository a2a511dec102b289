/* Load over time and deadlines against offered_load.tsv (mpmath). */
#include "core/offered_load.h"
#include "unit/unit.h"

int
main(void)
{
	FILE *file = fopen("test/unit/offered_load.tsv", "r");
	char line[4000];
	int rows = 0;

	if (!ok(file != NULL, "the vectors"))
		return unit_done();
	while (fgets(line, sizeof(line), file))
	{
		double number[200];
		int n = 0;
		char *at = strchr(line, '\t');

		if (line[0] == '#' || at == NULL)
			continue;
		rows++;
		while (n < 200 && (*at == '\t' || *at == ','))
			number[n++] = strtod(at + 1, &at);
		if (strncmp(line, "load", 4) == 0)
		{
			cc_load_row row;

			cc_offered_load_row(number[0], number[1], number[2], number[3],
								&row);
			ok(unit_close(row.start, number[4], 1e-15) &&
				   unit_close(row.mean, number[5], 1e-12) &&
				   unit_close(row.end, number[6], 1e-12) &&
				   unit_close(row.max, number[7], 1e-12),
			   "load %d: %.17g %.17g", rows, row.mean, row.end);
		}
		else
		{
			double got = cc_deadline_capacity(&number[1], (size_t) (n - 2),
											  number[0], NULL);

			ok(unit_close(got, number[n - 1], 1e-14), "deadline %d: %.17g",
			   rows, got);
		}
	}
	fclose(file);
	ok(rows == 18, "%d rows", rows);
	ok(cc_deadline_capacity(NULL, 0, 3, NULL) == 0, "no work");
	return unit_done();
}
