/* Control charts and their like against control_charts.tsv (mpmath). */
#include "core/control_charts.h"
#include "unit/unit.h"

#define MOST 64

static size_t
numbers(char *text, double *x)
{
	size_t n = 0;

	for (char *at = strtok(text, ","); at && n < MOST; at = strtok(NULL, ","))
		x[n++] = strtod(at, NULL);
	return n;
}

/* The fields of a line, cut at tabs. */
static size_t
fields(char *line, char **field)
{
	size_t n = 0;

	line[strcspn(line, "\n")] = '\0';
	for (char *at = line; at && n < 12; n++)
	{
		field[n] = at;
		at = strchr(at, '\t');
		if (at)
			*at++ = '\0';
	}
	return n;
}

#define EXPECT(i) strtod(field[i], NULL)
#define close(got, want) \
	ok(unit_close(got, want, tolerance), "%s %s", name, field[1])

static void
check(char **field)
{
	const char *name = field[0];
	double x[MOST], y[MOST], scratch[MOST];
	double tolerance = 2e-15;
	char text[400];

	snprintf(text, sizeof(text), "%s", field[1]);
	if (strcmp(name, "quantile") == 0)
	{
		double want = EXPECT(2);
		double got = cc_normal_upper_quantile(strtod(text, NULL));

		/* near p = 1/2 the argument itself has only so many digits */
		ok(fabs(got - want) <= 1e-15 * (1 + 4 * fabs(want)), "%s %s", name,
		   field[1]);
	}
	else if (strncmp(name, "xmr", 3) == 0)
	{
		size_t n = numbers(text, x);
		cc_xmr chart;

		cc_xmr_limits(x, n, n, strcmp(name, "xmr_median") == 0, scratch, &chart,
					  NULL);
		close(chart.center, EXPECT(2));
		close(chart.range, EXPECT(3));
		close(cc_xmr_lower(&chart), EXPECT(4));
		close(cc_xmr_upper(&chart), EXPECT(5));
		close(cc_xmr_range_upper(&chart), EXPECT(6));
	}
	else if (strcmp(name, "capability") == 0)
	{
		size_t n = numbers(text, x);
		cc_capability result;

		cc_process_capability(x, n, EXPECT(2), EXPECT(3), scratch, &result);
		close(result.cp, EXPECT(4));
		close(result.cpk, EXPECT(5));
		close(result.pp, EXPECT(6));
		close(result.ppk, EXPECT(7));
	}
	else if (strcmp(name, "p_chart") == 0)
	{
		size_t n = numbers(text, x);
		cc_p_chart chart;

		snprintf(text, sizeof(text), "%s", field[2]);
		numbers(text, y);
		cc_p_chart_limits(x, y, n, &chart);
		close(chart.center, EXPECT(3));
		tolerance = 1e-14;
		close(chart.sigma_z, EXPECT(4));
		close(cc_p_chart_reach(&chart, y[0]), EXPECT(5));
	}
	else
		ok(false, "no such function: %s", name);
}

static void
check_signals(void)
{
	static const double x[] = {0,	2.5, -2.5, 2.5, 1.5,  1.2,
							   1.1, 0.1, 0.1,  0.1, -0.1, 3.1};
	static const cc_signal want[] = {
		CC_SIGNAL_NONE,		 CC_SIGNAL_NONE, CC_SIGNAL_NONE,
		CC_SIGNAL_TWO_OF_3,	 CC_SIGNAL_NONE, CC_SIGNAL_FOUR_OF_5,
		CC_SIGNAL_FOUR_OF_5, CC_SIGNAL_NONE, CC_SIGNAL_NONE,
		CC_SIGNAL_NONE,		 CC_SIGNAL_NONE, CC_SIGNAL_BEYOND_3};
	static const double shift[] = {0.1, 0.2, 0.1, 0.3, 0.1, 0.1, 0.1, 0.2};

	for (size_t i = 0; i < sizeof(x) / sizeof(x[0]); i++)
		ok(cc_western_electric(x, i, 0, 1) == want[i], "signal at point %zu",
		   i);
	ok(cc_western_electric(shift, 6, 0, 1) == CC_SIGNAL_NONE,
	   "seven on one side are no signal");
	ok(cc_western_electric(shift, 7, 0, 1) == CC_SIGNAL_EIGHT,
	   "eight on one side are");
}

static void
check_the_rest(void)
{
	/* ranges 4, 1, 3, 2 */
	static const double even[] = {0, 4, 3, 6, 8};
	static const double two[] = {3, 5};
	double scratch[5];
	cc_xmr chart;

	ok(unit_close(cc_dpmo(3, 100, 5), 6000, 1e-15), "dpmo");
	ok(isnan(cc_dpmo(0, 0, 5)), "dpmo of nothing");
	cc_xmr_limits(two, 1, 1, false, scratch, &chart, NULL);
	ok(chart.center == 3 && isnan(chart.sigma), "one point has no range");
	cc_xmr_limits(two, 0, 0, false, scratch, &chart, NULL);
	ok(isnan(chart.center), "no point has no center");
	cc_xmr_limits(two, 2, 9, false, scratch, &chart, NULL);
	ok(chart.n == 2, "a baseline longer than the series is the series");
	cc_xmr_limits(even, 5, 5, true, scratch, &chart, NULL);
	ok(chart.range == 2.5, "the median of four ranges lies between two");
}

int
main(void)
{
	FILE *vectors = fopen("test/unit/control_charts.tsv", "r");
	char line[1000];
	char *field[12];

	if (!vectors)
	{
		printf("Bail out! no test/unit/control_charts.tsv\n");
		return 1;
	}
	while (fgets(line, sizeof(line), vectors))
	{
		fields(line, field);
		check(field);
	}
	fclose(vectors);
	check_signals();
	check_the_rest();
	return unit_done();
}
