/* Shrunken rates against shrunken_rates.tsv (mpmath), and what must hold. */
#include "core/shrunken_rates.h"
#include "unit/unit.h"

#define MOST 16

static size_t
numbers(const char *text, double *x)
{
	size_t n = 0;

	for (const char *at = text; *at && n < MOST; n++)
	{
		char *end;

		x[n] = strtod(at, &end);
		at = *end == ',' ? end + 1 : end;
	}
	return n;
}

static void
vectors(void)
{
	FILE *file = fopen("test/unit/shrunken_rates.tsv", "r");
	char line[2000];
	int lines = 0;

	while (file && fgets(line, sizeof(line), file))
	{
		double want[6][MOST];
		char *field = strtok(line, "\t\n");
		size_t n = 0;
		cc_rate_prior prior;

		for (int i = 0; i < 6 && field; i++, field = strtok(NULL, "\t\n"))
			n = i == 2 ? (want[2][0] = strtod(field, NULL), n)
					   : numbers(field, want[i]);
		cc_rate_prior_of(want[0], want[1], n, &prior);
		for (size_t i = 0; i < n; i++)
		{
			cc_shrunken_rate got;

			cc_shrink_rate(&prior, want[0][i], want[1][i], want[2][0], &got);
			ok(unit_close(got.shrunken, want[3][i], 1e-14) &&
				   unit_close(got.lower, want[4][i], 2e-13) &&
				   unit_close(got.upper, want[5][i], 2e-13),
			   "line %d, cell %zu: %.17g %.17g %.17g", lines + 1, i,
			   got.shrunken, got.lower, got.upper);
		}
		lines++;
	}
	if (file)
		fclose(file);
	ok(lines == 6, "six lines of vectors");
}

int
main(void)
{
	double none[2] = {0, 0};
	cc_rate_prior prior;
	cc_shrunken_rate got;

	vectors();
	cc_rate_prior_of(none, none, 2, &prior);
	cc_shrink_rate(&prior, 0, 0, 0.95, &got);
	ok(isnan(got.rate) && isnan(got.shrunken) && isnan(got.lower) &&
		   isnan(got.upper),
	   "of nothing there is no rate");
	return unit_done();
}
