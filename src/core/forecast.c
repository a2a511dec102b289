/*
 * forecast.c
 *		Forecasts of a volume history.
 *
 * Days are learned one after the other, each from what the days before say of
 * it.  The constants came from two series of bank calls and hardly matter.
 */
#include "core/forecast.h"

#include <math.h>
#include <string.h>

#include "core/civil.h"
#include "core/distributions.h"

const char *const cc_forecast_methods[] = {"factor", "seasonal_naive",
										   "mean_of_weeks", NULL};

/* the level of a day */
#define LEVEL_DECAY 0.95 /* of a weekday's mean, a week */
#define PERSISTENCE 0.75 /* of the deviation, a day */
#define GAIN 0.6
#define WINSOR 2.5 /* standard deviations */
#define SPREAD_START 0.1
#define SPREAD_GAIN 0.05
#define SPREAD_WARMUP 4
#define TRUST_WEEK 3 /* from the fourth week errors are cut */
#define MOST_STREAK 10
#define COMMON_GAIN 0.5
#define BIAS_GAIN 0.1
#define BIASED 0.9
#define WILD_RATIO 2.0
#define WILD_SPREADS 6.0
#define MONTH_SHRINK 3.0
#define AFTER_SHRINK 2.0
#define AFTER_MOST 0.7
#define AFTER_REACH 4 /* days */
#define CLOSED_AFTER 4
#define FEED_LATE 6 /* days without data beyond which nothing closed */
#define SPECIAL_MOST 5.0
#define SPECIAL_VARIANCE 0.0625
#define UNSEEN_VARIANCE 0.09

/* the shape of a day */
#define DISPERSION 1.5 /* variance over mean */
#define DIFFERENCE 8.0 /* how much weekdays are taken to differ */
#define SCORE_DECAY 0.97
#define SCORE_DAYS 91
#define SCORE_TEMPER 0.5
#define LEAST_SHARE 0.25

/* a day that has begun */
#define DRIFT_KEPT 0.9 /* in half an hour */
#define DRIFT_UNKNOWN 0.01
#define DRIFT_LEAST 0.004
#define DRIFT_MOST 0.05
#define DRIFT_GAIN 0.05
#define LEVEL_SHARE 0.5 /* of the level's variance */
#define CLIP 3.0
#define LEAST_FACTOR 0.05
#define AS_GOOD_AS_OVER 0.005

#define HANDLE_DECAY 0.9
#define HANDLE_SHRINK 30.0 /* contacts */

#define BASELINE_WEEKS(method) \
	((method) == CC_FORECAST_MEAN_OF_WEEKS ? CC_FORECAST_WEEKS : 1)

static const double memory_decay[CC_FORECAST_MEMORIES] = {0.8, 0.97};

/* exp(-d^2/2) */
static const double month_kernel[] = {1, 0.60653065971263342,
									  0.13533528323661270, 0.011108996538242306,
									  3.3546262790251184e-4};
#define MONTH_REACH 4

enum
{
	DAY_NONE, /* before the history */
	DAY_DATA,
	DAY_CLOSED, /* no data, or a special day */
	DAY_UNKNOWN
};

/* Monday is 0; 2000-01-01 was a Saturday. */
static inline int
weekday_of(int64_t day)
{
	return (int) (day + 5 - 7 * cc_floor_div(day + 5, 7));
}

static int
slots_of(int64_t width)
{
	return (int) ((CC_DAY + width - 1) / width);
}

/* A local day is less than three days long (zone.h). */
static int
most_of(int64_t width)
{
	return (int) (3 * CC_DAY / width) + 1;
}

size_t
cc_forecast_room(int64_t width)
{
	size_t weeks = CC_FORECAST_MEMORIES + 1 + 2 + CC_FORECAST_WEEKS;

	return (size_t) slots_of(width) * (7 * weeks + CC_FORECAST_SHAPES + 7) +
		   3 * (size_t) most_of(width);
}

static double *
take(double **room, int count)
{
	double *taken = *room;

	*room += count;
	return taken;
}

void
cc_forecaster_init(cc_forecaster *f, const cc_forecast_problem *problem,
				   double *room)
{
	int n = slots_of(problem->width);

	memset(f, 0, sizeof(*f));
	f->problem = problem;
	f->slots = n;
	f->most = most_of(problem->width);
	f->z[1] = cc_normal_critical(problem->level);
	f->z[0] = -f->z[1];
	for (int w = 0; w < 7; w++)
	{
		for (int m = 0; m < CC_FORECAST_MEMORIES; m++)
			f->profile[m][w] = take(&room, n);
		f->mixed[w] = take(&room, n);
		f->handle_seconds[w] = take(&room, n);
		f->handled[w] = take(&room, n);
		for (int i = 0; i < CC_FORECAST_WEEKS; i++)
			f->recent[w][i] = take(&room, n);
	}
	for (int s = 0; s < CC_FORECAST_SHAPES; s++)
		f->shape[s] = take(&room, n);
	f->special_shape = take(&room, n);
	f->volume = take(&room, n);
	f->exposure = take(&room, n);
	f->handle = take(&room, n);
	f->day_mean = take(&room, n);
	f->numerator = take(&room, n);
	f->denominator = take(&room, n);
	f->run_base = take(&room, f->most);
	f->run_mean = take(&room, f->most);
	f->run_variance = take(&room, f->most);
}

