/*
 * civil.h
 *		The proleptic Gregorian calendar as a count of days since 2000-01-01.
 */
#ifndef CC_CIVIL_H
#define CC_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

/* A date; year 0 is 1 BC. */
typedef struct cc_date
{
	int64_t year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
} cc_date;

static inline bool
cc_is_leap_year(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static inline int
cc_days_in_month(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && cc_is_leap_year(year));
}

static inline bool
cc_date_exists(cc_date date)
{
	return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
		   date.day <= cc_days_in_month(date.year, date.month);
}

/*
 * Both count years from March, so that the leap day ends one: 153 days make
 * five months, 146097 days 400 years.  Good for some 10^15 days either way.
 */
static inline int64_t
cc_days_of_date(cc_date date)
{
	int64_t year = date.year - (date.month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t month = (date.month + 9) % 12;
	int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 -
		   year_of_era / 100 + day_of_year - 730425;
}

static inline cc_date
cc_date_of_days(int64_t days)
{
	int64_t shifted = days + 730425;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t day_of_era = shifted - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
						   day_of_era / 146096) /
						  365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	cc_date date;

	date.day = (int) (day_of_year - (153 * month + 2) / 5 + 1);
	date.month = (int) (month < 10 ? month + 3 : month - 9);
	date.year = year_of_era + era * 400 + (date.month <= 2);
	return date;
}

#endif
