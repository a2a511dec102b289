/* Forecasts of made-up histories against forecast_vectors.tsv (Python). */
#include "core/forecast.h"
#include "core/distributions.h"
#include "unit/unit.h"

#define FIRST_DAY 1500
#define MOST_ENTRIES 50000
#define MOST_SPECIAL 16

typedef struct test_case
{
	const char *name;
	int minutes;
	int days;
	const char *closed; /* weekdays, from Monday */
	int scale;
	int seen;
	cc_forecast_method method;
} test_case;

static const test_case cases[] = {
	{"plain", 30, 75, "", 100, 0, CC_FORECAST_FACTOR},
	{"naive", 30, 40, "", 100, 0, CC_FORECAST_SEASONAL_NAIVE},
	{"weeks", 30, 40, "", 100, 0, CC_FORECAST_MEAN_OF_WEEKS},
	{"running", 30, 130, "56", 900, 20, CC_FORECAST_FACTOR},
	{"evening", 60, 64, "6", 300, 24, CC_FORECAST_FACTOR},
	{"five minutes", 5, 36, "", 30, 130, CC_FORECAST_FACTOR},
	{"few", 60, 90, "", 2, 11, CC_FORECAST_FACTOR},
	{"none", 60, 20, "", 0, 0, CC_FORECAST_FACTOR},
	{"one day", 30, 1, "", 100, 0, CC_FORECAST_FACTOR},
	{"one week", 30, 7, "", 100, 10, CC_FORECAST_FACTOR},
	{"saturdays", 30, 60, "012346", 100, 0, CC_FORECAST_FACTOR},
	{"month", 15, 26, "6", 100000, 40, CC_FORECAST_FACTOR},
	{"holidays", 30, 205, "6", 400, 0, CC_FORECAST_FACTOR},
	{"named", 30, 205, "6", 400, 0, CC_FORECAST_FACTOR},
	{"gaps", 30, 70, "", 200, 22, CC_FORECAST_FACTOR},
	{"wild", 30, 100, "", 200, 0, CC_FORECAST_FACTOR},
	{"handled", 60, 50, "", 60, 0, CC_FORECAST_FACTOR},
};

static void
utc(const void *source, int64_t instant, cc_stretch *stretch)
{
	(void) source;
	stretch->from = instant - ((int64_t) 1 << 40);
	stretch->until = instant + ((int64_t) 1 << 40);
	stretch->offset = 0;
}

static bool
is(const test_case *c, const char *name)
{
	return strcmp(c->name, name) == 0;
}

static bool
has_holidays(const test_case *c)
{
	return is(c, "holidays") || is(c, "named");
}

static int64_t
noise(int64_t day, int64_t slot, int64_t salt)
{
	return (int64_t) ((uint64_t) (day * 7919 + slot * 104729 + salt * 1299709) *
					  UINT64_C(2654435761) % (UINT64_C(1) << 32) % 1000);
}

/* As forecast_vectors.py has it; -1: the day has no data. */
static int64_t
volume(const test_case *c, int64_t day, int64_t slot)
{
	int64_t weekday = (day + 5) % 7;
	int64_t hour = slot * c->minutes / 60;
	int64_t off = hour - 11 - weekday % 3;
	int64_t shape = 20;
	int64_t level;
	int64_t value;

	off = off < 0 ? -off : off;
	if (strchr(c->closed, (int) ('0' + weekday)) != NULL ||
		(has_holidays(c) && day % 29 == 0 && day % 2 == 0))
		return -1;
	if (hour < 7 || hour >= 21)
		shape = 0;
	else if (off < 7)
		shape = 40 + 12 * (7 - off);
	level = 850 + noise(day, 0, 1) * 3 / 10 + (weekday == 0 ? 120 : 0) -
			(weekday >= 5 ? 200 : 0);
	value = c->scale * shape * level * (900 + noise(day, slot, 2) / 5) /
			100000000 * c->minutes / 30;
	if (is(c, "few"))
		value = noise(day, slot, 3) * shape / 40000;
	if (is(c, "wild") && day % 31 == 7)
		value = day % 2 != 0 ? value * 3 : value / 10;
	if (has_holidays(c) && day % 29 == 0)
		value = value * 2 / 5;
	return value;
}

