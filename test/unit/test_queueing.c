/*
 * Steady states against queueing_vectors.tsv and systems without waiting
 * against queueing_loss_vectors.tsv, both solved with 50 digits.
 */
#include "core/queueing.h"
#include "core/erlang_functions.h"
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

static void
test_functions(void)
{
	FILE *file = fopen("test/unit/queueing_function_vectors.tsv", "r");
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
}

static void
test_loss(void)
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
	test_functions();
	test_loss();
	return unit_done();
}
