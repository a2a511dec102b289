/* Queues at uncertain rates against queueing_uncertain.tsv (mpmath). */
#include "core/queueing_uncertain.h"
#include "unit/unit.h"

static cc_queue
queue_of(double calls, double period, double aht, double threshold,
		 double patience)
{
	return (cc_queue){.calls = calls,
					  .period = period,
					  .aht = aht,
					  .threshold = threshold,
					  .patience = patience,
					  .lines = INFINITY,
					  .variant = CC_SERVICE_OFFERED};
}

static void
check_vectors(void)
{
	FILE *file = fopen("test/unit/queueing_uncertain.tsv", "r");
	char line[400];
	int rows = 0;

	if (!ok(file != NULL, "the vectors"))
		return;
	while (fgets(line, sizeof(line), file))
	{
		double x[12];
		char *at = line;
		cc_queue queue;
		cc_performance p;

		if (line[0] == '#')
			continue;
		for (int i = 0; i < 12; i++)
			x[i] = strtod(at, &at);
		queue = queue_of(x[0], x[1], x[2], x[4], x[5]);
		cc_queue_performance_uncertain(&queue, x[3], x[6], NULL, &p);
		rows++;
		ok(unit_close(p.service_level, x[7], 1e-10), "service level %.17g",
		   p.service_level);
		ok(unit_close(p.wait_probability, x[8], 1e-10), "waiting %.17g",
		   p.wait_probability);
		ok(fabs(p.abandonment - x[9]) <= 1e-10 * x[9], "abandonment %.17g",
		   p.abandonment);
		ok(isinf(x[5]) ? isinf(p.mean_wait)
					   : unit_close(p.mean_wait, x[10], 1e-10),
		   "mean wait %.17g", p.mean_wait);
		ok(unit_close(p.occupancy, x[11], 1e-10), "occupancy %.17g",
		   p.occupancy);
	}
	fclose(file);
	ok(rows == 7, "%d rows", rows);
}

static void
check_limits(void)
{
	cc_queue queue = queue_of(100, 1800, 180, 20, 200);
	cc_targets targets = {0.8, NAN, NAN, NAN, NAN};
	cc_performance known, nearly;
	double agents, fewer;

	cc_queue_performance(&queue, 13, NULL, &known);
	cc_queue_performance_uncertain(&queue, 13, 0, NULL, &nearly);
	ok(memcmp(&known, &nearly, sizeof(known)) == 0, "no spread is a point");
	cc_queue_performance_uncertain(&queue, 13, 1e-5, NULL, &nearly);
	ok(unit_close(nearly.service_level, known.service_level, 1e-8) &&
		   unit_close(nearly.asa, known.asa, 1e-8) &&
		   unit_close(nearly.answered, known.answered, 1e-8),
	   "little spread is nearly one");
	for (double cv = 0; cv <= 1; cv += 0.25)
	{
		cc_performance p;

		agents = cc_required_agents_uncertain(&queue, &targets, cv, true, NULL);
		cc_queue_performance_uncertain(&queue, agents, cv, NULL, &p);
		ok(p.service_level >= 0.8, "%g agents at %g", agents, cv);
		cc_queue_performance_uncertain(&queue, agents - 1, cv, NULL, &p);
		ok(p.service_level < 0.8, "no fewer");
		fewer = cc_required_agents_uncertain(&queue, &targets, cv, false, NULL);
		ok(fewer > agents - 1 && fewer <= agents, "%.9g, to be exact", fewer);
	}
	queue.lines = 9;
	ok(isnan(cc_required_agents_uncertain(&queue, &targets, 0.2, true, NULL)),
	   "not with nine lines");
	queue = queue_of(100, 1800, 180, 20, INFINITY);
	targets = (cc_targets){NAN, 10, NAN, NAN, NAN};
	ok(isnan(cc_required_agents_uncertain(&queue, &targets, 0.2, true, NULL)),
	   "some rates have no steady state");
	queue = queue_of(1000, 1800, 360, 20, INFINITY);
	targets = (cc_targets){0.8, NAN, NAN, NAN, NAN};
	agents = cc_required_agents(&queue, &targets, true, NULL);
	ok(agents == 211, "200 Erlang: %g", agents);
	agents = cc_required_agents_uncertain(&queue, &targets, 0.1, true, NULL);
	ok(fabs(agents - 227) <= 1, "and when they may be 10 %% off: %g", agents);
	queue.calls = 0;
	ok(cc_required_agents_uncertain(&queue, &targets, 0.1, true, NULL) == 0,
	   "nobody for nobody");
}

int
main(void)
{
	check_vectors();
	check_limits();
	return unit_done();
}