static void
forget(cc_forecaster *f)
{
	size_t bytes = (size_t) f->slots * sizeof(double);

	memset(f->weekdays, 0, sizeof(f->weekdays));
	f->deviation = f->common = 0;
	f->bias = f->off = 0;
	f->streak = 0;
	f->spread = SPREAD_START;
	f->spread_days = 0;
	f->excess = f->square = 0;
	memset(f->month, 0, sizeof(f->month));
	memset(f->month_weight, 0, sizeof(f->month_weight));
	f->after_sum = 0;
	f->after_days = 0;
	memset(f->score, 0, sizeof(f->score));
	f->wild = 0;
	f->first_day = f->last_data = f->last_known = INT64_MIN;
	memset(f->status, DAY_NONE, sizeof(f->status));
	f->special_sum = f->special_squares = 0;
	f->special_days = f->special_shapes = 0;
	memset(f->total, 0, sizeof(f->total));
	memset(f->special_shape, 0, bytes);
	for (int w = 0; w < 7; w++)
	{
		f->weekdays[w].error_spread = SPREAD_START;
		for (int m = 0; m < CC_FORECAST_MEMORIES; m++)
			memset(f->profile[m][w], 0, bytes);
		memset(f->handle_seconds[w], 0, bytes);
		memset(f->handled[w], 0, bytes);
		for (int i = 0; i < CC_FORECAST_WEEKS; i++)
			for (int s = 0; s < f->slots; s++)
				f->recent[w][i][s] = NAN;
	}
}

/* ---- days ---- */