static size_t
make_history(const test_case *c, cc_volume_entry *entries)
{
	int64_t width = c->minutes * 60;
	int64_t slots = CC_DAY / width;
	int64_t today = FIRST_DAY + c->days;
	size_t count = 0;
	cc_error error;

	for (int64_t day = FIRST_DAY; day <= today; day++)
		for (int64_t slot = 0; slot < (day == today ? c->seen : slots); slot++)
		{
			int64_t start = day * CC_DAY + slot * width;
			int64_t came = volume(c, day, slot);
			cc_volume_entry *entry = &entries[count];

			/* what did not come needs no entry, but a day one */
			if (came < 0 || (came == 0 && slot > 0 && !is(c, "gaps")))
				continue;
			cc_interval_make(start, start + width, &entry->bucket, &error);
			entry->volume = came * 1000000;
			entry->handle = CC_VOLUME_UNKNOWN;
			if (is(c, "gaps") && day % 11 == 3 && slot >= 20 &&
				slot < 20 + day % 17 && day < today)
				entry->volume = CC_VOLUME_UNKNOWN;
			if (is(c, "handled") && noise(day, slot, 5) > 100)
				entry->handle = came * (150 + slot * 3) * 1000000;
			count++;
		}
	return count;
}

static const test_case *
find_case(const char *name)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (is(&cases[i], name))
			return &cases[i];
	return NULL;
}

/* A forecaster and all it needs. */
typedef struct bench
{
	cc_volume_entry entries[MOST_ENTRIES];
	int32_t special[MOST_SPECIAL];
	int32_t names[MOST_SPECIAL];
	cc_zone zone;
	cc_forecast_problem problem;
	cc_forecaster forecaster;
	double *room;
} bench;

static void
begin(bench *b, const test_case *c, double level)
{
	int n_special = 0;
	cc_error error;

	for (int32_t day = FIRST_DAY; has_holidays(c) && day < FIRST_DAY + 400;
		 day++)
		if (day % 29 == 0)
		{
			b->names[n_special] = day % 2;
			b->special[n_special++] = day;
		}
	cc_zone_init(&b->zone, utc, NULL);
	b->problem = (cc_forecast_problem){.entries = b->entries,
									   .count = make_history(c, b->entries),
									   .width = c->minutes * 60,
									   .zone = &b->zone,
									   .method = c->method,
									   .level = level,
									   .special_days = b->special,
									   .n_special_days = (size_t) n_special};
	if (is(c, "named"))
		b->problem.special_names = b->names;
	free(b->room);
	b->room = malloc(cc_forecast_room(b->problem.width) * sizeof(double));
	cc_forecaster_init(&b->forecaster, &b->problem, b->room);
	ok(cc_forecast_fit(&b->forecaster,
					   (FIRST_DAY + c->days) * CC_DAY +
						   c->seen * b->problem.width,
					   &error) == CC_OK,
	   "%s", c->name);
}

static bool
same(double got, double want)
{
	return (isnan(got) && isnan(want)) || unit_close(got, want, 1e-11);
}

static void
check_vectors(bench *b, const char *path)
{
	FILE *file = fopen(path, "r");
	char line[400];
	char last[400] = "";
	int rows = 0;

	if (!ok(file != NULL, "%s", path))
		return;
	while (fgets(line, sizeof(line), file))
	{
		char *tab = strchr(line, '\t');
		int64_t day;
		int64_t slot;
		double mean, variance, lower, upper, aht;
		int64_t start;
		cc_interval bucket;
		cc_forecast_row row;
		cc_error error;

		if (line[0] == '#' || tab == NULL)
			continue;
		*tab++ = '\0';
		day = strtol(tab, &tab, 10);
		slot = strtol(tab, &tab, 10);
		mean = strtod(tab, &tab);
		variance = strtod(tab, &tab);
		lower = strtod(tab, &tab);
		upper = strtod(tab, &tab);
		aht = strtod(tab, &tab);
		(void) variance;
		if (strcmp(last, line) != 0)
		{
			snprintf(last, sizeof(last), "%s", line);
			begin(b, find_case(line), 0.8);
		}
		start = day * CC_DAY + slot * b->problem.width;
		cc_interval_make(start, start + b->problem.width, &bucket, &error);
		rows++;
		if (cc_forecast_bucket(&b->forecaster, bucket, &row, &error) != CC_OK ||
			!same(row.volume, mean) || row.lower != lower ||
			row.upper != upper || !same(row.aht, aht))
			ok(false,
			   "%s, day %lld slot %lld: %.17g %g %g %.17g, expected %.17g %g "
			   "%g %.17g",
			   line, (long long) day, (long long) slot, row.volume, row.lower,
			   row.upper, row.aht, mean, lower, upper, aht);
	}
	fclose(file);
	ok(rows > 300, "%d rows compared", rows);
}

