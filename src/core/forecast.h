/*
 * forecast.h
 *		Forecasts of a volume history: by interval, with limits and handle time.
 *
 * The method "factor": the logarithm of a local day's total is the mean of its
 * weekday, plus a deviation that persists from day to day, plus what the day of
 * the month and a closed day before do to it; the total is spread over the day
 * by a profile of its weekday.  A day that has begun is updated by a Kalman
 * filter of two states, one for the whole day and one that fades.
 *
 * Sources: Taylor 2008 (Management Science 54:253), Shen & Huang 2008 (MSOM
 * 10:391), Weinberg, Brown & Stroud 2007 (JASA 102:1185), Ibrahim & L'Ecuyer
 * 2013 (MSOM 15:72).  doc/forecasting.md has every formula.
 */
#ifndef CC_FORECAST_H
#define CC_FORECAST_H

#include "core/business_hours.h"
#include "core/volume_history.h"

typedef enum cc_forecast_method
{
	CC_FORECAST_FACTOR,
	CC_FORECAST_SEASONAL_NAIVE, /* as the same slot of the week before */
	CC_FORECAST_MEAN_OF_WEEKS	/* mean of the last four */
} cc_forecast_method;

/* Their names in that order, NULL-terminated. */
extern const char *const cc_forecast_methods[];

/* What is given; the caller owns all of it. */
typedef struct cc_forecast_problem
{
	const cc_volume_entry *entries; /* valid ones */
	size_t count;
	int64_t width; /* of their grid, seconds */
	cc_zone *zone;
	cc_forecast_method method;
	double level;				 /* of the limits, 0 < level < 1 */
	const int32_t *special_days; /* since 2000-01-01, ascending */
	size_t n_special_days;
	const int32_t *special_names; /* a number for each; NULL: all are alike */
	const cc_calendar *hours;	  /* NULL: no opening hours */
	cc_zone *hours_zone;
	cc_poll poll;
} cc_forecast_problem;

/* NaN is not known. */
typedef struct cc_forecast_row
{
	double volume;
	double lower;
	double upper;
	double aht; /* seconds */
} cc_forecast_row;

#define CC_FORECAST_MEMORIES 2
#define CC_FORECAST_SHAPES (CC_FORECAST_MEMORIES + 1)
#define CC_FORECAST_WEEKS 4 /* that mean_of_weeks takes */

/* One weekday. */
typedef struct cc_forecast_weekday
{
	double sum; /* of logarithms of totals, weighted */
	double weight;
	double error_spread; /* of a baseline's daily errors */
	int64_t seen;		 /* days with data */
	int64_t idle;		 /* days without since */
	int wild;			 /* side of its last day, if that was not learned */
} cc_forecast_weekday;

/* The rest is the forecaster's own. */
typedef struct cc_forecaster
{
	const cc_forecast_problem *problem;
	int slots;	 /* of a day */
	int most;	 /* intervals of a day at most */
	double z[2]; /* normal quantiles of the limits */

	/* learned from the days before today */
	cc_forecast_weekday weekdays[7];
	double common; /* level of all weekdays */
	double deviation;
	double spread; /* standard deviation of a day's level */
	int64_t spread_days;
	double excess; /* of squared residuals of the shape, and its base */
	double square;
	double month[31];
	double month_weight[31];
	double after_sum;
	int64_t after_days;
	double score[CC_FORECAST_SHAPES];
	double bias; /* mean of the errors, and of their sizes */
	double off;
	int streak;			  /* days out on one side */
	int wild;			  /* side of the last day that was not learned */
	int64_t first_day;	  /* learned */
	int64_t last_data;	  /* the last day with data */
	int64_t last_known;	  /* day of the last entry that counts */
	uint8_t status[8];	  /* of the last days */
	int32_t special_name; /* of the special days learned */
	double special_sum;
	double special_squares;
	int64_t special_days;
	int64_t special_shapes;

	/* arrays of the caller's room, by slot */
	double *profile[CC_FORECAST_MEMORIES][7];
	double *shape[CC_FORECAST_SHAPES];
	double *mixed[7]; /* shapes to forecast from, once made */
	double *special_shape;
	double *handle_seconds[7];
	double *handled[7];
	double *recent[7][CC_FORECAST_WEEKS];
	double *volume; /* of one day */
	double *exposure;
	double *handle;
	double *day_mean; /* a day's forecast */
	double *numerator;
	double *denominator;
	double *run_base; /* today, by interval of the day: as it began, updated */
	double *run_mean;
	double *run_variance;
	double total[CC_FORECAST_MEMORIES][7];
	bool mixed_made[7];
	double handle_total[7];
	double handled_total[7];

	/* today: the local day that holds as_of */
	int64_t today;
	int64_t as_of;
	int64_t today_start;
	int64_t today_end;
	int64_t elapsed; /* intervals */
	size_t before;	 /* entries before today */
	bool fitted;
	bool complete;		/* today counts among the days learned */
	double carried;		/* the deviation that later days start from */
	int64_t carried_to; /* the day it belongs to */

	/* the day whose forecast day_mean holds */
	bool day_made;
	int64_t day;
	double day_variance; /* of the level, relative */
} cc_forecaster;

/* How many doubles a forecaster needs for a width. */
extern size_t cc_forecast_room(int64_t width);

extern void
cc_forecaster_init(cc_forecaster *forecaster,
				   const cc_forecast_problem *problem, double *room);

/*
 * Learn from the entries that end by as_of, and from no other.  An entry off
 * the grid of the zone is CC_BAD_ARGUMENT.
 */
extern cc_status
cc_forecast_fit(cc_forecaster *forecaster, int64_t as_of, cc_error *error);

/*
 * The forecast of a bucket of the grid; CC_BAD_ARGUMENT before the local day of
 * as_of.  Buckets of that day which have ended come as they were expected when
 * it began.
 */
extern cc_status
cc_forecast_bucket(cc_forecaster *forecaster, cc_interval bucket,
				   cc_forecast_row *row, cc_error *error);

/*
 * What the history says of a bucket: its volume, 0 without an entry in a day
 * that has some, NaN when it is not known.
 */
extern double
cc_forecast_actual(const cc_forecast_problem *problem, cc_interval bucket);

/*
 * When the forecast of a bucket that starts at start is made if one is made
 * every so often from an instant on.
 */
extern int64_t cc_forecast_origin(cc_zone *zone, int64_t from,
								  const cc_width *every, int64_t start);

/* So many local days later on the wall clock. */
extern int64_t cc_days_later(cc_zone *zone, int64_t instant, int64_t days);

#endif
