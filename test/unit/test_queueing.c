/* Steady states against queueing_vectors.tsv, solved with 50 digits. */
#include "core/queueing.h"
#include "unit/unit.h"

#define INPUTS 8
#define FIGURES 7
#define VARIANTS 6

static const char *const figure_names[FIGURES] = {
	"occupancy",   "wait_probability", "asa",		  "mean_wait",
	"abandonment", "blocking",		   "queue_length"};

/* the worst error of each figure, in units of what is allowed */
static double worst[FIGURES + VARIANTS];

static void
compare(int column, double got, double want, double allowed, int line)
{
	double error =
		isnan(want) ? (isnan(got) ? 0 : INFINITY) : fabs(got - want) / allowed;

	if (!(error <= 1))
		printf("# line %d column %d: got %.17g, want %.17g (%.3g)\n", line,
			   column, got, want, error);
	if (!(error <= worst[column]))
		worst[column] = error;
}

int
main(void)
{
	FILE *file = fopen("test/unit/queueing_vectors.tsv", "r");
	char text[4096];
	int line = 1;

	if (file == NULL || fgets(text, sizeof(text), file) == NULL)
	{
		ok(false, "the vectors are there");
		return unit_done();
	}
	while (fgets(text, sizeof(text), file) != NULL)
	{
		double v[INPUTS + FIGURES + VARIANTS];
		char *at = text;
		cc_performance p;
		cc_queue queue;

		line++;
		for (int i = 0; i < INPUTS + FIGURES + VARIANTS; i++)
		{
			if (strncmp(at, "NULL", 4) == 0)
			{
				v[i] = NAN;
				at += 4;
			}
			else
				v[i] = strtod(at, &at);
			at += *at == '\t';
		}
		queue = (cc_queue){.calls = v[0],
						   .period = v[1],
						   .aht = v[2],
						   .patience = v[3],
						   .lines = v[5],
						   .threshold = v[6],
						   .short_abandon = v[7]};
		for (int variant = 0; variant < VARIANTS; variant++)
		{
			queue.variant = (cc_service_variant) variant;
			cc_queue_performance(&queue, v[4], NULL, &p);
			compare(FIGURES + variant, p.service_level,
					v[INPUTS + FIGURES + variant], 1e-13, line);
		}
		{
			const double got[FIGURES] = {
				p.occupancy,   p.wait_probability, p.asa,		  p.mean_wait,
				p.abandonment, p.blocking,		   p.queue_length};

			for (int i = 0; i < FIGURES; i++)
			{
				double want = v[INPUTS + i];

				compare(i, got[i], want,
						want == 0 ? 1e-300 : 1e-12 * fabs(want), line);
			}
		}
		if (isinf(v[5]))
		{
			double wait = cc_queue_wait_exceeds(&queue, v[4], queue.threshold);

			compare(FIGURES + 2, 1 - wait, v[INPUTS + FIGURES + 2], 1e-13,
					line);
		}
	}
	fclose(file);
	ok(line > 200, "%d queues", line - 1);
	for (int i = 0; i < FIGURES + VARIANTS; i++)
		ok(worst[i] <= 1, "%s %s: worst error %.2g of what is allowed",
		   i < FIGURES ? figure_names[i] : "service level",
		   i < FIGURES ? "" : cc_service_variants[i - FIGURES], worst[i]);
	return unit_done();
}