/* Sums of probabilities, one by one. */
static double
plain_quantile(double mean, double variance, double p)
{
	double r = mean * mean / (variance - mean);
	double pmf = exp(-r * log1p(mean / r));
	double cdf = pmf;
	double k = 0;

	while (cdf < p)
	{
		k += 1;
		pmf *= (r + k - 1) / k * (mean / (r + mean));
		cdf += pmf;
	}
	return k;
}

static void
check_quantiles(void)
{
	static const double means[] = {0.01, 0.7, 5, 39.9, 40.1, 150, 400};
	static const double ratios[] = {1.01, 1.5, 3, 20, 200};
	static const double levels[] = {0.1, 0.5, 0.8, 0.95, 0.999};

	for (int i = 0; i < 7; i++)
		for (int j = 0; j < 5; j++)
			for (int l = 0; l < 5; l++)
			{
				double tail = (1 - levels[l]) / 2;
				double z = cc_normal_critical(levels[l]);
				double variance = means[i] * ratios[j];
				double low = cc_count_quantile(means[i], variance, tail, -z);
				double high =
					cc_count_quantile(means[i], variance, 1 - tail, z);

				if (low != plain_quantile(means[i], variance, tail) ||
					high != plain_quantile(means[i], variance, 1 - tail))
					ok(false, "mean %g variance %g level %g: %g %g", means[i],
					   variance, levels[l], low, high);
			}
	ok(cc_count_quantile(0, 0, 0.9, 1.28) == 0, "nothing comes of no mean");
	ok(unit_close(cc_count_quantile(1e12, 2e12, 0.9, 1.2815515655446004),
				  1e12 + 1.2815515655446004 * sqrt(2e12), 1e-8),
	   "large counts are normal");
	ok(unit_close(cc_count_quantile(1e8, 1e14, 0.95, 1.6448536269514722),
				  1.1690e8, 1e-3),
	   "and skewed where they vary much");
}

/* Whatever comes later changes nothing; what comes counts. */
static void
check_future(bench *b)
{
	const test_case *c = find_case("running");
	cc_forecast_row before, after;
	cc_interval bucket;
	cc_error error;
	int64_t as_of = (FIRST_DAY + 60) * CC_DAY + 36000;
	int64_t start = (FIRST_DAY + 63) * CC_DAY + 36000;

	begin(b, c, 0.8);
	cc_interval_make(start, start + 1800, &bucket, &error);
	cc_forecast_fit(&b->forecaster, as_of, &error);
	cc_forecast_bucket(&b->forecaster, bucket, &before, &error);
	for (size_t i = 0; i < b->problem.count; i++)
		if (cc_interval_end(b->entries[i].bucket) > as_of)
			b->entries[i].volume = b->entries[i].volume * 7 + 1000000;
	cc_forecast_fit(&b->forecaster, as_of, &error);
	cc_forecast_bucket(&b->forecaster, bucket, &after, &error);
	ok(memcmp(&before, &after, sizeof(before)) == 0,
	   "what comes later changes nothing");
	cc_forecast_fit(&b->forecaster, as_of + 1800, &error);
	cc_forecast_bucket(&b->forecaster, bucket, &after, &error);
	ok(before.volume < after.volume, "what comes counts");
	cc_forecaster_init(&b->forecaster, &b->problem, b->room);
	cc_forecast_fit(&b->forecaster, as_of + 1800, &error);
	cc_forecast_bucket(&b->forecaster, bucket, &before, &error);
	ok(before.volume == after.volume, "a later look is a first look");
	ok(cc_forecast_bucket(&b->forecaster, b->entries[3].bucket, &after,
						  &error) == CC_BAD_ARGUMENT,
	   "the past is not forecast");
}

int
main(void)
{
	bench *b = calloc(1, sizeof(bench));

	check_vectors(b, "test/unit/forecast_vectors.tsv");
	check_quantiles();
	check_future(b);
	free(b->room);
	free(b);
	return unit_done();
}