/* Whether a day is special, and its name. */
static bool
special_name(const cc_forecast_problem *problem, int64_t day, int32_t *name)
{
	size_t low = 0;
	size_t high = problem->n_special_days;

	while (low < high)
	{
		size_t middle = low + (high - low) / 2;

		if (problem->special_days[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == problem->n_special_days || problem->special_days[low] != day)
		return false;
	*name = problem->special_names != NULL ? problem->special_names[low] : 0;
	return true;
}

static bool
is_special(const cc_forecast_problem *problem, int64_t day)
{
	int32_t name;

	return special_name(problem, day, &name);
}

static bool
is_open(const cc_forecast_problem *problem, int64_t from, int64_t until)
{
	return problem->hours == NULL ||
		   cc_calendar_open_time(problem->hours, problem->hours_zone,
								 from * 1000000, until * 1000000,
								 problem->poll) > 0;
}

/* One local day and its intervals. */
typedef struct local_day
{
	int64_t day;
	int64_t start;
	int64_t end;
	bool regular; /* 24 hours long, and the clocks stay as they are */
} local_day;

static local_day
day_at(cc_zone *zone, int64_t day)
{
	local_day result = {day, cc_zone_earliest(zone, day * CC_DAY),
						cc_zone_earliest(zone, (day + 1) * CC_DAY), false};

	result.regular = result.end - result.start == CC_DAY &&
					 cc_zone_at(zone, result.start)->offset ==
						 cc_zone_at(zone, result.end - 1)->offset;
	return result;
}

/* The slot of the interval of a day that starts at an instant. */
static int
slot_at(const cc_forecaster *f, const local_day *day, int64_t start)
{
	int64_t width = f->problem->width;
	cc_interval bucket;
	cc_error error;

	if (day->regular)
		return (int) ((start - day->start) / width);
	if (cc_interval_make(start, start + width, &bucket, &error) != CC_OK)
		return 0;
	return (int) cc_slot_of_day(f->problem->zone, bucket, width);
}

/* How often each slot comes in a day, closed ones not at all. */
static void
count_slots(cc_forecaster *f, const local_day *day)
{
	int64_t width = f->problem->width;

	if (day->regular && f->problem->hours == NULL)
	{
		for (int i = 0; i < f->slots; i++)
			f->exposure[i] = 1;
		return;
	}
	memset(f->exposure, 0, (size_t) f->slots * sizeof(double));
	for (int64_t start = day->start; start < day->end; start += width)
	{
		int64_t end = start + width < day->end ? start + width : day->end;

		if (is_open(f->problem, start, end))
			f->exposure[slot_at(f, day, start)] += 1;
	}
}

static bool
is_closed(cc_forecaster *f, int64_t day)
{
	local_day local = day_at(f->problem->zone, day);

	return f->problem->hours != NULL &&
		   !is_open(f->problem, local.start, local.end);
}

static cc_status
off_grid(const cc_forecast_problem *problem, cc_interval bucket,
		 cc_error *error)
{
	char text[80];
	cc_printer printer;

	cc_printer_init(&printer, text, sizeof(text));
	cc_interval_print(&printer, bucket);
	cc_fail(error, CC_BAD_ARGUMENT,
			"interval %s of the history is not of a grid of its zone", text);
	cc_error_detail(error, "Intervals of %lld seconds start at local midnight.",
					(long long) problem->width);
	cc_error_hint(error, "Make the history with the zone of its intervals.");
	return CC_BAD_ARGUMENT;
}

/* What the entries of a day say. */
typedef struct day_data
{
	bool any;	  /* a volume of an open interval is known */
	bool unknown; /* one is not */
	bool handled;
} day_data;

/*
 * The entries from *at on that lie in the day and end by as_of, by slot; leaves
 * *at behind them.
 */
static cc_status
gather(cc_forecaster *f, const local_day *day, size_t *at, day_data *data,
	   cc_error *error)
{
	const cc_forecast_problem *problem = f->problem;
	int64_t next = day->start;
	int slot = -1;

	count_slots(f, day);
	memset(f->volume, 0, (size_t) f->slots * sizeof(double));
	memset(data, 0, sizeof(*data));
	for (; *at < problem->count; ++*at)
	{
		const cc_volume_entry *entry = &problem->entries[*at];
		int64_t start = cc_interval_start(entry->bucket);

		if (start >= day->end || cc_interval_end(entry->bucket) > f->as_of)
			break;
		/* mostly the next one */
		if (start == next && day->regular)
			slot++;
		else
		{
			if (day->regular && (start - day->start) % problem->width != 0)
				return off_grid(problem, entry->bucket, error);
			slot = slot_at(f, day, start);
		}
		next = start + problem->width;
		if (f->exposure[slot] <= 0)
			continue;
		if (entry->volume == CC_VOLUME_UNKNOWN)
		{
			f->exposure[slot] -= 1;
			data->unknown = true;
			continue;
		}
		f->volume[slot] += (double) entry->volume / 1e6;
		data->any = true;
		if (entry->handle != CC_VOLUME_UNKNOWN)
		{
			if (!data->handled)
				for (int i = 0; i < f->slots; i++)
					f->handle[i] = NAN;
			data->handled = true;
			f->handle[slot] = (double) entry->handle / 1e6 +
							  (isnan(f->handle[slot]) ? 0 : f->handle[slot]);
		}
	}
	return CC_OK;
}

/* ---- shapes ---- */

/*
 * The shape of a weekday in one memory.  Other weekdays count by how little
 * theirs differ from it beyond chance: each slot's variance is that of its
 * counts plus the square of the difference.
 */
static void
borrow(cc_forecaster *f, int memory, int weekday, double *shape)
{
	int n = f->slots;
	const double *total = f->total[memory];
	double *base = f->numerator;
	double *weights = f->denominator;
	const double *own = f->profile[memory][weekday];
	double all = 0;
	double sum = 0;

	for (int i = 0; i < n; i++)
		base[i] = 0;
	for (int v = 0; v < 7; v++)
	{
		const double *other = f->profile[memory][v];

		all += total[v];
		if (total[v] > 0)
			for (int i = 0; i < n; i++)
				base[i] += other[i];
	}
	for (int i = 0; i < n; i++)
	{
		base[i] = all > 0 ? base[i] / all : 1.0 / n;
		shape[i] = base[i];
	}
	if (total[weekday] <= 0)
		return;
	for (int i = 0; i < n; i++)
	{
		weights[i] = total[weekday] / DISPERSION;
		shape[i] = own[i] / DISPERSION;
	}
	for (int v = 0; v < 7; v++)
	{
		const double *other = f->profile[memory][v];
		double own_part = 1 / total[weekday];
		double other_part = 1 / total[v];
		double both_part = 1 / (total[weekday] + total[v]);
		double differ = 0;
		double square = 0;
		double variance;

		if (v == weekday || total[v] <= 0)
			continue;
		for (int i = 0; i < n; i++)
		{
			double d = own[i] * own_part - other[i] * other_part;
			double both = (own[i] + other[i]) * both_part;

			differ += d * d;
			square += both * both;
		}
		variance = fmax(0, DIFFERENCE *
							   (differ - DISPERSION * (own_part + other_part)) /
							   square);
		for (int i = 0; i < n; i++)
		{
			double weight = 1 / (base[i] * variance + DISPERSION * other_part);

			shape[i] += weight * other[i] * other_part;
			weights[i] += weight;
		}
	}
	for (int i = 0; i < n; i++)
	{
		shape[i] /= weights[i];
		sum += shape[i];
	}
	for (int i = 0; i < n; i++)
		shape[i] /= sum;
}

/* The candidates: a short memory, a long one, and half of each. */
static void
make_shapes(cc_forecaster *f, int weekday)
{
	for (int m = 0; m < CC_FORECAST_MEMORIES; m++)
		borrow(f, m, weekday, f->shape[m]);
	for (int i = 0; i < f->slots; i++)
		f->shape[2][i] = (f->shape[0][i] + f->shape[1][i]) / 2;
}

/* The candidates by how they did so far. */
static void
mix_shapes(const cc_forecaster *f, double *mixed)
{
	double weight[CC_FORECAST_SHAPES];
	double least = fmin(fmin(f->score[0], f->score[1]), f->score[2]);
	double sum = 0;

	for (int s = 0; s < CC_FORECAST_SHAPES; s++)
	{
		weight[s] = exp(-SCORE_TEMPER * (f->score[s] - least));
		sum += weight[s];
	}
	for (int i = 0; i < f->slots; i++)
		mixed[i] = (weight[0] * f->shape[0][i] + weight[1] * f->shape[1][i] +
					weight[2] * f->shape[2][i]) /
				   sum;
}

/* The part of a day of this shape that a day shows. */
static double
shown(const cc_forecaster *f, const double *shape)
{
	double share = 0;

	for (int i = 0; i < f->slots; i++)
		share += shape[i] * f->exposure[i];
	return share;
}

static void
score_shapes(cc_forecaster *f, double volume)
{
	for (int s = 0; s < CC_FORECAST_SHAPES; s++)
	{
		double scale = volume / shown(f, f->shape[s]);
		double missed = 0;

		for (int i = 0; i < f->slots; i++)
			if (f->exposure[i] > 0)
				missed += fabs(f->volume[i] -
							   scale * f->shape[s][i] * f->exposure[i]);
		f->score[s] = SCORE_DECAY * f->score[s] + missed / sqrt(volume + 1);
	}
}

/* Squared residuals of the shape beyond those of counts, relative. */
static void
learn_drift(cc_forecaster *f, const double *shape, double volume, double share)
{
	double excess = 0;
	double square = 0;

	for (int i = 0; i < f->slots; i++)
	{
		double expected = volume * shape[i] * f->exposure[i] / share;
		double missed = f->volume[i] - expected;

		if (f->exposure[i] <= 0)
			continue;
		excess += missed * missed - DISPERSION * expected;
		square += expected * expected;
	}
	if (f->square <= 0)
	{
		f->excess = excess;
		f->square = square;
		return;
	}
	f->excess += DRIFT_GAIN * (excess - f->excess);
	f->square += DRIFT_GAIN * (square - f->square);
}

static double
drift_variance(const cc_forecaster *f)
{
	if (f->square <= 0)
		return DRIFT_UNKNOWN;
	return fmin(fmax(f->excess / f->square, DRIFT_LEAST), DRIFT_MOST);
}

/* ---- levels ---- */

/*
 * The mean of a count whose ln(count + 1/2) has the mean level, for counts that
 * vary like Poisson's (second order; exact at zero).
 */
static double
total_of(double level)
{
	double m = exp(level);
	double rough = fmax(m - 0.5, 0);
	double half = rough + 0.5;
	double total = m * exp(rough / (2 * half * half)) - 0.5;

	/* nothing ever came, but for roundings */
	return total > 1e-9 ? total : 0;
}

static inline bool
is_known(const cc_forecast_weekday *weekday)
{
	return weekday->weight > 0;
}

/* The mean of a weekday's levels. */
static inline double
known_level(const cc_forecaster *f, const cc_forecast_weekday *weekday)
{
	return f->common + weekday->sum / weekday->weight;
}

/* A weekday without data is like the mean of those with; false: none. */
static bool
mean_level(const cc_forecaster *f, int weekday, double *mean, double *variance)
{
	double sum = 0;
	double squares = 0;
	int known = 0;

	*variance = 0;
	if (is_known(&f->weekdays[weekday]))
	{
		*mean = known_level(f, &f->weekdays[weekday]);
		return true;
	}
	for (int w = 0; w < 7; w++)
	{
		const cc_forecast_weekday *other = &f->weekdays[w];

		if (!is_known(other))
			continue;
		sum += known_level(f, other);
		squares += known_level(f, other) * known_level(f, other);
		known++;
	}
	if (known == 0)
		return false;
	*mean = sum / known;
	*variance = fmax(UNSEEN_VARIANCE, squares / known - *mean * *mean);
	return true;
}

/* Days of the month on a circle, the last one next to the first. */
static int
month_position(int64_t day)
{
	cc_date date = cc_date_of_days(day);

	if (date.day <= 20)
		return date.day - 1;
	return 30 - (cc_days_in_month(date.year, date.month) - date.day);
}

static double
month_effect(const cc_forecaster *f, int64_t day)
{
	int at = month_position(day);

	return f->month[at] / (f->month_weight[at] + MONTH_SHRINK);
}

static void
learn_month(cc_forecaster *f, int64_t day, double deviation)
{
	int at = month_position(day);

	for (int d = -MONTH_REACH; d <= MONTH_REACH; d++)
	{
		double weight = month_kernel[d < 0 ? -d : d];
		int cell = (at + d + 31) % 31;

		f->month[cell] += weight * deviation;
		f->month_weight[cell] += weight;
	}
}

/* A weekday on which the queue does not open, or no more. */
static bool
never_open(const cc_forecaster *f, int weekday)
{
	const cc_forecast_weekday *w = &f->weekdays[weekday];

	return w->idle >= (w->seen > 0 ? CLOSED_AFTER : 1);
}

static int
status_of(cc_forecaster *f, int64_t day)
{
	if (f->first_day == INT64_MIN || day < f->first_day)
		return DAY_NONE;
	if (day < f->today || (day == f->today && f->complete))
		return f->status[(uint64_t) day % 8];
	if (never_open(f, weekday_of(day)) || is_special(f->problem, day) ||
		is_closed(f, day))
		return DAY_CLOSED;
	return DAY_DATA;
}

static void
set_status(cc_forecaster *f, int64_t day, int status)
{
	f->status[(uint64_t) day % 8] = (uint8_t) status;
}

/* Whether the last day before that is usually open was closed. */
static bool
is_after_closure(cc_forecaster *f, int64_t day)
{
	for (int64_t past = day - 1; past >= day - AFTER_REACH; past--)
	{
		const cc_forecast_weekday *weekday = &f->weekdays[weekday_of(past)];

		if (status_of(f, past) != DAY_CLOSED)
			return false;
		if (weekday->seen >= 2 && weekday->idle < CLOSED_AFTER)
			return true;
	}
	return false;
}

static double
after_effect(const cc_forecaster *f)
{
	return f->after_sum / ((double) f->after_days + AFTER_SHRINK);
}

static void
learn_spread(double *spread, double days, double error)
{
	*spread += fmax(SPREAD_GAIN, 1 / (days + SPREAD_WARMUP)) *
			   (1.25 * fabs(error) - *spread);
}

/*
 * Neither an outage nor a flood is learned, unless the day before or the same
 * weekday before was one too: more than twice or less than half of what was
 * expected, and far out.
 */
static bool
is_wild(cc_forecaster *f, cc_forecast_weekday *weekday, double error,
		int64_t week)
{
	int before[] = {f->wild, weekday->wild};

	f->wild = 0;
	if (week >= 1 &&
		fabs(error) > fmax(log(WILD_RATIO), WILD_SPREADS * f->spread))
		f->wild = error > 0 ? 1 : -1;
	weekday->wild = f->wild;
	return f->wild != 0 && f->wild != before[0] && f->wild != before[1];
}

static double
cut(double x, double limit)
{
	return fmax(-limit, fmin(limit, x));
}

/*
 * What of an error is learned: cut, but from day to day less so when one after
 * the other lies out on the same side.
 */
static double
trusted(cc_forecaster *f, double error, int64_t week)
{
	double limit = WINSOR * f->spread;
	int most = f->streak < 0 ? -f->streak : f->streak;
	int side = fabs(error) <= limit ? 0 : error > 0 ? 1 : -1;

	f->streak = side * f->streak > 0 ? f->streak + side : side;
	if (week < TRUST_WEEK)
		return error;
	return cut(error, ldexp(limit, most < MOST_STREAK ? most : MOST_STREAK));
}

/*
 * When nearly all errors lie on one side for a while (Trigg 1964), all weekdays
 * have another level.
 */
static void
learn_common(cc_forecaster *f, double error, int64_t week)
{
	f->bias += BIAS_GAIN * (error - f->bias);
	f->off += BIAS_GAIN * (fabs(error) - f->off);
	if (week >= TRUST_WEEK && fabs(f->bias) > BIASED * f->off)
		f->common += COMMON_GAIN * error;
}

/* ---- baselines ---- */

/* The mean of the last weeks of a slot, and how many; 0 when there is none. */
static int
mean_of_recent(const cc_forecaster *f, int weekday, int slot, double *mean)
{
	int most = BASELINE_WEEKS(f->problem->method);
	double sum = 0;
	int known = 0;

	for (int i = 0; i < most && !isnan(f->recent[weekday][i][slot]); i++)
	{
		sum += f->recent[weekday][i][slot];
		known++;
	}
	*mean = known > 0 ? sum / known : 0;
	return known;
}

static void
learn_baseline(cc_forecaster *f, int weekday, int64_t week)
{
	double expected = 0;
	double came = 0;
	bool known = false;

	for (int i = 0; i < f->slots; i++)
	{
		double mean;

		if (f->exposure[i] <= 0)
			continue;
		if (mean_of_recent(f, weekday, i, &mean) > 0)
		{
			expected += mean * f->exposure[i];
			came += f->volume[i];
			known = true;
		}
		for (int w = CC_FORECAST_WEEKS - 1; w > 0; w--)
			f->recent[weekday][w][i] = f->recent[weekday][w - 1][i];
		f->recent[weekday][0][i] = f->volume[i] / f->exposure[i];
	}
	if (known && week >= 1)
		learn_spread(&f->weekdays[weekday].error_spread,
					 (double) f->weekdays[weekday].seen,
					 log(came + 0.5) - log(expected + 0.5));
}

/* ---- learning ---- */

static void
learn_handle(cc_forecaster *f, int weekday)
{
	double *seconds = f->handle_seconds[weekday];
	double *handled = f->handled[weekday];

	for (int i = 0; i < f->slots; i++)
	{
		if (isnan(f->handle[i]) || f->exposure[i] <= 0)
			continue;
		seconds[i] = HANDLE_DECAY * seconds[i] + f->handle[i];
		handled[i] = HANDLE_DECAY * handled[i] + f->volume[i];
	}
}

static void
learn_special(cc_forecaster *f, int64_t day, bool any)
{
	double mean;
	double variance;
	double ordinary;
	double volume = 0;
	double ratio;
	int32_t name;

	if (!special_name(f->problem, day, &name) || name != f->special_name ||
		!mean_level(f, weekday_of(day), &mean, &variance))
		return;
	ordinary =
		total_of(mean + f->deviation * PERSISTENCE + month_effect(f, day));
	if (ordinary <= 0)
		return;
	for (int i = 0; any && i < f->slots; i++)
		volume += f->volume[i];
	ratio = fmin(volume / ordinary, SPECIAL_MOST);
	f->special_sum += ratio;
	f->special_squares += ratio * ratio;
	f->special_days++;
	if (volume <= 0)
		return;
	f->special_shapes++;
	for (int i = 0; i < f->slots; i++)
		f->special_shape[i] += f->volume[i] / volume;
}

/*
 * What special days come to, over ordinary ones: an effect that could be a
 * day's chance counts less.
 */
static double
special_ratio(const cc_forecaster *f)
{
	double days = (double) f->special_days;
	double effect = log(f->special_sum / days);
	double seen = days * effect * effect;

	if (f->special_sum <= 0)
		return 0;
	return exp(effect * seen / (seen + f->spread * f->spread));
}

static void
learn_profile(cc_forecaster *f, int weekday, const double *shape, double whole,
			  double factor)
{
	for (int m = 0; m < CC_FORECAST_MEMORIES; m++)
	{
		double *profile = f->profile[m][weekday];
		double total = 0;

		for (int i = 0; i < f->slots; i++)
		{
			double came = f->exposure[i] == 1  ? f->volume[i]
						  : f->exposure[i] > 0 ? f->volume[i] / f->exposure[i]
						  : shape != NULL	   ? whole * shape[i]
											   : 0;

			profile[i] = memory_decay[m] * profile[i] + came * factor;
			total += profile[i];
		}
		f->total[m][weekday] = total;
	}
}

/* An ordinary day, gathered.  Whether shapes are scored depends on its age. */
static void
learn_day(cc_forecaster *f, int64_t day, bool score, bool handled)
{
	int weekday = weekday_of(day);
	cc_forecast_weekday *own = &f->weekdays[weekday];
	bool after = is_after_closure(f, day);
	bool first = f->first_day == INT64_MIN;
	double *shape = NULL;
	double volume = 0;
	double share = 1;
	double x;
	double factor = 1;
	int64_t week;
	bool whole = true;

	if (first)
		f->first_day = day;
	week = (day - f->first_day) / 7;
	for (int i = 0; i < f->slots; i++)
	{
		volume += f->exposure[i] > 0 ? f->volume[i] : 0;
		whole = whole && f->exposure[i] == 1;
	}
	if (!first && (score || !whole))
	{
		make_shapes(f, weekday);
		shape = f->numerator;
		mix_shapes(f, shape);
		share = whole ? 1 : shown(f, shape);
		if (share < LEAST_SHARE)
		{
			set_status(f, day, DAY_UNKNOWN);
			f->deviation *= PERSISTENCE;
			return;
		}
	}
	if (handled)
		learn_handle(f, weekday);
	if (f->problem->method != CC_FORECAST_FACTOR)
		learn_baseline(f, weekday, week);
	x = log(volume + 0.5) - log(share);
	f->deviation *= PERSISTENCE;
	if (!is_known(own))
	{
		own->sum = x - f->common;
		own->weight = 1;
	}
	else
	{
		double level = own->sum / own->weight + f->deviation;
		double month = month_effect(f, day);
		double effect = after ? after_effect(f) : 0;
		double error = x - f->common - level - month - effect;
		double learned;

		if (is_wild(f, own, error, week))
		{
			f->last_data = day;
			own->seen++;
			own->idle = 0;
			set_status(f, day, DAY_DATA);
			return;
		}
		learned = trusted(f, error, week);
		if (week >= 1)
		{
			f->spread_days++;
			learn_spread(&f->spread, (double) f->spread_days, learned);
		}
		if (score)
		{
			score_shapes(f, volume);
			if (week >= 1)
				learn_drift(f, shape, volume, share);
		}
		own->sum = LEVEL_DECAY * own->sum + level + learned;
		own->weight = LEVEL_DECAY * own->weight + 1;
		f->deviation += GAIN * learned;
		learn_common(f, learned, week);
		factor = fmin(1, exp(learned - error));
		if (after)
		{
			f->after_sum += cut(error + effect, AFTER_MOST);
			f->after_days++;
		}
		else if (week >= 2)
			learn_month(f, day, learned + month);
	}
	learn_profile(f, weekday, shape, volume / share, factor);
	f->last_data = day;
	own->seen++;
	own->idle = 0;
	set_status(f, day, DAY_DATA);
}

/* One day, gathered, before today or today once it is over. */
static void
learn(cc_forecaster *f, int64_t day, const day_data *data, bool score)
{
	cc_forecast_weekday *own = &f->weekdays[weekday_of(day)];
	bool special = is_special(f->problem, day);
	bool closed = f->problem->hours != NULL && is_closed(f, day);

	if (!data->any && (data->unknown || day > f->last_known + FEED_LATE))
	{
		set_status(f, day, DAY_UNKNOWN);
		f->deviation *= PERSISTENCE;
	}
	else if (special || closed || !data->any)
	{
		if (f->first_day == INT64_MIN)
			return;
		if (special && !closed && !never_open(f, weekday_of(day)))
			learn_special(f, day, data->any);
		set_status(f, day, DAY_CLOSED);
		/* a feed that stood still closes no weekday */
		if (!special && !closed && f->last_data >= day - FEED_LATE)
			own->idle++;
		f->deviation *= PERSISTENCE;
	}
	else
		learn_day(f, day, score, data->handled);
}

/* ---- forecasts ---- */

/* The variance of a level h days ahead over that of one day. */
static double
growth(int64_t h)
{
	double kept = PERSISTENCE * PERSISTENCE;

	return 1 +
		   GAIN * GAIN * kept * (1 - pow(kept, (double) h - 1)) / (1 - kept);
}

static const double *
mixed_shape(cc_forecaster *f, int weekday)
{
	if (!f->mixed_made[weekday])
	{
		make_shapes(f, weekday);
		mix_shapes(f, f->mixed[weekday]);
		f->mixed_made[weekday] = true;
	}
	return f->mixed[weekday];
}

static void
baseline_day(cc_forecaster *f, int64_t day)
{
	int weekday = weekday_of(day);
	double spread = f->weekdays[weekday].error_spread;

	for (int i = 0; i < f->slots; i++)
	{
		double mean;
		double sum = 0;
		int known = 0;

		if (mean_of_recent(f, weekday, i, &f->day_mean[i]) > 0)
			continue;
		for (int w = 0; w < 7; w++)
			if (mean_of_recent(f, w, i, &mean) > 0)
			{
				sum += mean;
				known++;
			}
		f->day_mean[i] = known > 0 ? sum / known : 0;
	}
	f->day_variance = spread * spread + drift_variance(f);
	if (!is_known(&f->weekdays[weekday]))
		f->day_variance += UNSEEN_VARIANCE;
}

/* Mean by slot and relative variance of a day, today's as it began. */
static void
make_day(cc_forecaster *f, int64_t day)
{
	int weekday = weekday_of(day);
	const cc_forecast_weekday *own = &f->weekdays[weekday];
	int64_t ahead = day - f->carried_to;
	int64_t horizon = day - f->today + !f->complete;
	const double *shape;
	double level;
	double variance;
	double total;

	if (f->day_made && f->day == day)
		return;
	f->day_made = true;
	f->day = day;
	f->day_variance = 0;
	if (!mean_level(f, weekday, &level, &variance))
	{
		for (int i = 0; i < f->slots; i++)
			f->day_mean[i] = NAN;
		return;
	}
	if (never_open(f, weekday))
	{
		memset(f->day_mean, 0, (size_t) f->slots * sizeof(double));
		return;
	}
	if (f->problem->method != CC_FORECAST_FACTOR)
	{
		baseline_day(f, day);
		return;
	}
	level +=
		f->carried * pow(PERSISTENCE, (double) ahead) + month_effect(f, day);
	if (is_after_closure(f, day))
		level += after_effect(f);
	total = total_of(level);
	shape = mixed_shape(f, weekday);
	variance += f->spread * f->spread *
					(growth(horizon) + 1 / (is_known(own) ? own->weight : 1)) +
				drift_variance(f);
	if (is_special(f->problem, day) && f->special_days > 0)
	{
		double days = (double) f->special_days;
		double ratio = f->special_sum / days;
		double shapes = (double) f->special_shapes;

		variance += SPECIAL_VARIANCE;
		if (f->special_days > 1 && ratio > 0)
			variance +=
				fmax(0, f->special_squares / days / (ratio * ratio) - 1);
		for (int i = 0; i < f->slots; i++)
			f->day_mean[i] = total * special_ratio(f) *
							 (shape[i] + f->special_shape[i]) / (1 + shapes);
	}
	else
		for (int i = 0; i < f->slots; i++)
			f->day_mean[i] = total * shape[i];
	f->day_variance = variance;
}

/* Two states: the whole day, and what fades; their covariance. */
typedef struct kalman
{
	double level;
	double drift;
	double c00;
	double c01;
	double c11;
	double kept; /* of the drift, from one interval to the next */
	double variance;
} kalman;

static void
kalman_step(kalman *k)
{
	k->drift *= k->kept;
	k->c01 *= k->kept;
	k->c11 = k->c11 * k->kept * k->kept + k->variance * (1 - k->kept * k->kept);
}

static void
kalman_see(kalman *k, double volume, double expected)
{
	double s = k->c00 + 2 * k->c01 + k->c11 + DISPERSION / expected;
	double innovation =
		cut(volume / expected - 1 - k->level - k->drift, CLIP * sqrt(s));
	double g0 = (k->c00 + k->c01) / s;
	double g1 = (k->c01 + k->c11) / s;

	k->level += g0 * innovation;
	k->drift += g1 * innovation;
	k->c00 -= g0 * g0 * s;
	k->c01 -= g0 * g1 * s;
	k->c11 -= g1 * g1 * s;
}

/* The entry of an interval among those from *at on. */
static const cc_volume_entry *
entry_at(const cc_forecast_problem *problem, size_t *at, int64_t start)
{
	while (*at < problem->count &&
		   cc_interval_start(problem->entries[*at].bucket) < start)
		++*at;
	if (*at < problem->count &&
		cc_interval_start(problem->entries[*at].bucket) == start)
		return &problem->entries[*at];
	return NULL;
}

/*
 * Today: the rest of it from what came, and the deviation that later days
 * start from.  any: whether something came at all.
 */
static void
update_today(cc_forecaster *f, const local_day *today, bool any)
{
	const cc_forecast_problem *problem = f->problem;
	int64_t width = problem->width;
	double drift = drift_variance(f);
	kalman k = {.c00 = LEVEL_SHARE * f->spread * f->spread,
				.c11 = drift,
				.kept = pow(DRIFT_KEPT, (double) width / 1800),
				.variance = drift};
	size_t at = f->before;
	double expected = 0;
	double came = 0;
	bool special = is_special(problem, today->day);
	bool first = true;

	if (special)
		k.c00 = fmax(k.c00, f->day_variance - drift);
	f->elapsed = 0;
	for (int64_t start = today->start, j = 0; start < today->end && j < f->most;
		 start += width, j++)
	{
		int64_t end = start + width < today->end ? start + width : today->end;
		double mean = f->day_mean[slot_at(f, today, start)];
		const cc_volume_entry *entry;

		if (!is_open(problem, start, end))
			mean = 0;
		expected += mean;
		f->run_base[j] = f->run_mean[j] = mean;
		f->run_variance[j] = f->day_variance;
		if (end > f->as_of)
		{
			if (any && problem->method == CC_FORECAST_FACTOR)
			{
				kalman_step(&k);
				f->run_mean[j] =
					mean * fmax(LEAST_FACTOR, 1 + k.level + k.drift);
				f->run_variance[j] = k.c00 + 2 * k.c01 + k.c11;
			}
			came += f->run_mean[j];
			continue;
		}
		f->elapsed = j + 1;
		entry = entry_at(problem, &at, start);
		if (!first)
			kalman_step(&k);
		first = false;
		if (!any || (entry != NULL && entry->volume == CC_VOLUME_UNKNOWN))
			came += mean * fmax(LEAST_FACTOR, 1 + k.level + k.drift);
		else
		{
			double volume = entry != NULL ? (double) entry->volume / 1e6 : 0;

			came += mean > 0 ? volume : 0;
			if (mean > 0)
				kalman_see(&k, volume, mean);
		}
	}
	if (any && expected > 0 && !special)
		f->carried = f->deviation * PERSISTENCE +
					 GAIN * cut(log(came + 0.5) - log(expected + 0.5),
								WINSOR * f->spread);
	else
		f->carried = f->deviation * PERSISTENCE;
}

/* Whether nothing to speak of is expected of today any more. */
static bool
is_over(const cc_forecaster *f, const local_day *today)
{
	double rest = 0;
	double sum = 0;
	int64_t j = 0;

	for (int64_t start = today->start; start < today->end && j < f->most;
		 start += f->problem->width, j++)
	{
		sum += f->run_mean[j];
		rest += j >= f->elapsed ? f->run_mean[j] : 0;
	}
	return sum > 0 && rest <= AS_GOOD_AS_OVER * sum;
}

static void
prepare(cc_forecaster *f)
{
	memset(f->mixed_made, 0, sizeof(f->mixed_made));
	f->day_made = false;
	for (int w = 0; w < 7; w++)
	{
		f->handle_total[w] = f->handled_total[w] = 0;
		for (int i = 0; i < f->slots; i++)
		{
			f->handle_total[w] += f->handle_seconds[w][i];
			f->handled_total[w] += f->handled[w][i];
		}
	}
}

static cc_status
begin_today(cc_forecaster *f, const local_day *today, cc_error *error)
{
	size_t at = f->before;
	day_data data;
	cc_status status = gather(f, today, &at, &data, error);

	if (status != CC_OK)
		return status;
	f->today_start = today->start;
	f->today_end = today->end;
	f->complete = false;
	f->carried = f->deviation;
	f->carried_to = today->day - 1;
	prepare(f);
	make_day(f, today->day);
	update_today(f, today, data.any);
	f->carried_to = today->day;
	if (data.any && (f->first_day == INT64_MIN || is_over(f, today)))
	{
		/* what there is of a first day is all there is */
		bool first = f->first_day == INT64_MIN;

		learn(f, today->day, &data, true);
		f->complete = true;
		f->carried = f->deviation;
		prepare(f);
		if (first)
		{
			make_day(f, today->day);
			update_today(f, today, false);
			f->carried = f->deviation;
		}
	}
	f->day_made = false;
	return CC_OK;
}

cc_status
cc_forecast_fit(cc_forecaster *f, int64_t as_of, cc_error *error)
{
	const cc_forecast_problem *problem = f->problem;
	int64_t today = cc_floor_div(cc_zone_local(problem->zone, as_of), CC_DAY);
	local_day local = day_at(problem->zone, today);
	size_t at = 0;
	size_t count = 0;
	int32_t name = f->special_name;
	cc_status status = CC_OK;

	if (special_name(problem, today, &name) && name != f->special_name)
		f->fitted = false;
	f->special_name = name;
	if (f->fitted && f->today == today && !f->complete)
	{
		f->as_of = as_of;
		return begin_today(f, &local, error);
	}
	f->fitted = false;
	f->today = today;
	f->as_of = as_of;
	f->complete = false;
	forget(f);
	/* the last entry that counts */
	for (size_t high = problem->count; count < high;)
	{
		size_t middle = count + (high - count) / 2;

		if (cc_interval_end(problem->entries[middle].bucket) <= as_of)
			count = middle + 1;
		else
			high = middle;
	}
	if (count > 0)
	{
		int64_t first = cc_floor_div(
			cc_zone_local(problem->zone,
						  cc_interval_start(problem->entries[0].bucket)),
			CC_DAY);

		f->last_known =
			cc_floor_div(cc_zone_local(problem->zone,
									   cc_interval_start(
										   problem->entries[count - 1].bucket)),
						 CC_DAY);
		for (int64_t day = first; day < today && status == CC_OK; day++)
		{
			local_day past = day_at(problem->zone, day);
			day_data data;

			if (problem->poll != NULL)
				problem->poll();
			/* a day the zone left out */
			if (past.end <= past.start)
				continue;
			/* nothing left but to fade */
			if (at >= count && day > f->last_known + 400)
			{
				f->deviation = 0;
				memset(f->status, DAY_UNKNOWN, sizeof(f->status));
				break;
			}
			status = gather(f, &past, &at, &data, error);
			if (status == CC_OK)
				learn(f, day, &data, day >= today - SCORE_DAYS);
		}
	}
	if (status != CC_OK)
		return status;
	f->before = at;
	f->fitted = true;
	return begin_today(f, &local, error);
}

/* Of a slot, as far as there are contacts; of its weekday; of all. */
static double
handle_time(const cc_forecaster *f, int weekday, int slot)
{
	double seconds = 0;
	double handled = 0;
	double mean;

	for (int w = 0; w < 7; w++)
	{
		seconds += f->handle_total[w];
		handled += f->handled_total[w];
	}
	if (handled <= 0)
		return NAN;
	mean = (f->handle_total[weekday] + HANDLE_SHRINK * seconds / handled) /
		   (f->handled_total[weekday] + HANDLE_SHRINK);
	return (f->handle_seconds[weekday][slot] + HANDLE_SHRINK * mean) /
		   (f->handled[weekday][slot] + HANDLE_SHRINK);
}

cc_status
cc_forecast_bucket(cc_forecaster *f, cc_interval bucket, cc_forecast_row *row,
				   cc_error *error)
{
	const cc_forecast_problem *problem = f->problem;
	int64_t start = cc_interval_start(bucket);
	int64_t day = cc_floor_div(cc_zone_local(problem->zone, start), CC_DAY);
	double tail = (1 - problem->level) / 2;
	double base;
	double variance;
	int slot;
	int32_t name;
	cc_status status;

	if (start < f->today_start)
	{
		cc_fail(error, CC_BAD_ARGUMENT,
				"cannot forecast before the day of \"as_of\"");
		cc_error_detail(error, "\"from_ts\" must not be before the local day "
							   "up to which the history counts.");
		return CC_BAD_ARGUMENT;
	}
	if (start < f->today_end)
		day = f->today;
	/* the wall clock may show yesterday again */
	else if (day <= f->today)
		day = f->today + 1;
	if (day != f->today && special_name(problem, day, &name) &&
		name != f->special_name)
	{
		f->special_name = name;
		f->fitted = false;
		status = cc_forecast_fit(f, f->as_of, error);
		if (status != CC_OK)
			return status;
	}
	if (day == f->today)
	{
		int64_t j = (start - f->today_start) / problem->width;
		local_day today = {day, f->today_start, f->today_end, false};

		if (j >= f->most)
			j = f->most - 1;
		slot = slot_at(f, &today, start);
		row->volume = f->run_mean[j];
		base = f->run_base[j];
		variance = f->run_variance[j];
	}
	else
	{
		local_day other = day_at(problem->zone, day);

		make_day(f, day);
		slot = slot_at(f, &other, start);
		row->volume = f->day_mean[slot];
		variance = f->day_variance;
		if (!is_open(problem, start, cc_interval_end(bucket)))
			row->volume = 0;
		base = row->volume;
	}
	row->aht = handle_time(f, weekday_of(day), slot);
	row->lower = row->upper = row->volume;
	if (!(row->volume > 0))
		return CC_OK;
	variance = DISPERSION * row->volume + base * base * variance;
	if (problem->method != CC_FORECAST_FACTOR)
		variance += DISPERSION * row->volume / BASELINE_WEEKS(problem->method);
	row->lower = cc_count_quantile(row->volume, variance, tail, f->z[0]);
	row->upper = cc_count_quantile(row->volume, variance, 1 - tail, f->z[1]);
	return CC_OK;
}

double
cc_forecast_actual(const cc_forecast_problem *problem, cc_interval bucket)
{
	int64_t start = cc_interval_start(bucket);
	int64_t day = cc_floor_div(cc_zone_local(problem->zone, start), CC_DAY);
	local_day local = day_at(problem->zone, day);
	size_t low = 0;
	size_t at;
	const cc_volume_entry *entry;

	for (size_t high = problem->count; low < high;)
	{
		size_t middle = low + (high - low) / 2;

		if (cc_interval_start(problem->entries[middle].bucket) < local.start)
			low = middle + 1;
		else
			high = middle;
	}
	/* a day without a known volume is missing */
	for (at = low; at < problem->count &&
				   cc_interval_start(problem->entries[at].bucket) < local.end;
		 at++)
	{
		if (problem->entries[at].volume == CC_VOLUME_UNKNOWN)
			continue;
		entry = entry_at(problem, &low, start);
		if (entry == NULL)
			return 0;
		return entry->volume == CC_VOLUME_UNKNOWN
				   ? NAN
				   : (double) entry->volume / 1e6;
	}
	return NAN;
}

int64_t
cc_days_later(cc_zone *zone, int64_t instant, int64_t days)
{
	return cc_zone_earliest(zone, cc_zone_local(zone, instant) + days * CC_DAY);
}

int64_t
cc_forecast_origin(cc_zone *zone, int64_t from, const cc_width *every,
				   int64_t start)
{
	int64_t step = every->count;
	int64_t local;
	int64_t days;

	if (every->unit == CC_WIDTH_SECONDS)
		return from + (start - from) / step * step;
	local = cc_zone_local(zone, from);
	days = cc_floor_div(cc_zone_local(zone, start) - local, CC_DAY * step);
	/* where the clocks go back the same time comes twice */
	while (cc_days_later(zone, from, (days + 1) * step) <= start)
		days++;
	while (days > 0 && cc_days_later(zone, from, days * step) > start)
		days--;
	return days <= 0 ? from : cc_days_later(zone, from, days * step);
}
